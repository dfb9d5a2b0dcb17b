package io.oneha.run;

import io.oneha.base.Amounts;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A promised wait: it says how long it is, now and then what is left of it, and is kept in full. */
public final class Countdown {
    /** Between two lines of it. */
    private static final Duration APART = Duration.ofSeconds(5);

    private final Duration length;
    private final LongSupplier nanoTime;
    private final long start;
    private long toldAt;

    public Countdown(Duration length, LongSupplier nanoTime) {
        this.length = length;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.toldAt = start;
    }

    public Duration length() {
        return length;
    }

    public boolean isOver() {
        return passed().compareTo(length) > 0;
    }

    /** Says what is waited for and how much of the time is left, where that was not said lately. */
    public void tell(String what, Consumer<String> lines) {
        long now = nanoTime.getAsLong();
        Duration left = length.minus(passed());
        if (now - toldAt >= APART.toNanos() && left.toMillis() > 0) {
            toldAt = now;
            lines.accept(what + ": " + Amounts.whole(left) + " left");
        }
    }

    private Duration passed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
