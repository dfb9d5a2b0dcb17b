package io.oneha.apply;

import java.io.Serial;

/** A step was not done; the message is one line, without any secret. */
public final class StepException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param reason what went wrong, naming the host
     * @param remedy what would repair it, in one line; empty when there is nothing better than to try again
     */
    public StepException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    /** What would repair it. */
    public String remedy() {
        return remedy;
    }
}
