/** What a screen is drawn on: a grid of styled cells, the theme, and text measured in cells. Pure. */
package io.oneha.tui.frame;
