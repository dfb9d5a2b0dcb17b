package io.oneha.ssh;

import java.io.Serial;

/** SSH to a host did not work; the message is one line that names the host and the reason. */
public final class SshException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What stood in the way. */
    public enum Kind {
        /** No connection (refused, no route, unknown name), or it broke. */
        UNREACHABLE,
        /** It accepts the connection, or has it, and does not answer in time. */
        SILENT,
        /** The host's key is unknown, has changed, or is revoked. */
        HOST_KEY,
        /** The host refused the user. */
        LOGIN,
        /** The user may not do it by sudo without a password. */
        SUDO,
        /** The command printed more than it may. */
        OUTPUT,
        /** The settings for the host (inventory, ssh_config, key files) cannot be used. */
        SETTINGS
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
