package io.oneha.tui.model;

import io.oneha.run.RunOutcome;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is being changed, or about to be.
 *
 * @param change what was asked for
 * @param run the run that goes on, or the last one
 * @param question what the operator is being asked
 * @param leaving the exit code to end with as soon as the run has ended
 */
public record ChangeState(
        Optional<Change> change, Optional<Run> run, Optional<Question> question, OptionalInt leaving) {
    static final ChangeState NOTHING =
            new ChangeState(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());

    ChangeState with(Change wanted) {
        return new ChangeState(Optional.of(wanted), run, question, leaving);
    }

    ChangeState with(Run carriedOut) {
        return new ChangeState(change, Optional.of(carriedOut), question, leaving);
    }

    ChangeState asking(Optional<Question> asked) {
        return new ChangeState(change, run, asked, leaving);
    }

    ChangeState leaving(int exitCode) {
        return new ChangeState(change, run, question, OptionalInt.of(exitCode));
    }

    /** A run that did not come to its good end matters until another one does, or nothing is left to do. */
    ChangeState settled() {
        return isUnfinished() ? new ChangeState(change, Optional.empty(), question, leaving) : this;
    }

    /** Whether the last run ended before all was done. */
    public boolean isUnfinished() {
        return run.flatMap(Run::end)
                .filter(end -> end.outcome() != RunOutcome.DONE)
                .isPresent();
    }

    /** The step that a run carries out on a host now. */
    public Optional<RunStep> at(String host) {
        return run.filter(known -> known.end().isEmpty()).flatMap(known -> known.stages().stream()
                .filter(stage -> stage.state() == RunStep.State.RUNNING)
                .filter(stage -> stage.step().host().equals(host))
                .findFirst());
    }

    /** Whether a run goes on. */
    public boolean isRunning() {
        return run.filter(known -> known.end().isEmpty()).isPresent();
    }
}
