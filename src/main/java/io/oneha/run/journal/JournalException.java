package io.oneha.run.journal;

import java.io.Serial;

/** A journal cannot be written or read; the message is one line that names the file or the run. */
public final class JournalException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message one line: what is wrong and where */
    public JournalException(String message) {
        super(message);
    }

    /**
     * @param message one line: what is wrong and where
     * @param cause what the file system said
     */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
