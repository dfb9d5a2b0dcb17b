package io.oneha.app.change;

import io.oneha.plan.EarlierSteps;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.StepRecord;
import java.util.Set;
import java.util.stream.Collectors;

/** What an earlier part of a run means for the rest of it. Pure. */
public final class ResumedRun {
    private ResumedRun() {}

    /** The steps that it has proved. */
    public static Set<String> done(RunRecord run) {
        return run.steps().stream()
                .filter(step -> step.state().isDone())
                .map(StepRecord::id)
                .collect(Collectors.toSet());
    }

    /** What it has begun and proved. */
    public static EarlierSteps earlier(RunRecord run) {
        Set<String> begun = run.steps().stream()
                .filter(step -> step.state() != StepRecord.State.PENDING)
                .map(StepRecord::id)
                .collect(Collectors.toSet());
        return new EarlierSteps(begunHosts(run), begun, done(run));
    }

    /** The front-ends that it has begun to change and not finished. */
    private static Set<String> begunHosts(RunRecord run) {
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
    public static boolean isContinuation(Plan plan, RunRecord run) {
        Set<String> known = run.steps().stream().map(StepRecord::id).collect(Collectors.toSet());
        return plan.leader().equals(run.leader())
                && plan.steps().stream().map(Step::id).allMatch(id -> known.contains(id) || id.endsWith(".backup"));
    }
}
