package io.oneha.tui.frame;

import io.oneha.term.Size;
import java.util.Arrays;
import java.util.Optional;

/**
 * What one screenful looks like: a grid of glyphs, each with its paint. A glyph two cells wide is followed by an empty one.
 *
 * @param glyphs row after row
 * @param paints likewise
 * @param cursor where text is being typed; empty while the cursor is hidden
 * @param scrollLimit how far the screen's text can be scrolled down, in lines
 */
public record Frame(Size size, String[] glyphs, Paint[] paints, Optional<Spot> cursor, int scrollLimit) {
    /** A place on the screen. */
    public record Spot(int column, int row) {}

    /** One on which nothing is drawn. */
    public static Frame blank(Size size) {
        String[] glyphs = new String[size.columns() * size.rows()];
        Paint[] paints = new Paint[glyphs.length];
        Arrays.fill(glyphs, " ");
        Arrays.fill(paints, Paint.PLAIN);
        return new Frame(size, glyphs, paints, Optional.empty(), 0);
    }

    /** The glyph at a cell; empty on the right half of a wide one. */
    public String glyph(int column, int row) {
        return glyphs[row * size.columns() + column];
    }

    /** The paint of a cell. */
    public Paint paint(int column, int row) {
        return paints[row * size.columns() + column];
    }

    /** Whether a row looks the same in a frame of the same size. */
    public boolean sameRow(Frame other, int row) {
        for (int column = 0; column < size.columns(); column++) {
            if (!sameCell(other, column, row)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a cell looks the same in a frame of the same size. */
    @SuppressWarnings("ReferenceEquality") // Most are the very same objects, and a frame has thousands.
    public boolean sameCell(Frame other, int column, int row) {
        int at = row * size.columns() + column;
        return (glyphs[at] == other.glyphs[at] || glyphs[at].equals(other.glyphs[at]))
                && (paints[at] == other.paints[at] || paints[at].equals(other.paints[at]));
    }

    /** Whether both show the same. */
    public boolean looksLike(Frame other) {
        return size.equals(other.size)
                && cursor.equals(other.cursor)
                && Arrays.equals(glyphs, other.glyphs)
                && Arrays.equals(paints, other.paints);
    }
}
