package io.oneha.steps.site;

import java.time.Duration;

/** Where a step says how it gets on. */
public interface Progress {
    /** What it is at, in one line. */
    void line(String line);

    /** Bytes copied, of about so many; a total of 0 is unknown. */
    void bytes(long done, long total);

    /** What it cost the zone, such as {@code writes could wait}. */
    void measured(String what, Duration took);

    /** Whether the operator wants the run to end: what can be left safely before its end then is, by a {@link StepException}. */
    boolean isStopping();
}
