package io.oneha.demo.http;

import io.oneha.demo.sim.SimServer;
import io.oneha.demo.sim.SimZone;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Serves a simulated zone on loopback, a port for each server. A killed server's port is closed; a hung one's takes connections
 * and stays silent. One thread does it all, whatever hangs.
 *
 * <p>In real time the simulated clock is caught up with the real one whenever somebody asks, and by one timer: a slow one as
 * long as nobody waits for an answer.
 */
public final class DemoServer implements AutoCloseable {
    /** How long a change that nobody asked about may stay unseen, in milliseconds. */
    private static final long SLOWEST = 500;
    /** How long somebody is expected to wait for an answer that takes its time, in milliseconds. */
    private static final long PATIENCE = 2000;

    private final Vertx vertx;
    private final List<Port> ports = new ArrayList<>();
    private final Object lock = new Object();
    private SimZone zone;
    private boolean realTime;
    private long startNanos;
    private long startMillis;
    private long timer = -1;
    private long awaitedUntil;
    private boolean closed;

    private DemoServer(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Opens the ports.
     *
     * @param count one for each server
     * @param basePort the first port, the others follow; 0 for any free ones
     * @throws IllegalStateException a port is taken; the message is one line
     */
    public static DemoServer open(int count, int basePort) {
        FileSystemOptions noFiles =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(noFiles));
        DemoServer server = new DemoServer(vertx);
        try {
            for (int i = 0; i < count; i++) {
                int index = i;
                int number = basePort == 0 ? 0 : basePort + i;
                Port port =
                        new Port(vertx, Clock.systemUTC(), number, (body, answer) -> server.call(index, body, answer));
                server.ports.add(port);
                port.open().toCompletionStage().toCompletableFuture().join();
            }
            return server;
        } catch (CompletionException e) {
            server.close();
            throw new IllegalStateException(
                    "cannot listen on 127.0.0.1: " + e.getCause().getMessage(), e);
        }
    }

    /** The servers' endpoints. */
    public List<String> endpoints() {
        return ports.stream().map(Port::endpoint).toList();
    }

    /**
     * Starts to answer.
     *
     * @param served its servers have this server's endpoints, in the same order
     * @param driven whether its clock follows the real one; otherwise it stands until {@link #advanceTo}
     */
    public void serve(SimZone served, boolean driven) {
        synchronized (lock) {
            zone = served;
            realTime = driven;
            startNanos = System.nanoTime();
            startMillis = served.now();
            served.onPortChange(this::portChanged);
            schedule();
        }
    }

    /** Does something with the zone as it is now. */
    public <T> T with(Function<SimZone, T> work) {
        synchronized (lock) {
            catchUp();
            T result = work.apply(zone);
            schedule();
            return result;
        }
    }

    /** Advances the clock by hand. */
    public void advanceTo(long millis) {
        synchronized (lock) {
            zone.advanceTo(millis);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        Future.join(ports.stream().map(Port::close).toList())
                .transform(done -> vertx.close())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void call(int index, String body, Consumer<String> answer) {
        synchronized (lock) {
            if (zone != null && !closed) {
                catchUp();
                awaitedUntil = zone.now() + PATIENCE;
                zone.servers().get(index).receive(body, xml -> {
                    awaitedUntil = 0;
                    answer.accept(xml);
                });
                schedule();
            }
        }
    }

    private void catchUp() {
        if (realTime) {
            zone.advanceTo(startMillis + (System.nanoTime() - startNanos) / 1_000_000);
        }
    }

    private void schedule() {
        if (!realTime || closed) {
            return;
        }
        vertx.cancelTimer(timer);
        long next = zone.nextEvent().orElse(Long.MAX_VALUE) - zone.now();
        long pause = zone.now() < awaitedUntil ? Math.max(1, Math.min(next, SLOWEST)) : SLOWEST;
        timer = vertx.setTimer(pause, id -> with(SimZone::now));
    }

    private void portChanged(SimServer server) {
        Port port = ports.get(zone.servers().indexOf(server));
        if (server.isListening()) {
            port.reopen();
        } else {
            port.close();
        }
    }
}
