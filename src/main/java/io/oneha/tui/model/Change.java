package io.oneha.tui.model;

import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.Plan;
import io.oneha.plan.RefusalCode;
import java.util.Optional;

/**
 * A change from the request to the yes.
 *
 * @param wanted what was asked for
 * @param decision what became of that; empty while it is being planned
 * @param agreed how many of the things that are asked were agreed to
 */
public record Change(ChangeRequest wanted, Optional<Decision> decision, int agreed) {
    static Change of(ChangeRequest wanted) {
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
        return decision.filter(seen ->
                        seen instanceof Decision.Refusal refusal && refusal.code() == RefusalCode.RUNS_WITHOUT_HA)
                .isPresent();
    }
}
