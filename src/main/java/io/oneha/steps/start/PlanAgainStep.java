package io.oneha.steps.start;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;

/** Waits until the zone has a leader again, and has the rest of the run planned for it. */
public record PlanAgainStep(RunContext context, StepSpec.PlanAgain spec) implements Worker {
    public static Description describe(StepSpec.PlanAgain spec, Inventory inventory) {
        return Description.reads(spec, "Wait until the zone has a leader, and plan the rest again")
                .expects("what this run has stopped is started")
                .looks("wait for the election")
                .proves("the rest of the run is planned", "");
    }

    @Override
    public boolean holds(Progress progress) {
        return false;
    }

    @Override
    public void run(Progress progress) {
        new LeaderAgainStep(context, new StepSpec.LeaderAgain(spec.host())).run(progress);
        throw StepException.leaderLost("the zone has a leader again, and the rest of the run was planned without one");
    }
}
