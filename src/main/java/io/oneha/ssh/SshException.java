package io.oneha.ssh;

import java.io.Serial;

/** SSH to a host did not work; the message is one line that names the host and the reason. */
public final class SshException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What stood in the way. */
    public enum Kind {
        /** No connection, or it broke. */
        UNREACHABLE,
        /** The host's key is unknown or has changed. */
        HOST_KEY,
        /** The host refused the user. */
        LOGIN
    }

    /**
     * @param kind what stood in the way
     * @param message one line
     */
    public SshException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What stood in the way. */
    public Kind kind() {
        return kind;
    }
}
