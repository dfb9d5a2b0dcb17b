/** The command line: one small class a command, what they share, and the wiring of everything below. */
package io.oneha.cli;
