package io.oneha.cli.output;

import io.oneha.tui.frame.Width;

/** Text that came from elsewhere, made safe to print and measured in terminal cells. */
public final class Text {
    private Text() {}

    /**
     * The text without what a terminal would obey instead of show: C0 and C1 controls, DEL, line and paragraph separators and
     * the marks that turn the writing direction. A run of line breaks and tabs becomes one space.
     */
    public static String plain(String text) {
        StringBuilder plain = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean bad = isControl(c);
            if (bad && plain == null) {
                plain = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (plain != null && !bad) {
                plain.append(c);
            } else if (bad && isBreak(c) && !plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
        }
        return plain == null ? text : plain.toString();
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\t' || c == '\u2028' || c == '\u2029';
    }

    private static boolean isControl(char c) {
        return c < ' '
                || c >= 0x7f && c <= 0x9f
                || c == 0x61c
                || c >= 0x200e && c <= 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069
                || c == 0xfeff;
    }

    /** The text, filled with spaces to so many cells. */
    static String padRight(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - Width.of(text)));
    }

    /** Spaces to so many cells, then the text. */
    static String padLeft(String text, int cells) {
        return " ".repeat(Math.max(0, cells - Width.of(text))) + text;
    }
}
