package io.oneha.base;

/**
 * Makes text from elsewhere fit to be shown: a terminal obeys control characters, and bidirectional overrides let a text
 * read as another one.
 */
public final class Text {
    /** How long a cleaned text may get when nothing else is said, in UTF-16 units. */
    public static final int DEFAULT_LIMIT = 500;

    /** How long what a host or a file says may get inside a message, in UTF-16 units. */
    public static final int MESSAGE_LIMIT = 300;

    private static final String CUT = "...";

    private Text() {}

    /** One line without control characters, of at most {@value #DEFAULT_LIMIT} units. */
    public static String clean(String text) {
        return clean(text, DEFAULT_LIMIT);
    }

    /**
     * One line without control characters: C0, DEL, C1, invisible characters and lone surrogates are dropped; line ends and
     * tabs become a space, and so does a carriage return with its line feed.
     *
     * @param limit the longest result, in UTF-16 units, at least 3; a longer text ends in {@code ...}
     */
    public static String clean(String text, int limit) {
        String line = strip(text, limit, false);
        return line.length() <= limit ? line : cut(line, limit);
    }

    /** The same characters dropped, but line feeds and tabs kept and nothing cut: for values that may have several lines. */
    public static String printable(String text) {
        return strip(text, Integer.MAX_VALUE - 1, true);
    }

    /**
     * One line of what a host or a file says, for a message: as {@link #clean}, with runs of white space as one space and
     * none at either end, of at most {@value #MESSAGE_LIMIT} units.
     */
    public static String message(String text) {
        String flat = strip(text, Math.min(text.length(), 8 * MESSAGE_LIMIT), false)
                .strip()
                .replaceAll(" {2,}", " ");
        return flat.length() <= MESSAGE_LIMIT ? flat : cut(flat, MESSAGE_LIMIT);
    }

    /** A text without the separator before a part that came empty: {@code the copy broke: } is {@code the copy broke}. */
    public static String closed(String text) {
        int end = text.length();
        while (end > 0 && (Character.isWhitespace(text.charAt(end - 1)) || ";:,".indexOf(text.charAt(end - 1)) >= 0)) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String strip(String text, int limit, boolean keepLines) {
        if (text.length() <= limit && isPlain(text)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(Math.min(text.length(), limit) + 2);
        for (int i = 0; i < text.length() && kept.length() <= limit; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\t' || c == '\u2028' || c == '\u2029') {
                kept.append(keepLines && c < ' ' ? c : ' ');
            } else if (c == '\r') {
                if (!text.startsWith("\n", i + 1)) {
                    kept.append(keepLines ? '\n' : ' ');
                }
            } else if (Character.isHighSurrogate(c)) {
                if (i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                    if (!isInvisible(Character.toCodePoint(c, text.charAt(i)))) {
                        kept.append(c).append(text.charAt(i));
                    }
                }
            } else if (!isDropped(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDropped(char c) {
        return c < ' ' || (c >= '\u007f' && c <= '\u009f') || isInvisible(c) || Character.isSurrogate(c);
    }

    /**
     * What has no width and no ink, so that two texts that look the same are not: format characters (soft hyphen, zero-width
     * spaces and joiners, bidirectional marks, byte order mark, tags), variation selectors, and the fillers and joiners that
     * Unicode counts as letters or marks. Source: Unicode 15, Default_Ignorable_Code_Point.
     */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || c >= 0xe0000 && c <= 0xe0fff
                || c >= 0xfe00 && c <= 0xfe0f
                || c >= 0x2060 && c <= 0x206f
                || c >= 0x180b && c <= 0x180f
                || c == 0x034f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c == 0x3164
                || c == 0xffa0;
    }

    private static String cut(String line, int limit) {
        int end = limit - CUT.length();
        if (end > 0 && Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + CUT;
    }
}
