package io.oneha.testing;

import io.oneha.ssh.Forward;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A host whose answers a test scripts. */
public final class ScriptedHost implements RemoteHost {
    /** Every command that came. */
    public final List<RemoteCommand> commands = new CopyOnWriteArrayList<>();

    private final String name;

    /** What commands answer; may throw. */
    public volatile Function<RemoteCommand, RemoteResult> answers =
            command -> new RemoteResult(127, new byte[0], new byte[0]);

    /** What a forward to a port is; may throw. */
    public volatile IntFunction<Forward> forwards = port -> {
        throw new SshException(SshException.Kind.UNREACHABLE, "no forward");
    };

    /** What becomes of a stream before it ends well; may throw. */
    public volatile Runnable streams = () -> {
        throw new UnsupportedOperationException("nothing is streamed here");
    };

    /** A host of that name. */
    public ScriptedHost(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RemoteResult run(RemoteCommand command, Duration deadline) {
        commands.add(command);
        return answers.apply(command);
    }

    @Override
    public RemoteResult stream(RemoteCommand command, InputStream in, OutputStream out, Duration deadline) {
        commands.add(command);
        streams.run();
        return new RemoteResult(0, new byte[0], new byte[0]);
    }

    @Override
    public Forward forward(String host, int port, Duration deadline) {
        return forwards.apply(port);
    }

    @Override
    public void close() {
        // There is nothing to close.
    }

    /** A forward by its local port. */
    public record Port(int port, boolean isOpen, boolean isRefused) implements Forward {
        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
