/** What steps reach of hosts and of their oned: scripts and files as root, calls through SSH. */
package io.oneha.steps.site;
