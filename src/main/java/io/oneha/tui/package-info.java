/** The dashboard: screens as pure functions of a model and a size, one table of actions, one thread. */
package io.oneha.tui;
