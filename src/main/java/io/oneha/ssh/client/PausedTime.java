package io.oneha.ssh.client;

import java.util.Optional;

/** How long deadlines have stood still because the operator was being asked something, here or further up the way. */
final class PausedTime {
    private final Optional<PausedTime> before;
    private int open;
    private long since;
    private long total;

    PausedTime(Optional<PausedTime> before) {
        this.before = before;
    }

    synchronized void begin() {
        if (open++ == 0) {
            since = System.nanoTime();
        }
    }

    synchronized void end() {
        if (--open == 0) {
            total += System.nanoTime() - since;
        }
    }

    /** Nanoseconds, up to now. */
    long nanos() {
        return own() + before.map(PausedTime::nanos).orElse(0L);
    }

    private synchronized long own() {
        return open == 0 ? total : total + System.nanoTime() - since;
    }
}
