package io.oneha.plan;

import java.util.ArrayList;
import java.util.List;

/** What a plan must be agreed to, by typing the name that it is about; nothing typed is a no. */
public final class Consents {
    private Consents() {}

    /** Everything, in the order in which it is asked; never empty. */
    public static List<Plan.Consent> of(Plan plan) {
        List<Plan.Consent> all = new ArrayList<>(plan.consents());
        for (Step step : plan.steps()) {
            if (step.work() instanceof Work.StartFollower) {
                all.add(new Plan.Consent(
                        step.host() + " joins the zone: its database is replaced, and it counts for the quorum",
                        step.host()));
            }
        }
        if (all.isEmpty()) {
            all.add(new Plan.Consent(plan.leader() + " is set up", plan.leader()));
        }
        return List.copyOf(all);
    }
}
