/** A change on a real zone, for the dashboard and for commands: looked at, planned, locked, written down, run and followed. */
package io.oneha.app.change;
