package io.oneha.ssh.client;

import io.oneha.ssh.ModernSshConfig;
import io.oneha.ssh.SshException.Kind;
import io.oneha.ssh.key.Asking;
import io.oneha.ssh.route.Hop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;

/**
 * Makes connections: reaches the host, makes sure it is the right one, logs in. Blocks; for worker threads.
 *
 * @param patience how long reaching a host, its greeting and the login may take, each, unless the hop says otherwise
 */
record Connector(
        DaemonThreads workers,
        Operator operator,
        HostTrust trust,
        Identities identities,
        Passwords passwords,
        Duration patience) {
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int KEEP_ALIVES_MISSED = 3;
    private static final int MOST_ROUNDS = 4;

    /**
     * Connects to the last of these hops.
     *
     * @param via the connection to the one before it
     * @param stage is told how far it has come
     */
    SshConnection connect(List<Hop> hops, Optional<SshConnection> via, PausedTime pause, Consumer<ConnectStage> stage)
            throws HopFailure {
        Hop hop = hops.get(hops.size() - 1);
        Asking asking = operator.pausing(pause);
        for (int round = 1; ; round++) {
            long askedBefore = pause.nanos();
            HostKeyGate gate = new HostKeyGate(trust, hop);
            try {
                return connectOnce(hops, via, pause, asking, gate, stage);
            } catch (HopFailure trouble) {
                boolean thoughtTooLong = pause.nanos() != askedBefore && trouble.kind() != Kind.LOGIN;
                if (round == MOST_ROUNDS || gate.refused().isEmpty() && !thoughtTooLong) {
                    throw trouble;
                }
            }
            if (gate.refused().isPresent()) {
                trust.settle(
                        hop, hops.subList(0, hops.size() - 1), gate.refused().get(), asking);
            }
        }
    }

    private SshConnection connectOnce(
            List<Hop> hops,
            Optional<SshConnection> via,
            PausedTime pause,
            Asking asking,
            HostKeyGate gate,
            Consumer<ConnectStage> stage)
            throws HopFailure {
        Hop hop = hops.get(hops.size() - 1);
        Duration limit = hop.connectTimeout().orElse(patience);
        stage.accept(ConnectStage.REACHING);
        SSHClient client = client(hop, gate);
        ReachedHost reached = reached(hops, via, new Deadline(limit, pause));
        SshConnection connection = new SshConnection(client, reached.wire(), workers);
        try {
            stage.accept(ConnectStage.GREETING);
            Limit greeting = new Limit(connection, ConnectStage.GREETING, hop, new Deadline(limit, pause));
            try {
                reached.greeting().with(client);
            } catch (IOException | RuntimeException e) {
                throw greetingTrouble(connection, hop, e);
            } finally {
                greeting.close();
            }
            stage.accept(ConnectStage.LOGGING_IN);
            Limit login = new Limit(connection, ConnectStage.LOGGING_IN, hop, new Deadline(limit, pause));
            try {
                new Login(connection, hop, passwords, asking).run(identities.of(hop, asking));
            } finally {
                login.close();
            }
            if (!connection.isAlive()) {
                throw connection.death();
            }
            return connection;
        } catch (HopFailure trouble) {
            connection.abort(trouble);
            throw trouble;
        } catch (RuntimeException e) {
            HopFailure trouble = HopFailure.unreachable("the login broke off: " + SshMessages.of(e));
            connection.abort(trouble);
            throw trouble;
        }
    }

    private ReachedHost reached(List<Hop> hops, Optional<SshConnection> via, Deadline deadline) throws HopFailure {
        Hop hop = hops.get(hops.size() - 1);
        if (via.isEmpty()) {
            return ReachedHost.directly(hop, deadline);
        }
        try {
            return ReachedHost.through(via.get(), hop, deadline, workers);
        } catch (HopFailure trouble) {
            throw trouble.onTheWay(hops.get(hops.size() - 2).alias());
        }
    }

    private SSHClient client(Hop hop, HostKeyGate gate) {
        ModernSshConfig config = new ModernSshConfig();
        config.prefer(trust.algorithms(hop));
        // what a certificate is worth is decided where known keys are
        config.setVerifyHostKeyCertificates(false);
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        SSHClient client = new SSHClient(config);
        client.addHostKeyVerifier(gate);
        client.getTransport().setTimeoutMs(Integer.MAX_VALUE);
        client.getConnection().setTimeoutMs(Integer.MAX_VALUE);
        if (client.getConnection().getKeepAlive() instanceof KeepAliveRunner keepAlive) {
            keepAlive.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
            keepAlive.setMaxAliveCount(KEEP_ALIVES_MISSED);
        }
        return client;
    }

    private static HopFailure greetingTrouble(SshConnection connection, Hop hop, Exception error) {
        if (!connection.isAlive() && connection.death().kind() == Kind.SILENT) {
            return connection.death();
        }
        String text = SshMessages.of(error);
        // sshj's words: the peer closed before it said anything
        if (text.contains("during identification exchange")) {
            return HopFailure.unreachable(ConnectStage.place(hop)
                    + " closes the connection at once (no sshd, an overloaded one, or we are locked out)");
        }
        return HopFailure.unreachable(ConnectStage.place(hop) + ": the key exchange failed: " + text);
    }

    /** Ends a connection that takes too long to be made; a question to the operator does not count. */
    private final class Limit {
        private final SshConnection connection;
        private final ConnectStage stage;
        private final Hop hop;
        private final Deadline deadline;
        private volatile Future<?> check;

        Limit(SshConnection connection, ConnectStage stage, Hop hop, Deadline deadline) {
            this.connection = connection;
            this.stage = stage;
            this.hop = hop;
            this.deadline = deadline;
            check = later();
        }

        private Future<?> later() {
            return workers.later(Duration.ofMillis(deadline.millisLeft()), this::check);
        }

        private void check() {
            if (deadline.isOver()) {
                connection.abort(stage.late(hop, deadline.text()));
            } else {
                check = later();
            }
        }

        void close() {
            check.cancel(false);
        }
    }
}
