package io.oneha.observe.host;

import java.io.Serial;

/** A host's answer is not what was asked for; the message is one line, fit for a terminal. */
public final class MalformedFactsException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param message one line without control characters
     */
    public MalformedFactsException(String message) {
        super(message);
    }
}
