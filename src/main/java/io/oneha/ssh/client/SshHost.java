package io.oneha.ssh.client;

import io.oneha.ssh.Forward;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A host over its link. */
final class SshHost implements RemoteHost {
    /** So much later than here a command is ended on the host. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final String name;
    private final HopConnection link;
    private final DaemonThreads workers;
    private final Set<LocalForward> forwards = ConcurrentHashMap.newKeySet();

    SshHost(String name, HopConnection link, DaemonThreads workers) {
        this.name = name;
        this.link = link;
        this.workers = workers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> way() {
        return link.way();
    }

    @Override
    public RemoteResult run(RemoteCommand command, Duration deadline) {
        return run(command, Optional.empty(), Optional.empty(), deadline);
    }

    @Override
    public RemoteResult stream(RemoteCommand command, InputStream in, OutputStream out, Duration deadline) {
        return run(command, Optional.of(in), Optional.of(out), deadline);
    }

    @Override
    public Forward forward(String host, int port, Duration deadline) {
        try {
            SshConnection connection = link.connection(new Deadline(deadline, link.pause()));
            LocalForward forward = new LocalForward(connection, host, port, workers);
            forwards.removeIf(old -> !old.isOpen());
            forwards.add(forward);
            return forward;
        } catch (HopFailure trouble) {
            throw trouble.of(name);
        } catch (IOException e) {
            throw HopFailure.unreachable("no port for it could be opened here: " + SshMessages.of(e))
                    .of(name);
        }
    }

    private RemoteResult run(
            RemoteCommand command, Optional<InputStream> in, Optional<OutputStream> out, Duration limit) {
        String user = link.hop().user();
        String line = command.endingWithin(limit.plus(GRACE)).line(user);
        Deadline deadline = new Deadline(limit, link.pause());
        try {
            RemoteResult result = result(command, line, in, out, deadline);
            Sudo.check(command, line, user, result);
            return result;
        } catch (HopFailure trouble) {
            throw trouble.of(name);
        }
    }

    /** A kept connection may turn out to be gone only when it is used: then a new one is made, once. */
    private RemoteResult result(
            RemoteCommand command, String line, Optional<InputStream> in, Optional<OutputStream> out, Deadline deadline)
            throws HopFailure {
        boolean isKept = link.live().isPresent();
        SshConnection connection = link.connection(deadline);
        AtomicBoolean begun = new AtomicBoolean();
        try {
            return new CommandRunner(connection, workers, deadline, command, line, in, out, begun).run();
        } catch (HopFailure trouble) {
            if (!isKept || begun.get() || connection.isAlive() || trouble.kind() != Kind.UNREACHABLE) {
                throw trouble;
            }
        }
        return new CommandRunner(link.connection(deadline), workers, deadline, command, line, in, out, begun).run();
    }

    @Override
    public void close() {
        forwards.forEach(LocalForward::close);
        forwards.clear();
        link.drop();
    }
}
