package io.oneha.plan;

import io.oneha.plan.PlanInput.Host;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left to prove of a front-end that runs by now, because a run was interrupted while it started: steps that were proved
 * before are not among them.
 */
final class UnprovedSteps {
    private UnprovedSteps() {}

    /** Of a first server that was made from nothing, and runs without HA so far. */
    static List<Step> ofFresh(PlanInput seen, Host first) {
        List<Step> steps = new ArrayList<>(FirstServer.adopted(seen, first));
        Step solo = FirstServer.fresh(seen, first).stream()
                .filter(step -> step.spec() instanceof StepSpec.StartSolo)
                .findFirst()
                .orElseThrow();
        // After its readiness, and the backup of what there is.
        steps.add(2, solo);
        return List.copyOf(steps);
    }

    /** Of a first server whose oned was about to start with HA. */
    static List<Step> ofFirst(PlanInput seen, Host first) {
        return FirstServer.adopted(seen, first).stream()
                .filter(step -> step.spec() instanceof StepSpec.StartLeader || step.spec() instanceof StepSpec.Roles)
                .toList();
    }

    /** Of a server that leads: the first of its zone, or one that has joined and was elected meanwhile. */
    static List<Step> ofLeader(PlanInput seen, Host leader) {
        if (seen.snapshot().pool().size() == 1) {
            return ofFirst(seen, leader);
        }
        return new JoinSteps(seen, leader, leader)
                .all().stream()
                        .filter(step -> step.spec() instanceof StepSpec.Start
                                || step.spec() instanceof StepSpec.CaughtUp
                                || step.spec() instanceof StepSpec.Roles
                                || step.spec() instanceof StepSpec.Finish)
                        .toList();
    }
}
