package io.oneha.demo.raft;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * oned's replica thread: it works when asked to, one call at a time, and after a failed call tries again by itself, first after
 * 200 ms, then after twice as long, up to 3.2 s (src/raft/ReplicaThread.cc).
 */
final class Replicator {
    private static final long FIRST_RETRY = 100;
    private static final long LONG_RETRY = 2500;

    private final Scheduler scheduler;
    private final Consumer<Consumer<Boolean>> work;
    private long retry = FIRST_RETRY;
    private long attempt;
    private boolean asked;
    private boolean busy;
    private boolean stopped;

    /** @param work one call; it tells whether it got through */
    Replicator(Scheduler scheduler, Consumer<Consumer<Boolean>> work) {
        this.scheduler = scheduler;
        this.work = work;
    }

    void request() {
        asked = true;
        run();
    }

    void stop() {
        stopped = true;
    }

    /** An answer that comes after the thread has ended changes nothing. */
    Consumer<Optional<RaftReply>> unlessStopped(Consumer<Optional<RaftReply>> then) {
        return reply -> {
            if (!stopped) {
                then.accept(reply);
            }
        };
    }

    private void run() {
        if (asked && !busy && !stopped) {
            asked = false;
            busy = true;
            attempt++;
            work.accept(this::finished);
        }
    }

    private void finished(boolean reached) {
        busy = false;
        if (reached) {
            retry = FIRST_RETRY;
            run();
            return;
        }
        if (retry < LONG_RETRY) {
            retry *= 2;
        }
        long failed = attempt;
        scheduler.after(retry, () -> {
            if (attempt == failed) {
                request();
            }
        });
        run();
    }
}
