package io.oneha.ssh;

/** Makes what a host or a file says fit for one line of a message: a terminal obeys control characters. */
public final class RemoteText {
    /** The longest result, in UTF-16 units. */
    public static final int LIMIT = 300;

    private static final String CUT = "...";

    private RemoteText() {}

    /**
     * One line without control characters (C0, DEL, C1), bidirectional marks and lone surrogates, of at most {@value #LIMIT}
     * units; line ends and tabs become one space.
     */
    public static String clean(String text) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < text.length() && kept.length() <= LIMIT; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
                if (kept.length() > 0 && kept.charAt(kept.length() - 1) != ' ') {
                    kept.append(' ');
                }
            } else if (Character.isHighSurrogate(c)) {
                if (i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                    kept.append(c).append(text.charAt(++i));
                }
            } else if (!isDropped(c)) {
                kept.append(c);
            }
        }
        String line = kept.toString().strip();
        return line.length() <= LIMIT ? line : cut(line);
    }

    private static boolean isDropped(char c) {
        return Character.isISOControl(c)
                || Character.isLowSurrogate(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }

    private static String cut(String line) {
        int end = LIMIT - CUT.length();
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
