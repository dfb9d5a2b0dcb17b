package io.oneha.cli.output;

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

    /** Terminal cells that the text takes: two for wide East Asian characters and emoji, none for combining marks. */
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += width(c);
            i += Character.charCount(c);
        }
        return width;
    }

    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** The ranges that Unicode's EastAsianWidth calls W or F, without the few single symbols that terminals disagree about. */
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0x303e
                || c >= 0x3041 && c <= 0x33ff
                || c >= 0x3400 && c <= 0x4dbf
                || c >= 0x4e00 && c <= 0xa4cf
                || c >= 0xa960 && c <= 0xa97f
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1f64f
                || c >= 0x1f680 && c <= 0x1f6ff
                || c >= 0x1f900 && c <= 0x1f9ff
                || c >= 0x20000 && c <= 0x3fffd;
    }

    /** The text, filled with spaces to so many cells. */
    static String padRight(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - width(text)));
    }

    /** Spaces to so many cells, then the text. */
    static String padLeft(String text, int cells) {
        return " ".repeat(Math.max(0, cells - width(text))) + text;
    }
}
