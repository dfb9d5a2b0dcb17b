package io.oneha.tui.frame;

/**
 * How a cell looks.
 *
 * @param foreground a colour of the 256-colour palette, of which 0 to 15 are the terminal's own, or {@link #DEFAULT}
 * @param background likewise
 * @param bold bold
 * @param reverse foreground and background swapped
 * @param underline underlined
 */
public record Paint(int foreground, int background, boolean bold, boolean reverse, boolean underline) {
    /** The terminal's own colour. */
    public static final int DEFAULT = -1;

    /** The terminal's plain look. */
    public static final Paint PLAIN = new Paint(DEFAULT, DEFAULT, false, false, false);

    static Paint colour(int foreground) {
        return new Paint(foreground, DEFAULT, false, false, false);
    }

    /** The same, bold. */
    public Paint bolder() {
        return new Paint(foreground, background, true, reverse, underline);
    }

    /** The same, reversed. */
    public Paint reversed() {
        return new Paint(foreground, background, bold, true, underline);
    }

    /** The same, underlined. */
    public Paint underlined() {
        return new Paint(foreground, background, bold, reverse, true);
    }
}
