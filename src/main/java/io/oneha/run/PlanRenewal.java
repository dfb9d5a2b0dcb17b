package io.oneha.run;

import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker.Progress;

/** What becomes of a run whose plan no longer fits, because its leader leads no more or its hosts were out of reach. */
public interface PlanRenewal {
    /**
     * Looks what is there by now and plans anew. Blocks for as long as it is worth waiting.
     *
     * @param plan the plan that no longer fits
     * @param left the first of its steps that was not done
     * @param why what came in between
     * @param progress where it says what it waits for; the wait is over when the run is to end
     * @return what is done from here on
     * @throws StepException why it does not go on
     */
    Plan anew(Plan plan, Step left, StepException why, Progress progress);
}
