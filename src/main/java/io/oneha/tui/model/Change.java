package io.oneha.tui.model;

import io.oneha.plan.Decision;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.RefusalCode;
import java.util.Optional;

/**
 * A change from the wish to the yes.
 *
 * @param wanted what was asked for
 * @param decision what became of that; empty while it is being planned
 * @param agreed how many of the things that are asked were agreed to
 */
public record Change(Wanted wanted, Optional<Decision> decision, int agreed) {
    /**
     * What is asked for.
     *
     * @param intent what for
     * @param adopt whether a front-end that runs without HA may be taken into it
     */
    public record Wanted(Intent intent, boolean adopt) {}

    static Change of(Wanted wanted) {
        return new Change(wanted, Optional.empty(), 0);
    }

    Change decided(Decision outcome) {
        return new Change(wanted, Optional.of(outcome), 0);
    }

    Change agreed(int number) {
        return new Change(wanted, decision, number);
    }

    /** The plan, if there is one. */
    public Optional<Plan> plan() {
        return decision.filter(Plan.class::isInstance).map(Plan.class::cast);
    }

    /** Whether it was refused only because nobody has agreed yet to taking a running front-end into HA. */
    public boolean wantsAdoption() {
        return decision.filter(Decision.Refusal.class::isInstance)
                .map(Decision.Refusal.class::cast)
                .filter(refusal -> refusal.code() == RefusalCode.RUNS_WITHOUT_HA)
                .isPresent();
    }
}
