package io.oneha.lab;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a condition instead of for a time. */
public final class Await {
    private static final long LOOK_MILLIS = 50;
    private static final long CALM_MILLIS = 1000;

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
            rests(LOOK_MILLIS, what);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The same where each look costs so much that it must not be all that a busy machine does: once a second. */
    public static Duration awaitsCalmly(Duration limit, String what, BooleanSupplier condition) {
        return awaits(limit, what, () -> {
            boolean holds = condition.getAsBoolean();
            if (!holds) {
                rests(CALM_MILLIS, what);
            }
            return holds;
        });
    }

    private static void rests(long millis, String what) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + what, e);
        }
    }
}
