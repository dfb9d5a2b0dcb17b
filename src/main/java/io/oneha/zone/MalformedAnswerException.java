package io.oneha.zone;

/** What came is not what oned sends. The message is one line for the user and holds nothing of the answer's values. */
public final class MalformedAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedAnswerException(String message) {
        super(message, null, false, false);
    }
}
