package io.oneha.tui.frame;

/**
 * What a cell shows, as one number: a frame has thousands of cells, and is drawn and compared each second. From the lowest bit:
 * 21 bits of the code point, told apart from a blank; one that marks the right half of a glyph two cells wide; nine each of
 * foreground and background, one more than the colour's index; bold, reverse, underline. So zero is a plain blank.
 */
final class CellCode {
    private static final long POINT = (1L << 21) - 1;
    private static final long RIGHT_HALF = 1L << 21;
    private static final int FOREGROUND = 22;
    private static final int BACKGROUND = 31;
    private static final long COLOUR = (1L << 9) - 1;
    private static final long BOLD = 1L << 40;
    private static final long REVERSE = 1L << 41;
    private static final long UNDERLINE = 1L << 42;
    private static final long GLYPH = POINT | RIGHT_HALF;

    /** What is seen of a blank. */
    private static final long SEEN_OF_A_BLANK = GLYPH | COLOUR << BACKGROUND | REVERSE | UNDERLINE;

    private CellCode() {}

    /** The bits of a paint. */
    static long of(Paint paint) {
        return (long) (paint.foreground() + 1) << FOREGROUND
                | (long) (paint.background() + 1) << BACKGROUND
                | (paint.bold() ? BOLD : 0)
                | (paint.reverse() ? REVERSE : 0)
                | (paint.underline() ? UNDERLINE : 0);
    }

    /** A character in a paint's bits. */
    static long of(int point, long paint) {
        return point ^ ' ' | paint;
    }

    /** The right half of a wide glyph in a paint's bits. */
    static long rightHalf(long paint) {
        return RIGHT_HALF | paint;
    }

    /** A cell in another paint's bits. */
    static long repainted(long cell, long paint) {
        return cell & GLYPH | paint;
    }

    static boolean isRightHalf(long cell) {
        return (cell & RIGHT_HALF) != 0;
    }

    /** Whether nothing is seen of a cell but the background that the terminal has by default. */
    static boolean isBlank(long cell) {
        return (cell & SEEN_OF_A_BLANK) == 0;
    }

    /** Its character. */
    static int point(long cell) {
        return (int) (cell & POINT) ^ ' ';
    }

    /** The bits of its paint. */
    static long paintBits(long cell) {
        return cell & ~GLYPH;
    }

    /** Its paint. */
    static Paint paint(long cell) {
        return new Paint(
                (int) (cell >> FOREGROUND & COLOUR) - 1,
                (int) (cell >> BACKGROUND & COLOUR) - 1,
                (cell & BOLD) != 0,
                (cell & REVERSE) != 0,
                (cell & UNDERLINE) != 0);
    }
}
