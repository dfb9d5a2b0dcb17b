package io.oneha.demo.http;

import io.oneha.demo.sim.SimServer;
import io.oneha.demo.sim.SimZone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Serves a simulated zone on loopback, a port for each server. A killed server's port is closed; a hung one's takes connections
 * and stays silent. One thread does it all, whatever hangs.
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
    private static final int BUFFER = 1 << 14;

    private final EventLoop loop = new EventLoop(this::tick);
    private final List<Port> ports = new CopyOnWriteArrayList<>();
    private final Set<SimServer> unopened = new HashSet<>();
    private Optional<SimZone> zone = Optional.empty();
    private boolean realTime;
    private long startNanos;
    private long startMillis;
    private long awaitedUntil;

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
            server.loop.call(() -> {
                server.openPorts(count, basePort);
                return count;
            });
            return server;
        } catch (UncheckedIOException e) {
            server.close();
            throw new IllegalStateException("cannot listen on " + e.getCause().getMessage(), e);
        }
    }

    private void openPorts(int count, int basePort) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            for (int i = 0; i < count; i++) {
                int index = i;
                int number = basePort == 0 ? 0 : basePort + i;
                Port port = new Port(
                        loop, Clock.systemUTC(), HOST, number, buffer, (body, answer) -> receive(index, body, answer));
                port.open();
                ports.add(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        loop.call(() -> {
            zone = Optional.of(served);
            realTime = driven;
            startNanos = System.nanoTime();
            startMillis = served.now();
            served.onPortChange(this::portChanged);
            served.servers().stream().filter(each -> !each.isListening()).forEach(this::portChanged);
            schedule(served);
            return served;
        });
    }

    /** Does something with the zone as it is now, and waits for it. */
    public <T> T with(Function<SimZone, T> work) {
        return loop.call(() -> {
            SimZone served = zone.orElseThrow();
            catchUp(served);
            T result = work.apply(served);
            schedule(served);
            return result;
        });
    }

    /** Advances the clock by hand. */
    public void advanceTo(long millis) {
        with(served -> {
            served.advanceTo(millis);
            return served;
        });
    }

    @Override
    public void close() {
        loop.close();
    }

    private void receive(int index, String body, Consumer<String> answer) {
        zone.ifPresent(served -> {
            catchUp(served);
            awaitedUntil = served.now() + PATIENCE;
            served.servers().get(index).receive(body, xml -> {
                awaitedUntil = 0;
                answer.accept(xml);
            });
            schedule(served);
        });
    }

    private void tick() {
        zone.ifPresent(served -> {
            catchUp(served);
            Set.copyOf(unopened).forEach(this::portChanged);
            schedule(served);
        });
    }

    private void catchUp(SimZone served) {
        if (realTime) {
            served.advanceTo(startMillis + (System.nanoTime() - startNanos) / 1_000_000);
        }
    }

    private void schedule(SimZone served) {
        if (realTime) {
            long next = served.nextEvent().orElse(Long.MAX_VALUE) - served.now();
            boolean awaited = served.now() < awaitedUntil;
            loop.wakeIn(awaited ? Math.max(1, Math.min(next, SLOWEST)) : SLOWEST);
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
}
