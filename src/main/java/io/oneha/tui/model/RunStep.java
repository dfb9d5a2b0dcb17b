package io.oneha.tui.model;

import io.oneha.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a run is with one step.
 *
 * @param step the step
 * @param state how far
 * @param since when it began
 * @param took how long it took, once it has ended
 */
public record RunStep(Step step, State state, Optional<Instant> since, Optional<Duration> took) {
    /** How far a step is. */
    public enum State {
        WAITING,
        RUNNING,
        SKIPPED,
        DONE,
        /** Broken off when the run was stopped. */
        STOPPED,
        FAILED;

        public String word() {
            return this == SKIPPED ? "already done" : name().toLowerCase(Locale.ROOT);
        }
    }

    static RunStep waiting(Step step) {
        return new RunStep(step, State.WAITING, Optional.empty(), Optional.empty());
    }

    RunStep begun(Instant at) {
        return new RunStep(step, State.RUNNING, Optional.of(at), Optional.empty());
    }

    RunStep ended(State how, Instant at) {
        return new RunStep(step, how, since, since.map(start -> Duration.between(start, at)));
    }
}
