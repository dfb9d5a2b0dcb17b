package io.oneha.inventory;

import java.io.Serial;

/** An inventory that cannot be used. The message is one line: {@code FILE:LINE: what is wrong; what to do}. */
public final class InventoryException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MAX_LENGTH = 1000;

    /**
     * @param source the file, or {@code -} for standard input
     * @param line the line from 1, or 0 when the fault is the file's as a whole
     * @param what what is wrong
     * @param remedy what to do about it
     */
    public InventoryException(String source, int line, String what, String remedy) {
        this(source + (line > 0 ? ":" + line : "") + ": " + what + "; " + remedy);
    }

    /** @param line the whole line, as another one of these said it */
    InventoryException(String line) {
        super(printable(line));
    }

    /** Parts of it come from the file: they must neither break the line nor steer the terminal. */
    private static String printable(String line) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < line.length() && kept.length() < MAX_LENGTH; i++) {
            char c = line.charAt(i);
            boolean hidden = Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
            kept.append(hidden ? ' ' : c);
        }
        return kept.toString();
    }
}
