package io.oneha.lab;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a condition instead of for a time. */
public final class Await {
    private static final long LOOK_MILLIS = 50;

    private Await() {}

    /**
     * Looks until the condition holds.
     *
     * @param what the condition in words
     * @return how long it took
     * @throws AssertionError it does not hold when the time is over
     */
    public static Duration awaits(Duration limit, String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted: " + what, e);
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
