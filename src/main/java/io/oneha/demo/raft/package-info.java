/**
 * oned's raft (OpenNebula, src/raft and src/sql/LogDB.cc), its quirks included, as a state machine that knows neither XML nor
 * sockets nor a clock: a {@link io.oneha.demo.raft.Scheduler} gives it time, {@link io.oneha.demo.raft.Peers} the other
 * servers, so that its servers can share a process or each have their own.
 */
package io.oneha.demo.raft;
