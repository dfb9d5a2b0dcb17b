/**
 * oned as a process of its own, for the lab: the simulated zone's raft and API on a real oned.conf, a real MariaDB, real HTTP and
 * real hooks. What it answers is what the recordings hold.
 */
package io.oneha.lab.oned;
