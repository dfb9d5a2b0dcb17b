package io.oneha.run.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a step.
 *
 * @param id its name in the plan
 * @param host the host it is done on
 * @param title what it does
 * @param kind how far it reaches, in a word
 * @param state how far it came
 * @param began when it last began; empty when it did not
 * @param elapsed from its beginning to its end, or to the last that was told of it
 * @param copied bytes, as last told
 * @param lines what it said
 * @param measures what it cost the zone
 */
public record StepRecord(
        String id,
        String host,
        String title,
        String kind,
        State state,
        Optional<Instant> began,
        Optional<Duration> elapsed,
        long copied,
        List<String> lines,
        List<Measure> measures) {

    /** How far a step came. */
    public enum State {
        /** Not begun. */
        PENDING,
        /** Begun, by a process that lives. */
        RUNNING,
        /** Done and proved. */
        DONE,
        /** It was done already. */
        SKIPPED,
        /** It was not done. */
        FAILED,
        /** Begun, by a process that is gone: how far it came is not known. */
        INTERRUPTED;

        /** Whether nothing is left to do. */
        public boolean isDone() {
            return this == DONE || this == SKIPPED;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a step cost the zone.
     *
     * @param what in a few words
     * @param took how long
     */
    public record Measure(String what, Duration took) {}
}
