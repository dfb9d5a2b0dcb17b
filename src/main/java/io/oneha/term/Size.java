package io.oneha.term;

/** A terminal's size in cells. */
public record Size(int columns, int rows) {}
