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

    static final Paint BOLD = new Paint(DEFAULT, DEFAULT, true, false, false);
    static final Paint UNDERLINED = new Paint(DEFAULT, DEFAULT, false, false, true);
    static final Paint REVERSED = new Paint(DEFAULT, DEFAULT, false, true, false);

    /** A badge where there are no colours. */
    static final Paint BADGE = new Paint(DEFAULT, DEFAULT, true, true, false);

    static final int BLACK = 0;
    static final int RED = 1;
    static final int GREEN = 2;
    static final int YELLOW = 3;
    static final int BLUE = 4;
    static final int MAGENTA = 5;
    static final int CYAN = 6;
    static final int WHITE = 7;
    static final int GREY = 8;
    static final int BRIGHT_RED = 9;
    static final int BRIGHT_YELLOW = 11;
    static final int BRIGHT_WHITE = 15;

    /** The same as one number, which is compared faster. */
    public long code() {
        return CellCode.of(this);
    }

    static Paint colour(int foreground) {
        return new Paint(foreground, DEFAULT, false, false, false);
    }

    static Paint bold(int foreground) {
        return new Paint(foreground, DEFAULT, true, false, false);
    }

    static Paint badge(int foreground, int background) {
        return new Paint(foreground, background, true, false, false);
    }
}
