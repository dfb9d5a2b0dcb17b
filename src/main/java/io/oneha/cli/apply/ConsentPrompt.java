package io.oneha.cli.apply;

import io.oneha.app.look.TerminalPrompt;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.base.Text;
import io.oneha.plan.Consents;
import io.oneha.plan.Plan;

/** The yes to a plan, on the terminal. */
final class ConsentPrompt {
    private ConsentPrompt() {}

    /**
     * Asks for everything that a plan must be agreed to.
     *
     * @throws CommandException one was not agreed to, and nothing was changed
     */
    static void ask(Plan plan) {
        for (Plan.Consent consent : Consents.of(plan)) {
            String answer = TerminalPrompt.ask(Text.clean(consent.question()) + ".\nType " + Text.clean(consent.word())
                            + " to confirm; anything else cancels: ")
                    .orElse("");
            if (!answer.equals(consent.word())) {
                throw new CommandException(ExitCode.REFUSED, "Cancelled. Nothing was changed.");
            }
        }
    }
}
