package io.oneha.observe.via;

import io.oneha.base.Endpoint;
import io.oneha.ssh.Forward;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * For each server one port on this machine's loopback that leads through SSH to its oned, as its own host sees it: to
 * {@code 127.0.0.1} and the port of its endpoint.
 */
public final class Tunnels implements AutoCloseable {
    private static final String FAR_END = "127.0.0.1";
    private static final long SLICE_MILLIS = 20;

    private final Function<String, Optional<RemoteHost>> hosts;
    private final Duration deadline;
    private final ExecutorService workers;
    private final Map<String, CompletableFuture<Forward>> forwards = new ConcurrentHashMap<>();

    /**
     * @param hosts the host of an endpoint; empty for one that is not reached over SSH
     * @param deadline the longest that opening one takes, the SSH login included
     */
    public Tunnels(Function<String, Optional<RemoteHost>> hosts, Duration deadline) {
        this.hosts = hosts;
        this.deadline = deadline;
        this.workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "oneha-tunnel");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Whether there is a host to go through. TLS is left alone: its certificate is for the name, not for 127.0.0.1. */
    boolean covers(String endpoint) {
        return Endpoint.parse(endpoint).filter(at -> !at.isEncrypted()).isPresent()
                && hosts.apply(endpoint).isPresent();
    }

    /** The tunnel, if it is open now. */
    public Optional<Forward> open(String endpoint) {
        return Optional.ofNullable(forwards.get(Endpoint.key(endpoint)))
                .filter(Tunnels::cameAbout)
                .map(CompletableFuture::join)
                .filter(Forward::isOpen);
    }

    /**
     * The tunnel, opened if it is not; ends exceptionally with the {@link SshException} when that fails. Does not block.
     */
    CompletableFuture<Forward> request(String endpoint) {
        return forwards.compute(Endpoint.key(endpoint), (key, known) -> isUsable(known) ? known : start(endpoint));
    }

    private static boolean isUsable(CompletableFuture<Forward> known) {
        return known != null
                && (!known.isDone() || cameAbout(known) && known.join().isOpen());
    }

    private static boolean cameAbout(CompletableFuture<Forward> known) {
        return known.isDone() && !known.isCompletedExceptionally();
    }

    private CompletableFuture<Forward> start(String endpoint) {
        RemoteHost host = hosts.apply(endpoint).orElseThrow();
        try {
            return CompletableFuture.supplyAsync(
                    () -> host.forward(FAR_END, known(endpoint).port(), deadline), workers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new SshException(SshException.Kind.UNREACHABLE, host.name() + ": closed"));
        }
    }

    /**
     * Opens the tunnels to these endpoints and waits until each is open or could not be, or the time is over.
     *
     * @param paused nanoseconds for which the operator was being asked something so far; they do not count
     */
    public void prepare(Collection<String> endpoints, Duration most, LongSupplier paused) {
        CompletableFuture<?> all = CompletableFuture.allOf(endpoints.stream()
                .filter(this::covers)
                .map(endpoint -> request(endpoint).handle((forward, failure) -> forward))
                .toArray(CompletableFuture[]::new));
        long start = System.nanoTime();
        long pausedBefore = paused.getAsLong();
        while (!all.isDone() && System.nanoTime() - start - (paused.getAsLong() - pausedBefore) < most.toNanos()) {
            try {
                all.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Not yet.
            } catch (ExecutionException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The endpoint by which a server is asked through a tunnel. */
    static String through(Forward forward, String endpoint) {
        return new Endpoint("http", FAR_END, forward.port(), known(endpoint).path()).toString();
    }

    private static Endpoint known(String endpoint) {
        return Endpoint.parse(endpoint).orElseThrow();
    }

    @Override
    public void close() {
        workers.shutdownNow();
        forwards.values().stream().filter(Tunnels::cameAbout).forEach(forward -> forward.join()
                .close());
    }
}
