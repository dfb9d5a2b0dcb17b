package io.oneha.lab.oned;

/** It cannot start; the message is what oned prints. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }
}
