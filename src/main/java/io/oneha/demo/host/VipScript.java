package io.oneha.demo.host;

import io.oneha.demo.sim.SimZone;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * {@code raft/vip.sh} on one host. A run waits for the one before it, so that a quick flip leaves a second holder for as long as
 * the first run announces the address.
 */
final class VipScript {
    /** How long a leader's run announces the address (ARP) before it starts the services, in milliseconds. */
    static final long ANNOUNCING = 10_000;

    private final SimZone zone;
    private final SimVip vip;
    private final Set<SimVip> held;
    private final SimUnits units;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;
    private int boot;

    /** @param held what the host holds beside its own address */
    VipScript(SimZone zone, SimVip vip, Set<SimVip> held, SimUnits units) {
        this.zone = zone;
        this.vip = vip;
        this.held = held;
        this.units = units;
    }

    /** {@code vip.sh leader}: the address comes at once, the services later. */
    void leader() {
        inTurn(() -> {
            held.add(vip);
            int begun = boot;
            zone.clock().after(ANNOUNCING, () -> {
                if (begun == boot) {
                    units.setLeaders(true);
                    finished();
                }
            });
        });
    }

    /** {@code vip.sh follower}. */
    void follower() {
        inTurn(() -> {
            held.remove(vip);
            units.setLeaders(false);
            finished();
        });
    }

    /** Whether it is at work. */
    boolean isRunning() {
        return running;
    }

    /** The machine goes down: its processes end, and no address is left on it. */
    void end() {
        boot++;
        waiting.clear();
        running = false;
        held.remove(vip);
        units.setLeaders(false);
    }

    private void inTurn(Runnable run) {
        if (running) {
            waiting.add(run);
        } else {
            running = true;
            run.run();
        }
    }

    private void finished() {
        running = false;
        if (!waiting.isEmpty()) {
            inTurn(waiting.remove());
        }
    }
}
