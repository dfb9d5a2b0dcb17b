package io.oneha.demo.sim;

import io.oneha.demo.raft.Scheduler;
import java.util.ArrayDeque;
import java.util.Deque;

/** A run of oned, from its start to its end; SIGSTOP holds up all that it would do until SIGCONT. */
public final class SimProcess implements Scheduler {
    private final Scheduler world;
    private final Deque<Runnable> heldUp = new ArrayDeque<>();
    private boolean ended;
    private boolean stopped;

    /** A process that runs. */
    public SimProcess(Scheduler world) {
        this.world = world;
    }

    @Override
    public long now() {
        return world.now();
    }

    @Override
    public void after(long millis, Runnable action) {
        world.after(millis, () -> run(action));
    }

    /** Does it now, or on SIGCONT, or never. */
    void run(Runnable action) {
        if (ended) {
            return;
        }
        if (stopped) {
            heldUp.add(action);
        } else {
            action.run();
        }
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isStopped() {
        return stopped;
    }

    void end() {
        ended = true;
        heldUp.clear();
    }

    void stop() {
        stopped = true;
    }

    void resume() {
        stopped = false;
        while (!stopped && !ended && !heldUp.isEmpty()) {
            heldUp.remove().run();
        }
    }
}
