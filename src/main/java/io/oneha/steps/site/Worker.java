package io.oneha.steps.site;

import java.time.Duration;

/**
 * Carries out one step. Each method blocks, within deadlines of its own, and may be called again after a kill at any moment:
 * what is half done is then completed.
 */
public interface Worker {
    /** Where a step says how it gets on. */
    interface Progress {
        /** What it is at, in one line. */
        void line(String line);

        /** Bytes copied, of about so many; a total of 0 is unknown. */
        void bytes(long done, long total);

        /** What it cost the zone, such as {@code writes could wait}. */
        void measured(String what, Duration took);

        /** Whether the operator wants the run to end: what can be left safely before its end then is, by a {@link StepException}. */
        boolean isStopping();
    }

    /**
     * Whether the step is done already, as the host shows it now.
     *
     * @throws StepException it can neither be said nor done
     */
    boolean holds(Progress progress);

    /**
     * Does it.
     *
     * @throws StepException it cannot be done
     */
    void run(Progress progress);

    /**
     * Proves that it is done, by looking at the host again.
     *
     * @throws StepException it is not
     */
    default void prove(Progress progress) {
        if (!holds(progress)) {
            throw new StepException("it was carried out, and a look shows that it is not done", "");
        }
    }
}
