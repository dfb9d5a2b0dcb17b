package io.oneha.cli.apply;

import io.oneha.cli.look.Tty;
import io.oneha.cli.session.CommandException;
import io.oneha.cli.session.ExitCode;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.plan.Work;
import io.oneha.zone.Text;
import java.util.ArrayList;
import java.util.List;

/** What a plan must be agreed to, by typing the name that it is about; nothing typed is a no. */
final class Consents {
    private Consents() {}

    /** Everything, in the order in which it is asked. */
    static List<Plan.Consent> of(Plan plan) {
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
        return all;
    }

    /**
     * Asks on the terminal.
     *
     * @throws CommandException one was not agreed to, and nothing was changed
     */
    static void ask(Plan plan) {
        for (Plan.Consent consent : of(plan)) {
            String answer = Tty.ask(Text.clean(consent.question()) + ".\nType " + Text.clean(consent.word())
                            + " to agree, anything else stops: ")
                    .orElse("");
            if (!answer.equals(consent.word())) {
                throw new CommandException(ExitCode.REFUSED, "not agreed to; nothing was changed");
            }
        }
    }
}
