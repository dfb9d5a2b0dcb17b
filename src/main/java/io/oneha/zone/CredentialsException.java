package io.oneha.zone;

/** Credentials were named but cannot be read. The message is one line for the user, without any of the file's content. */
public final class CredentialsException extends Exception {
    private static final long serialVersionUID = 1L;

    public CredentialsException(String message) {
        super(message);
    }
}
