package io.oneha.observe;

import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Questions asked at once and one deadline for all of them. Answers are handled on the thread that waits, so what handles
 * them needs no locks; an answer that comes after the deadline reaches nobody.
 */
final class ParallelCalls {
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final BlockingQueue<Runnable> arrived = new LinkedBlockingQueue<>();
    private final LongSupplier ticker;
    private final long start;
    private final Duration deadline;
    private int open;

    ParallelCalls(LongSupplier ticker, Duration deadline) {
        this.ticker = ticker;
        this.start = ticker.getAsLong();
        this.deadline = deadline;
    }

    /** Asks, unless the time is over; the answer is given to {@code then}, perhaps never. */
    <T> void ask(Function<Duration, CompletableFuture<Reply<T>>> call, Consumer<Reply<T>> then) {
        long asked = ticker.getAsLong();
        long left = left() - reserve();
        if (left < LEAST_NANOS) {
            return;
        }
        open++;
        Duration timeout = Duration.ofNanos(left);
        call.apply(timeout)
                .whenComplete((reply, broken) -> arrived.add(() -> {
                    open--;
                    then.accept(broken == null ? restated(reply, timeout) : unusable(broken, asked));
                }));
    }

    /** Handles answers until none is open, or those that came are enough, or the time is over. */
    void await(BooleanSupplier enough) {
        while (open > 0 && !enough.getAsBoolean()) {
            Runnable next = next();
            if (next == null) {
                return;
            }
            next.run();
        }
    }

    /** The reply of one who did not answer in time. */
    <T> Reply<T> silence() {
        return new Reply.Failure<>(
                FailureKind.SILENT, "no answer" + millis(deadline), Duration.ofNanos(ticker.getAsLong() - start));
    }

    private Runnable next() {
        try {
            return arrived.poll(Math.max(0, left()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private long left() {
        return start + deadline.toNanos() - ticker.getAsLong();
    }

    /** The client knows why nothing came (no connection, or a connection and no answer), so it gives up a little earlier. */
    private long reserve() {
        return Math.min(TimeUnit.MILLISECONDS.toNanos(50), deadline.toNanos() / 20);
    }

    /** A failure that names the time it had names the deadline instead: it is what the user chose, and the same in each look. */
    private <T> Reply<T> restated(Reply<T> reply, Duration timeout) {
        String had = millis(timeout);
        if (reply instanceof Reply.Failure<T> failure && failure.text().endsWith(had)) {
            String text = failure.text().substring(0, failure.text().length() - had.length());
            return new Reply.Failure<>(failure.kind(), text + millis(deadline), failure.elapsed());
        }
        return reply;
    }

    private static String millis(Duration time) {
        return " within " + time.toMillis() + " ms";
    }

    private <T> Reply<T> unusable(Throwable broken, long asked) {
        return new Reply.Failure<>(
                FailureKind.MALFORMED,
                "the call failed: " + broken.getClass().getSimpleName(),
                Duration.ofNanos(ticker.getAsLong() - asked));
    }
}
