/** The terminal: its modes, its keys, and frames on it, of which only the changed cells are sent. */
package io.oneha.tui.terminal;
