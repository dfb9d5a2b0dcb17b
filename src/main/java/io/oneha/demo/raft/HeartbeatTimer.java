package io.oneha.demo.raft;

import java.util.Optional;

/**
 * oned's timer thread: when something was last heard from a leader, or sent by one, and who looks at that. An election blocks it, and
 * a process whose timer thread is blocked does not end by SIGTERM.
 */
final class HeartbeatTimer {
    /** How often the timer thread looks, in milliseconds. */
    private static final long PERIOD = 50;

    private final RaftNode node;
    private final Runnable look;
    private long lastHeartbeat;
    private boolean blocked;
    private Optional<Runnable> end = Optional.empty();

    HeartbeatTimer(RaftNode node, Runnable look) {
        this.node = node;
        this.look = look;
    }

    /** Starts to look; the silence of the warm-up does not count. */
    void start(long warmUp) {
        lastHeartbeat = node.scheduler.now() + warmUp;
        node.scheduler.after(node.random.nextInt((int) PERIOD), look);
    }

    void lookLater() {
        // Threads never wake on the dot; without that, servers could keep step, and elections would tie for ever.
        node.scheduler.after(PERIOD + node.random.nextInt(2), look);
    }

    /** Nobody looks until {@link #goOn}. */
    void block() {
        blocked = true;
    }

    void goOn() {
        blocked = false;
        end.ifPresentOrElse(Runnable::run, this::lookLater);
    }

    /** Ends the thread: now, or when nothing blocks it any more, which may be never. */
    void end(Runnable ended) {
        if (blocked) {
            end = Optional.of(ended);
        } else {
            ended.run();
        }
    }

    /** In milliseconds. */
    long silence() {
        return node.scheduler.now() - lastHeartbeat;
    }

    void heard() {
        lastHeartbeat = node.scheduler.now();
    }

    /** As if nothing had been heard for so many milliseconds, or longer. */
    void miss(long millis) {
        lastHeartbeat = Math.min(lastHeartbeat, node.scheduler.now() - millis);
    }
}
