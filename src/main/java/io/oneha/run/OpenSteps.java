package io.oneha.run;

import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.plan.StepSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a run has begun and not ended: while there is any, it is no place to stop at. Pure. */
final class OpenSteps {
    /** What ends something, and what may have begun it. */
    private static final Map<Class<? extends StepSpec>, Set<Class<? extends StepSpec>>> BEGINS = Map.of(
            StepSpec.StartServer.class, Set.of(StepSpec.StopServer.class, StepSpec.HandOver.class),
            StepSpec.RestoreTimeout.class, Set.of(StepSpec.LowerTimeout.class));

    private OpenSteps() {}

    /**
     * Whether something was begun that a later step ends. A server that was added counts for the majority before its oned has started, so
     * that in a zone of two every write hangs; one that was stopped is missing. This is no place to stop at.
     */
    static boolean isOpen(Plan plan, int next) {
        List<Step> rest = plan.steps().subList(next, plan.steps().size());
        Set<String> added = hosts(plan.steps().subList(0, next), StepSpec.ServerAdd.class);
        return hosts(rest, StepSpec.Start.class).stream().anyMatch(added::contains)
                || BEGINS.entrySet().stream().anyMatch(pair -> isEndedOnly(rest, pair.getValue(), pair.getKey()));
    }

    /** Whether what ends something comes without what begins it: that was done before, or by an earlier part of the run. */
    private static boolean isEndedOnly(
            List<Step> rest, Set<Class<? extends StepSpec>> begins, Class<? extends StepSpec> ends) {
        Set<String> begun = new HashSet<>();
        for (Step step : rest) {
            if (begins.contains(step.spec().getClass())) {
                begun.add(step.host());
            } else if (ends.isInstance(step.spec()) && !begun.contains(step.host())) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> hosts(List<Step> steps, Class<? extends StepSpec> kind) {
        return steps.stream()
                .filter(step -> kind.isInstance(step.spec()))
                .map(Step::host)
                .collect(Collectors.toSet());
    }
}
