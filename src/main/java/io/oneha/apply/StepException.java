package io.oneha.apply;

import java.io.Serial;

/** A step that cannot be done; the message is one line that names the cause. */
public final class StepException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param message what went wrong, in one line, without a secret
     * @param remedy what to do, in one line
     */
    public StepException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }
}
