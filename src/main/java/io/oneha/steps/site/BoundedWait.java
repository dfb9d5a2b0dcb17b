package io.oneha.steps.site;

import io.oneha.steps.site.Worker.Progress;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that comes about by itself, and only so long. */
public final class BoundedWait {
    private static final long SLICE_MILLIS = 100;

    private BoundedWait() {}

    /**
     * Looks again and again until it is so.
     *
     * @param most how long
     * @param what for, for the message
     * @param progress may say that the run is to end
     * @param isSo looks
     * @param seen what the last look showed, for the message
     * @throws StepException it did not come about in time, or the run is to end
     */
    public static void until(
            Duration most, String what, Progress progress, BooleanSupplier isSo, Supplier<StepException> seen) {
        long start = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            if (progress.isStopping()) {
                throw StepException.stopped("stopped while it waited: " + what);
            }
            if (System.nanoTime() - start > most.toNanos()) {
                throw seen.get();
            }
            pause();
        }
    }

    public static void pause() {
        try {
            Thread.sleep(SLICE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepException("interrupted", "");
        }
    }
}
