package io.oneha.run.journal;

import io.oneha.run.RunEvent;
import io.oneha.run.RunSight;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a run; its texts are fit for a terminal.
 *
 * @param run its name, see {@link io.oneha.base.RunId}
 * @param began when it first began
 * @param last when the last was told of it
 * @param state how it stands
 * @param origin who carried it out at last, and what was asked for
 * @param intent what its plan was for, in words
 * @param zone the zone's name
 * @param leader the server that led
 * @param firstLeader the server that led when it first began; may be empty
 * @param fingerprint the plan's
 * @param steps those of its plan, in order; after it was resumed with another plan, those that were done before come first
 * @param replanned when it went on by another plan, and why
 * @param looks how the zone was at the beginning and the end of each part of it, where that was looked at
 * @param failure why it failed; empty when it did not
 * @param junctures where a part of it ended before all was done, and where the next one began, in order
 */
public record RunRecord(
        String run,
        Instant began,
        Instant last,
        State state,
        RunOrigin origin,
        String intent,
        String zone,
        String leader,
        String firstLeader,
        String fingerprint,
        List<StepRecord> steps,
        List<Replanned> replanned,
        List<Looked> looks,
        Optional<Failure> failure,
        List<Juncture> junctures) {

    /** How a run stands. */
    public enum State {
        /** A live process of this machine carries it out. */
        RUNNING,
        /** All steps are done. */
        DONE,
        /** A step failed. */
        FAILED,
        /** The operator stopped it between two steps. */
        STOPPED,
        /** It has no end, and nobody carries it out: the process was killed. */
        INTERRUPTED;

        /** Whether it can be carried on. */
        public boolean isResumable() {
            return this == FAILED || this == STOPPED || this == INTERRUPTED;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Why a run failed.
     *
     * @param step the step's name in the plan
     * @param reason one line
     * @param remedy one line, or empty
     */
    public record Failure(String step, String reason, String remedy) {}

    /**
     * It went on by a plan made anew.
     *
     * @param from the server that led by the plan before
     * @param to the one that leads by this one
     * @param why what came in between, one line
     */
    public record Replanned(Instant at, String from, String to, String why) {
        /** In a few words. */
        public String words() {
            return RunEvent.Replanned.words(from, to);
        }
    }

    /**
     * A part of it ended here, or the next one began.
     *
     * @param what {@code failed}, {@code stopped}, {@code killed} or {@code resumed}
     * @param at of one that was killed, when its last event happened
     * @param text what there is to say of it, one line; may be empty
     */
    public record Juncture(String what, Instant at, String text) {}

    /** How the zone was. */
    public record Looked(Instant at, RunSight sight) {}

    /** The servers that led while it went on, each once. */
    public List<String> leaders() {
        return Stream.concat(replanned.stream().map(Replanned::from), Stream.of(leader))
                .distinct()
                .toList();
    }

    /** How many steps are done. */
    public long done() {
        return steps.stream().filter(step -> step.state().isDone()).count();
    }
}
