package io.oneha.cli.apply;

import io.oneha.apply.journal.RunRecord;
import io.oneha.apply.journal.StepRecord;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import java.util.Set;
import java.util.stream.Collectors;

/** What an earlier part of a run means for the rest of it. Pure. */
final class ResumedRun {
    private ResumedRun() {}

    /** The steps that it has proved. */
    static Set<String> done(RunRecord run) {
        return run.steps().stream()
                .filter(step -> step.state().isDone())
                .map(StepRecord::id)
                .collect(Collectors.toSet());
    }

    /** The front-ends that it has begun to change and not finished. */
    static Set<String> begun(RunRecord run) {
        Set<String> touched = run.steps().stream()
                .filter(step -> step.state() != StepRecord.State.PENDING)
                .map(StepRecord::host)
                .collect(Collectors.toSet());
        return run.steps().stream()
                .filter(step -> !step.state().isDone() && touched.contains(step.host()))
                .map(StepRecord::host)
                .collect(Collectors.toSet());
    }

    /** Whether a new plan does nothing but what was agreed to. */
    static boolean isContinuation(Plan plan, RunRecord run) {
        Set<String> known = run.steps().stream().map(StepRecord::id).collect(Collectors.toSet());
        return plan.leader().equals(run.leader())
                && plan.steps().stream().map(Step::id).allMatch(id -> known.contains(id) || id.endsWith(".backup"));
    }
}
