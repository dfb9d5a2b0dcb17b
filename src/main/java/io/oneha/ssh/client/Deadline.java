package io.oneha.ssh.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** When a call has to be over; it stands still while the operator is asked. */
final class Deadline {
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(5);

    private final Duration whole;
    private final PausedTime pause;
    private final long start = System.nanoTime();
    private final long pausedBefore;

    Deadline(Duration whole, PausedTime pause) {
        this.whole = whole;
        this.pause = pause;
        this.pausedBefore = pause.nanos();
    }

    long nanosLeft() {
        return nanos(whole) - (System.nanoTime() - start) + (pause.nanos() - pausedBefore);
    }

    int millisLeft() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanosLeft())));
    }

    boolean isOver() {
        return nanosLeft() <= 0;
    }

    /** Waits for it until there are only so many nanoseconds left. */
    <T> T await(CompletableFuture<T> future, long reserve)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (!future.isDone()) {
            long left = nanosLeft() - reserve;
            if (left <= 0) {
                throw new TimeoutException();
            }
            try {
                return future.get(Math.max(left, SLICE), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // Another slice.
            }
        }
        return future.get();
    }

    /** The whole of it, for messages: {@code 5 s}, {@code 250 ms}. */
    String text() {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos(whole));
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofDays(365)) > 0
                ? Duration.ofDays(365).toNanos()
                : duration.toNanos();
    }
}
