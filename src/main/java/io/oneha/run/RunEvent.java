package io.oneha.run;

import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import java.time.Duration;
import java.time.Instant;

/** What happens during a run, in order. Texts may hold what a host said: they are not yet fit for a terminal. */
public sealed interface RunEvent {
    /** When it happened, by the clock of the machine that oneha runs on. */
    Instant at();

    /** Whether the run is over with it; only {@link Looked} may come after it. */
    default boolean isEnd() {
        return false;
    }

    /**
     * The run begins, or goes on.
     *
     * @param run the run's name, see {@link io.oneha.base.RunId}
     * @param plan what it carries out
     * @param resumed whether it goes on after an interruption
     */
    record Started(Instant at, String run, Plan plan, boolean resumed) implements RunEvent {}

    /** A step's check begins. */
    record StepStarted(Instant at, Step step) implements RunEvent {}

    /** It was done already: nothing was changed. */
    record StepSkipped(Instant at, Step step) implements RunEvent {}

    /** A step says what it is at, in one line. */
    record StepLine(Instant at, Step step, String line) implements RunEvent {}

    /**
     * How far a step is with what it copies.
     *
     * @param done bytes so far
     * @param total bytes in all, as an estimate that may turn out too low; 0 when there is none
     */
    record StepBytes(Instant at, Step step, long done, long total) implements RunEvent {}

    /**
     * What a step cost the zone.
     *
     * @param what in a few words, such as {@code writes could wait}
     */
    record StepMeasured(Instant at, Step step, String what, Duration took) implements RunEvent {}

    /** It was done and proved. */
    record StepDone(Instant at, Step step, Duration took) implements RunEvent {}

    /**
     * It was not, and the run ends here.
     *
     * @param reason one line
     * @param remedy one line; empty when there is nothing better than to try again
     */
    record StepFailed(Instant at, Step step, String reason, String remedy) implements RunEvent {
        @Override
        public boolean isEnd() {
            return true;
        }
    }

    /**
     * A step was left, and the run goes on with a plan made anew, which asks for nothing that was not agreed to.
     *
     * @param left the step that was not done
     * @param why what came in between, one line
     * @param from the server that led by the old plan
     * @param plan what is carried out from here on
     */
    record Replanned(Instant at, Step left, String why, String from, Plan plan) implements RunEvent {
        /** In a few words. */
        public String words() {
            return words(from, plan.leader());
        }

        /** The same of these leaders. */
        public static String words(String from, String to) {
            return (from.equals(to) ? to + " still leads" : "the leader changed from " + from + " to " + to)
                    + ": planned again";
        }
    }

    /** The operator wanted it to stop, and it did so between two steps. */
    record Stopped(Instant at, Step next) implements RunEvent {
        @Override
        public boolean isEnd() {
            return true;
        }
    }

    /** All steps are done. */
    record Finished(Instant at, Duration took) implements RunEvent {
        @Override
        public boolean isEnd() {
            return true;
        }
    }

    /** The zone was looked at: of a run of which there is a report, at the beginning, and after the end. */
    record Looked(Instant at, RunSight sight) implements RunEvent {}
}
