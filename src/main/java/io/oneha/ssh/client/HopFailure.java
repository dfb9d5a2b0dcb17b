package io.oneha.ssh.client;

import io.oneha.ssh.SshException;
import java.io.Serial;

/** What went wrong on the way to a host, before it is said of which host: a jump host serves several. */
final class HopFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final SshException.Kind kind;

    /**
     * @param kind what stood in the way
     * @param message one line that can follow "HOST: "
     */
    HopFailure(SshException.Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** No connection, or it broke: the kind of most failures. */
    static HopFailure unreachable(String message) {
        return new HopFailure(SshException.Kind.UNREACHABLE, message);
    }

    SshException.Kind kind() {
        return kind;
    }

    /** The same of a jump host on the way. */
    HopFailure onTheWay(String jumpHost) {
        return new HopFailure(kind, "jump host " + jumpHost + ": " + getMessage());
    }

    SshException of(String host) {
        return new SshException(kind, host + ": " + getMessage());
    }
}
