package io.oneha.apply;

import java.time.Duration;
import java.time.Instant;

/** What happens in a run: shown as it comes, and kept in the journal. No event holds a secret. */
public sealed interface RunEvent {
    /** When. */
    Instant at();

    /**
     * The run begins, or goes on.
     *
     * @param run its id
     * @param who {@code user@machine} of the operator
     * @param resumed whether it goes on after an earlier try
     */
    record Started(Instant at, String run, String who, boolean resumed) implements RunEvent {}

    /** A step begins. */
    record StepStarted(Instant at, String step) implements RunEvent {}

    /** A step's check holds already: nothing to do. */
    record StepSkipped(Instant at, String step) implements RunEvent {}

    /** A line of output. */
    record StepLine(Instant at, String step, String text) implements RunEvent {}

    /** How far a step is, in bytes; total 0 when it is not known. */
    record StepBytes(Instant at, String step, long done, long total) implements RunEvent {}

    /** Something that was measured. */
    record StepMeasured(Instant at, String step, String what, Duration howLong) implements RunEvent {}

    /** A step is done and proved. */
    record StepDone(Instant at, String step, Duration elapsed) implements RunEvent {}

    /** A step failed, and the run with it. */
    record StepFailed(Instant at, String step, String reason, String remedy) implements RunEvent {}

    /** The run ends before its end: asked to, or because going on would not be safe. */
    record Stopped(Instant at, String reason, String resume) implements RunEvent {}

    /** All steps are done. */
    record Finished(Instant at, Duration elapsed) implements RunEvent {}
}
