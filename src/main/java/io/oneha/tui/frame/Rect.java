package io.oneha.tui.frame;

/** A rectangle of cells: its top left cell, from 0, and its extent. */
public record Rect(int x, int y, int width, int height) {
    /** What is inside a border of one cell. */
    public Rect inside() {
        return new Rect(x + 1, y + 1, Math.max(0, width - 2), Math.max(0, height - 2));
    }

    /** What is left below the first {@code rows} rows. */
    public Rect below(int rows) {
        return new Rect(x, y + rows, width, Math.max(0, height - rows));
    }

    /** The row {@code row} of it, as a rectangle of height one. */
    public Rect row(int row) {
        return new Rect(x, y + row, width, 1);
    }

    /** The {@code count} columns of it from the column {@code from} on. */
    public Rect columns(int from, int count) {
        return new Rect(x + from, y, count, height);
    }

    /** The first column to the right of it. */
    public int right() {
        return x + width;
    }
}
