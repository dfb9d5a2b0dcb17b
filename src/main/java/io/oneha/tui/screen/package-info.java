/** The screens: pure functions of the model, the terminal's size and the theme. */
package io.oneha.tui.screen;
