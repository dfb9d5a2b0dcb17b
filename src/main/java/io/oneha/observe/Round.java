package io.oneha.observe;

import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Questions asked at once and one deadline for all of them. Answers are handled on the thread that waits, so what handles
 * them needs no locks; an answer that comes after the deadline reaches nobody.
 */
final class Round {
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final BlockingQueue<Runnable> arrived = new LinkedBlockingQueue<>();
    private final LongSupplier ticker;
    private final long start;
    private final Duration deadline;
    private int open;

    Round(LongSupplier ticker, Duration deadline) {
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
        call.apply(Duration.ofNanos(left))
                .whenComplete((reply, broken) -> arrived.add(() -> {
                    open--;
                    then.accept(broken == null ? reply : unusable(broken, asked));
                }));
    }

    /** Handles answers until none is open, or the time is over. */
    void await() {
        while (open > 0) {
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
                FailureKind.SILENT,
                "no answer within " + deadline.toMillis() + " ms",
                Duration.ofNanos(ticker.getAsLong() - start));
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

    private <T> Reply<T> unusable(Throwable broken, long asked) {
        return new Reply.Failure<>(
                FailureKind.MALFORMED,
                "the call failed: " + broken.getClass().getSimpleName(),
                Duration.ofNanos(ticker.getAsLong() - asked));
    }
}
