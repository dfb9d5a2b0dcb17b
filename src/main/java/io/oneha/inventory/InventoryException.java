package io.oneha.inventory;

import java.io.Serial;

/** An inventory that cannot be used. The message is one line: {@code FILE:LINE: what is wrong; what to do}. */
public final class InventoryException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param source the file, or {@code -} for standard input
     * @param line the line from 1, or 0 when the fault is the file's as a whole
     * @param what what is wrong
     * @param remedy what to do about it
     */
    public InventoryException(String source, int line, String what, String remedy) {
        super(source + (line > 0 ? ":" + line : "") + ": " + what + "; " + remedy);
    }
}
