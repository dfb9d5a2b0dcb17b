package io.oneha.steps.database;

import java.io.OutputStream;

/**
 * Reads what GNU dd says of its progress, {@code 123 bytes (...) copied, ...}, each time over the last. Source: the manual of
 * coreutils, "dd invocation", status=progress.
 */
final class CopiedBytes extends OutputStream {
    private static final String WORD = " bytes";
    private static final int LONGEST = 40;

    private final StringBuilder line = new StringBuilder();
    private volatile long bytes;

    /** How many so far. */
    long get() {
        return bytes;
    }

    @Override
    public void write(int value) {
        char c = (char) (value & 0xff);
        if (c == '\r' || c == '\n') {
            line.setLength(0);
            return;
        }
        if (line.length() < LONGEST) {
            line.append(c);
        }
        int digits = line.length() - WORD.length();
        if (digits > 0
                && digits < Long.toString(Long.MAX_VALUE).length()
                && line.indexOf(WORD) == digits
                && line.chars().limit(digits).allMatch(d -> d >= '0' && d <= '9')) {
            bytes = Long.parseLong(line.substring(0, digits));
        }
    }
}
