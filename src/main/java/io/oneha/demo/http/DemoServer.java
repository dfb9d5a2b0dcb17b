package io.oneha.demo.http;

import io.oneha.demo.sim.SimServer;
import io.oneha.demo.sim.SimZone;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Serves a simulated zone on loopback, a port for each server. A killed server's port is closed; a hung one's takes connections
 * and stays silent. Only one thread at a time does something with the zone, and none that does waits for a client.
 *
 * <p>In real time the simulated clock is caught up with the real one whenever somebody asks, and by an alarm: a slow one as long
 * as nobody waits for an answer.
 */
public final class DemoServer implements AutoCloseable {
    /** How long a change that nobody asked about may stay unseen, in milliseconds. */
    private static final long SLOWEST = 1000;
    /** How long somebody is expected to wait for an answer that takes its time, in milliseconds. */
    private static final long PATIENCE = 2000;

    private static final String HOST = "127.0.0.1";

    private final ScheduledThreadPoolExecutor alarm = new ScheduledThreadPoolExecutor(1, DemoServer::daemon);
    private final Executor threads = Executors.newCachedThreadPool(DemoServer::daemon);
    private final List<Port> ports = new CopyOnWriteArrayList<>();
    private final Set<SimServer> unopened = new HashSet<>();
    private Optional<SimZone> zone = Optional.empty();
    private boolean realTime;
    private long startNanos;
    private long startMillis;
    private long awaitedUntil;
    private Optional<Future<?>> next = Optional.empty();
    private boolean closed;

    private DemoServer() {}

    /**
     * Opens the ports.
     *
     * @param count one for each server
     * @param basePort the first port, the others follow; 0 for any free ones
     * @throws IllegalStateException a port is taken; the message is one line
     */
    public static DemoServer open(int count, int basePort) {
        DemoServer server = new DemoServer();
        try {
            for (int i = 0; i < count; i++) {
                int index = i;
                int number = basePort == 0 ? 0 : basePort + i;
                CallHandler calls = (body, answer) -> server.receive(index, body, answer);
                Port port = new Port(server.threads, Clock.systemUTC(), HOST, number, calls);
                port.open();
                server.ports.add(port);
            }
            return server;
        } catch (IOException e) {
            server.close();
            throw new IllegalStateException("cannot listen on " + e.getMessage(), e);
        }
    }

    public List<String> endpoints() {
        return ports.stream().map(Port::endpoint).toList();
    }

    /**
     * Starts to answer.
     *
     * @param served its servers have this server's endpoints, in the same order
     * @param driven whether its clock follows the real one; otherwise it stands until {@link #advanceTo}
     */
    public synchronized void serve(SimZone served, boolean driven) {
        zone = Optional.of(served);
        realTime = driven;
        startNanos = System.nanoTime();
        startMillis = served.clock().now();
        served.onPortChange(this::portChanged);
        served.servers().stream().filter(each -> !each.isListening()).forEach(this::portChanged);
        schedule(served);
    }

    /**
     * Does something with the zone as it is now, and nobody else does meanwhile.
     *
     * @throws IllegalStateException it is closed
     */
    public synchronized <T> T with(Function<SimZone, T> work) {
        if (closed) {
            throw new IllegalStateException("the demo zone is closed");
        }
        SimZone served = zone.orElseThrow();
        if (realTime) {
            served.clock().advanceTo(startMillis + (System.nanoTime() - startNanos) / 1_000_000);
        }
        T result = work.apply(served);
        schedule(served);
        return result;
    }

    /** Advances the clock by hand. */
    public void advanceTo(long millis) {
        with(served -> {
            served.clock().advanceTo(millis);
            return served;
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        alarm.shutdownNow();
        ports.forEach(Port::close);
    }

    private synchronized void receive(int index, String body, Consumer<String> answer) {
        if (!closed && zone.isPresent()) {
            with(served -> {
                awaitedUntil = served.clock().now() + PATIENCE;
                served.servers().get(index).receive(body, xml -> {
                    awaitedUntil = 0;
                    answer.accept(xml);
                });
                return served;
            });
        }
    }

    private synchronized void tick() {
        if (!closed) {
            with(served -> {
                Set.copyOf(unopened).forEach(this::portChanged);
                return served;
            });
        }
    }

    private void schedule(SimZone served) {
        if (realTime) {
            long event = served.clock().next().orElse(Long.MAX_VALUE)
                    - served.clock().now();
            boolean awaited = served.clock().now() < awaitedUntil;
            long millis = awaited ? Math.max(1, Math.min(event, SLOWEST)) : SLOWEST;
            next.ifPresent(earlier -> earlier.cancel(false));
            next = Optional.of(alarm.schedule(this::tick, millis, TimeUnit.MILLISECONDS));
        }
    }

    private void portChanged(SimServer server) {
        Port port = ports.get(zone.orElseThrow().servers().indexOf(server));
        unopened.remove(server);
        port.close();
        if (server.isListening()) {
            try {
                port.open();
            } catch (IOException e) {
                // Somebody else took the port while it was closed: the next alarm tries again.
                unopened.add(server);
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "oneha-demo");
        thread.setDaemon(true);
        return thread;
    }
}
