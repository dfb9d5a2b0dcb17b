package io.oneha.cli;

import io.oneha.app.look.Report;
import io.oneha.app.look.ZoneLook;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.app.settings.Settings;
import io.oneha.cli.output.PlanDocument;
import io.oneha.cli.output.PlanText;
import io.oneha.cli.output.TextColours;
import io.oneha.inventory.Inventory;
import io.oneha.observe.host.PeerProbing;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.PlanInput;
import io.oneha.plan.Planner;
import io.oneha.steps.StepWorkers;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * The plan for a change, which is printed and not carried out.
 *
 * @param session what the command works with
 * @param output how it is printed
 */
record ChangePreview(Session session, PlanOutput output) {
    /**
     * Plans and prints.
     *
     * @return the exit code
     * @throws CommandException there is no plan, which was printed as well
     */
    int show(ChangeRequest wanted) {
        Settings settings = session.settingsWithTarget();
        try (ZoneLook look = ZoneLook.open(session, settings, PeerProbing.REPEATED)) {
            Inventory inventory = look.target()
                    .inventory()
                    .orElseThrow(() -> new CommandException(
                            ExitCode.USAGE, "a plan needs an inventory (-i FILE): it says what the zone should be"));
            inventory.requireChangeable();
            Report report = look.beforeChange();
            PlanInput seen =
                    new PlanInput(inventory, report.snapshot(), report.verdict(), StepWorkers::describe, look.ways());
            print(Planner.decide(wanted, seen), wanted, settings);
            session.out().flush();
            return ExitCode.OK.number();
        }
    }

    private void print(Decision decision, ChangeRequest wanted, Settings settings) {
        PrintWriter out = session.out();
        if (output == PlanOutput.JSON) {
            PlanDocument.print(decision, Optional.of(wanted), out);
        } else {
            new PlanText(TextColours.where(session.isColoured(settings))).print(decision, out);
        }
        if (decision instanceof Decision.Refusal refusal) {
            out.flush();
            throw new CommandException(
                    ExitCode.REFUSED, refusal.word() + ": " + refusal.reason() + "; " + refusal.remedy());
        }
    }
}
