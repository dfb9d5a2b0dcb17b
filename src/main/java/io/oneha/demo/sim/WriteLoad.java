package io.oneha.demo.sim;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The zone's everyday clients: they write at a rate, wait for their answers, and prefer the leader that served them last until
 * it leaves them waiting.
 */
public final class WriteLoad {
    /** Clients of one server that wait for an answer before the others go elsewhere. */
    private static final int PATIENCE = 3;

    private final SimZone zone;
    private final IdentityHashMap<Object, Integer> waiting = new IdentityHashMap<>();
    private Optional<SimServer> favourite = Optional.empty();
    private double rate;
    private int generation;

    WriteLoad(SimZone zone) {
        this.zone = zone;
    }

    /** Writes a second. */
    public double rate() {
        return rate;
    }

    /**
     * From now on the clients write so much.
     *
     * @param perSecond writes a second; 0 for none
     */
    public void rate(double perSecond) {
        rate = perSecond;
        generation++;
        schedule(generation);
    }

    private void schedule(int current) {
        if (rate > 0 && current == generation) {
            long pause = Math.max(1, Math.round((0.5 + zone.random.nextDouble()) * 1000 / rate));
            zone.clock.after(pause, () -> {
                if (current == generation) {
                    write();
                    schedule(current);
                }
            });
        }
    }

    private void write() {
        List<SimServer> servers = zone.servers();
        waiting.keySet()
                .removeIf(run -> servers.stream().noneMatch(server -> server.run() == run && server.isRunning()));
        favourite = favourite
                .filter(this::serves)
                .or(() -> servers.stream().filter(this::serves).findFirst());
        favourite.ifPresent(server -> {
            Object run = server.run();
            waiting.merge(run, 1, Integer::sum);
            server.write(() -> waiting.computeIfPresent(run, (key, count) -> count - 1));
        });
    }

    private boolean serves(SimServer server) {
        return server.serves() && waiting.getOrDefault(server.run(), 0) < PATIENCE;
    }
}
