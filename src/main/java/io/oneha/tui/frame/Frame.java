package io.oneha.tui.frame;

import io.oneha.term.Size;
import java.util.Arrays;
import java.util.Optional;

/**
 * What one screenful looks like: a grid of glyphs, each with its paint. A glyph two cells wide is followed by an empty one.
 *
 * @param cells row after row, as {@link CellCode} has them
 * @param cursor where text is being typed; empty while the cursor is hidden
 * @param scrollLimit how far the screen's text can be scrolled down, in lines
 */
public record Frame(Size size, long[] cells, Optional<Spot> cursor, int scrollLimit) {
    /** A place on the screen. */
    public record Spot(int column, int row) {}

    /** One on which nothing is drawn. */
    public static Frame blank(Size size) {
        return new Frame(size, new long[size.columns() * size.rows()], Optional.empty(), 0);
    }

    /** The glyph at a cell; empty on the right half of a wide one. */
    public String glyph(int column, int row) {
        return isRightHalf(column, row) ? "" : Character.toString(point(column, row));
    }

    /** The character at a cell that is no right half. */
    public int point(int column, int row) {
        return CellCode.point(cell(column, row));
    }

    /** Whether a cell is the right half of a wide glyph. */
    public boolean isRightHalf(int column, int row) {
        return CellCode.isRightHalf(cell(column, row));
    }

    /** Whether nothing is seen of a cell but the background that the terminal has by default. */
    public boolean isBlank(int column, int row) {
        return CellCode.isBlank(cell(column, row));
    }

    /** The paint of a cell. */
    public Paint paint(int column, int row) {
        return CellCode.paint(cell(column, row));
    }

    /** The first column of a row, from a column on, that looks different in a frame of the same size; -1 where none does. */
    public int nextDifference(Frame other, int row, int column) {
        int from = row * size.columns() + column;
        int to = (row + 1) * size.columns();
        int next = Arrays.mismatch(cells, from, to, other.cells, from, to);
        return next < 0 ? next : column + next;
    }

    /** Whether the paint of a cell is this one, as {@link Paint#code} has it. */
    public boolean isPainted(int column, int row, long paint) {
        return CellCode.paintBits(cell(column, row)) == paint;
    }

    /** Whether both show the same. */
    public boolean looksLike(Frame other) {
        return size.equals(other.size) && cursor.equals(other.cursor) && Arrays.equals(cells, other.cells);
    }

    private long cell(int column, int row) {
        return cells[row * size.columns() + column];
    }
}
