package io.oneha.ssh.client;

import io.oneha.ssh.SshException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.transport.TransportException;

/**
 * A connection to one sshd. Whatever ends it, the first reason is kept and everybody who waits for something over it learns
 * that reason at once.
 */
final class SshConnection {
    private static final long PROBE = TimeUnit.SECONDS.toNanos(2);

    private final SSHClient client;
    private final Closeable wire;
    private final DaemonThreads workers;
    private final CommandSlots slots = new CommandSlots();
    private final AtomicReference<HopFailure> death = new AtomicReference<>();
    private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile long heard = System.nanoTime();

    /**
     * @param wire what it runs over: closing it must not block, and must end all reading and writing there
     */
    SshConnection(SSHClient client, Closeable wire, DaemonThreads workers) {
        this.client = client;
        this.wire = wire;
        this.workers = workers;
        client.getTransport()
                .setDisconnectListener((reason, message) -> abort(HopFailure.unreachable(
                        "the connection broke" + (message == null ? "" : ": " + SshMessages.of(message)))));
    }

    SSHClient client() {
        return client;
    }

    CommandSlots slots() {
        return slots;
    }

    boolean isAlive() {
        return death.get() == null;
    }

    /** Why it ended; only to be asked of one that did. */
    HopFailure death() {
        return death.get();
    }

    /** Ends it at once; blocks on nothing. */
    void abort(HopFailure why) {
        if (!death.compareAndSet(null, why)) {
            return;
        }
        quietly(wire);
        waiting.forEach(future -> future.completeExceptionally(why));
        client.getConnection().getKeepAlive().interrupt();
        workers.tidy(() -> quietly(client::disconnect));
    }

    /** Ends it with a word to the host, if that can be said without delay. */
    void close() {
        if (!death.compareAndSet(null, HopFailure.unreachable("the connection was closed"))) {
            return;
        }
        waiting.forEach(future -> future.completeExceptionally(death.get()));
        client.getConnection().getKeepAlive().interrupt();
        workers.tidy(() -> {
            quietly(client::disconnect);
            quietly(wire);
        });
        try {
            workers.later(Duration.ofMillis(300), () -> quietly(wire));
        } catch (RejectedExecutionException e) {
            quietly(wire);
        }
    }

    /** Closes what may be gone already, and is so afterwards either way. */
    static void quietly(Closeable closing) {
        try {
            closing.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    /** Has it completed with the reason of our end, should that come first. To be forgotten afterwards. */
    <T> CompletableFuture<T> watch(CompletableFuture<T> future) {
        waiting.add(future);
        if (!isAlive()) {
            future.completeExceptionally(death.get());
        }
        return future;
    }

    void forget(CompletableFuture<?> future) {
        waiting.remove(future);
    }

    /** Something arrived. */
    void heard() {
        heard = System.nanoTime();
    }

    /**
     * Waits for a watched future. Shortly before the end of the deadline the host is asked whether it is still there: if it
     * does not say so, the connection is ended, so that the next call gets a new one.
     *
     * @param slow what to say when the host is there, and it only takes too long
     */
    <T> T await(CompletableFuture<T> future, Deadline deadline, String slow)
            throws HopFailure, InterruptedException, ExecutionException {
        try {
            return deadline.await(future, Math.min(PROBE, deadline.nanosLeft() / 2));
        } catch (TimeoutException e) {
            long asked = System.nanoTime();
            CompletableFuture<Void> answer = probe();
            try {
                return deadline.await(future, 0);
            } catch (TimeoutException late) {
                throw silence(answer, asked, deadline, slow);
            }
        }
    }

    private HopFailure silence(CompletableFuture<Void> answer, long asked, Deadline deadline, String slow) {
        if (answer.isDone() || heard - asked > 0) {
            return new HopFailure(Kind.SILENT, slow + " (waited " + deadline.text() + ")");
        }
        HopFailure silent = new HopFailure(Kind.SILENT, "it does not answer any more (waited " + deadline.text() + ")");
        long grace = PROBE / 2 - (System.nanoTime() - asked);
        if (grace <= 0) {
            abort(silent);
        } else {
            workers.later(Duration.ofNanos(grace), () -> {
                if (!answer.isDone() && heard - asked <= 0) {
                    abort(silent);
                }
            });
        }
        return silent;
    }

    private CompletableFuture<Void> probe() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        workers.tidy(() -> {
            try {
                Promise<SSHPacket, ConnectionException> promise =
                        client.getConnection().sendGlobalRequest("keepalive@openssh.com", true, new byte[0]);
                promise.retrieve();
                answer.complete(null);
            } catch (ConnectionException e) {
                // sshd refuses this request, which is an answer
                answer.complete(null);
            } catch (TransportException e) {
                abort(HopFailure.unreachable("the connection broke: " + SshMessages.of(e)));
            }
        });
        return answer;
    }
}
