package io.oneha.tui.frame;

/** A terminal's size in cells. */
public record Size(int columns, int rows) {}
