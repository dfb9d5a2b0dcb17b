package io.oneha.run.journal;

import io.oneha.run.RunEvent;
import java.time.Duration;
import java.time.Instant;

/** Lets of the events that tell copied bytes at most one a second through, and every other event. */
public final class BytesPace {
    private static final Duration APART = Duration.ofSeconds(1);

    private Instant next = Instant.MIN;

    /** Whether the event is worth a line. */
    public boolean passes(RunEvent event) {
        if (!(event instanceof RunEvent.StepBytes)) {
            return true;
        }
        if (event.at().isBefore(next)) {
            return false;
        }
        next = event.at().plus(APART);
        return true;
    }
}
