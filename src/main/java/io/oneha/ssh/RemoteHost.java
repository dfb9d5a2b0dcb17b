package io.oneha.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * A host that is reached over SSH. Nothing is connected before the first call; the connection is then kept, reused by every
 * call, and made anew when it broke. Calls block, for the deadline at most, and may come from several threads. While the
 * operator is asked something (a passphrase, whether a host key is right), deadlines stand still.
 *
 * <p>What goes wrong is a {@link SshException}, with one line that names the host and the reason and holds no secret.
 */
public interface RemoteHost extends AutoCloseable {
    /** The name it has in messages: the inventory's. */
    String name();

    /**
     * Runs a command to its end. An exit status other than 0 is an answer, not an error.
     *
     * @throws SshException there is no connection, the login or sudo was refused, the time is over, or it printed more than its
     *     limit
     */
    RemoteResult run(RemoteCommand command, Duration deadline);

    /**
     * Runs a command whose input and output are too large to hold, or wanted while it runs. Its own input (a password, a
     * script) goes first, then {@code in} to its end; what it prints goes to {@code out} as it comes. Closes neither.
     *
     * @return the exit status, and of what it printed only standard error
     * @throws SshException as {@link #run}, and when {@code in} or {@code out} fails
     */
    RemoteResult stream(RemoteCommand command, InputStream in, OutputStream out, Duration deadline);

    /**
     * Opens a port on this machine's loopback; what connects to it reaches {@code host:port} as the remote host sees it.
     * Stays open until it is closed or the host is; it does not outlive the connection: see {@link Forward#isOpen}.
     */
    Forward forward(String host, int port, Duration deadline);

    /** The machines on the way to it in the order they are passed, itself last: names or addresses; empty where there is no way. */
    default List<String> way() {
        return List.of();
    }

    /** Drops the connection and all that runs over it; never throws. */
    @Override
    void close();
}
