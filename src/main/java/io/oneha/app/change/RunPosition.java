package io.oneha.app.change;

import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.run.RunEvent;

/**
 * How far a run has come.
 *
 * @param run its name
 * @param plan what it carries out
 * @param ended how many steps of it have ended well, one after the other
 * @param end whether, and how, it ended before all was done
 */
record RunPosition(String run, Plan plan, int ended, End end) {
    enum End {
        /** It has not, or nobody was told. */
        NONE,
        STOPPED,
        FAILED
    }

    static RunPosition at(RunEvent.Started started) {
        return new RunPosition(started.run(), started.plan(), 0, End.NONE);
    }

    RunPosition after(RunEvent event) {
        if (event instanceof RunEvent.StepDone done) {
            return new RunPosition(run, plan, number(done.step()), end);
        } else if (event instanceof RunEvent.StepSkipped skipped) {
            return new RunPosition(run, plan, number(skipped.step()), end);
        } else if (event instanceof RunEvent.Replanned replanned) {
            return new RunPosition(run, replanned.plan(), 0, end);
        } else if (event instanceof RunEvent.StepFailed) {
            return new RunPosition(run, plan, ended, End.FAILED);
        } else if (event instanceof RunEvent.Stopped) {
            return new RunPosition(run, plan, ended, End.STOPPED);
        }
        return this;
    }

    private int number(Step step) {
        int at = plan.steps().stream().map(Step::id).toList().indexOf(step.id());
        return at < 0 ? ended : at + 1;
    }

    /** How far it came, for whoever has left it. */
    String words() {
        String next = "step " + Math.min(ended + 1, plan.steps().size()) + " of "
                + plan.steps().size();
        return switch (end) {
            case STOPPED ->
                ended == 0
                        ? "Stopped before " + next
                        : "Stopped after step " + ended + " of " + plan.steps().size();
            case FAILED -> "Failed in " + next;
            case NONE -> "Left in the middle of " + next;
        };
    }
}
