package io.oneha.ssh.client;

import io.oneha.ssh.route.Hop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The way up to one hop, shared by all hosts beyond it: at most one connection, made when it is wanted and made anew when it
 * broke. However many ask for it at once, there is one attempt, and it goes on when those who asked have stopped waiting.
 */
final class HopConnection {
    private final List<Hop> hops;
    private final Optional<HopConnection> before;
    private final Connector connector;
    private final DaemonThreads workers;
    private final PausedTime pause;
    private final BackOff backOff = new BackOff(System::nanoTime);
    private Optional<SshConnection> live = Optional.empty();
    private Optional<CompletableFuture<SshConnection>> attempt = Optional.empty();
    private volatile ConnectStage stage = ConnectStage.REACHING;
    private boolean closed;

    /**
     * @param hops all hops up to and with this one
     * @param before the link to the hop before it
     */
    HopConnection(List<Hop> hops, Optional<HopConnection> before, Connector connector, DaemonThreads workers) {
        this.hops = hops;
        this.before = before;
        this.connector = connector;
        this.workers = workers;
        this.pause = new PausedTime(before.map(HopConnection::pause));
    }

    PausedTime pause() {
        return pause;
    }

    Hop hop() {
        return hops.get(hops.size() - 1);
    }

    List<String> way() {
        return hops.stream().map(Hop::host).toList();
    }

    /** The connection, if there is one that works. */
    synchronized Optional<SshConnection> live() {
        return live.filter(SshConnection::isAlive);
    }

    /** The connection; makes it when there is none, and fails at once when that was tried in vain a moment ago. */
    SshConnection connection(Deadline deadline) throws HopFailure {
        CompletableFuture<SshConnection> making;
        synchronized (this) {
            if (closed) {
                throw HopFailure.unreachable("SSH is closed");
            }
            Optional<SshConnection> alive = live();
            if (alive.isPresent()) {
                return alive.get();
            }
            if (attempt.isEmpty()) {
                Optional<HopFailure> tooEarly = backOff.refusal();
                if (tooEarly.isPresent()) {
                    throw new HopFailure(tooEarly.get().kind(), tooEarly.get().getMessage());
                }
                attempt = Optional.of(start());
            }
            making = attempt.get();
        }
        try {
            return deadline.await(making, 0);
        } catch (TimeoutException e) {
            throw late(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HopFailure.unreachable("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HopFailure trouble
                    ? new HopFailure(trouble.kind(), trouble.getMessage())
                    : HopFailure.unreachable(SshMessages.of(e));
        }
    }

    private HopFailure late(Deadline deadline) {
        if (stage == ConnectStage.REACHING
                && before.isPresent()
                && before.get().live().isEmpty()) {
            return before.get().late(deadline).onTheWay(before.get().hop().alias());
        }
        return stage.late(hop(), deadline.text());
    }

    private CompletableFuture<SshConnection> start() throws HopFailure {
        CompletableFuture<SshConnection> future = new CompletableFuture<>();
        stage = ConnectStage.REACHING;
        try {
            workers.run(() -> attempt(future));
        } catch (RejectedExecutionException e) {
            throw HopFailure.unreachable("too much is going on over SSH at once");
        }
        return future;
    }

    private void attempt(CompletableFuture<SshConnection> future) {
        try {
            SshConnection made = connector.connect(hops, via(), pause, now -> stage = now);
            backOff.succeeded();
            finished(Optional.of(made));
            future.complete(made);
        } catch (HopFailure trouble) {
            if (before.isEmpty() || before.get().live().isPresent()) {
                backOff.failed(trouble);
            }
            finished(Optional.empty());
            future.completeExceptionally(trouble);
        } catch (RuntimeException | Error e) {
            finished(Optional.empty());
            future.completeExceptionally(HopFailure.unreachable("the connection failed: " + SshMessages.of(e)));
            throw e;
        }
    }

    private Optional<SshConnection> via() throws HopFailure {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        HopConnection link = before.get();
        try {
            return Optional.of(link.connection(new Deadline(Duration.ofHours(1), link.pause())));
        } catch (HopFailure trouble) {
            throw trouble.onTheWay(link.hop().alias());
        }
    }

    private synchronized void finished(Optional<SshConnection> made) {
        attempt = Optional.empty();
        live = made;
        if (closed) {
            made.ifPresent(SshConnection::close);
        }
    }

    /** Drops the connection; the next call makes a new one. */
    void drop() {
        Optional<SshConnection> old;
        synchronized (this) {
            old = live;
            live = Optional.empty();
        }
        old.ifPresent(SshConnection::close);
    }

    /** Drops the connection, for good. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        drop();
    }
}
