package io.oneha.plan;

import java.util.ArrayList;
import java.util.List;

/** What of a plan has to be confirmed, by typing the name that it is about. */
public final class Consents {
    private Consents() {}

    /** Everything, in the order in which it is asked; never empty. */
    public static List<Plan.Consent> of(Plan plan) {
        List<Plan.Consent> all = new ArrayList<>(plan.consents());
        if (plan.intent().isCare()) {
            return List.copyOf(all);
        }
        for (Step step : plan.steps()) {
            if (step.spec() instanceof StepSpec.Start) {
                all.add(replacesDatabase(plan, step.host()) ? joining(step.host()) : finishing(step.host()));
            }
        }
        if (all.isEmpty()) {
            all.add(new Plan.Consent(plan.leader() + " is set up", plan.leader()));
        }
        return List.copyOf(all);
    }

    private static Plan.Consent joining(String host) {
        return new Plan.Consent(host + " joins the zone: its database is replaced, and it counts for the quorum", host);
    }

    /** What is asked of a join whose server follows already; whoever confirmed the join has confirmed this. */
    static Plan.Consent finishing(String host) {
        return new Plan.Consent(host + " follows already, and its join is finished: its database stays", host);
    }

    private static boolean replacesDatabase(Plan plan, String host) {
        return plan.steps().stream()
                .anyMatch(step -> step.host().equals(host) && step.spec() instanceof StepSpec.Database);
    }
}
