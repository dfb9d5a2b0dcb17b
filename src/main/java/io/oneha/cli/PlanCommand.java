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
import io.oneha.plan.Intent;
import io.oneha.plan.PlanInput;
import io.oneha.plan.Planner;
import io.oneha.steps.StepWorkers;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code oneha plan}. */
@Command(
        name = "plan",
        description = "What would bring the zone to the inventory's state, step by step; changes nothing.")
public final class PlanCommand extends Subcommand {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}.")
    PlanOutput output;

    @Option(
            names = "--adopt",
            description = "Take a front-end that runs without HA into it, with the outage that this costs.")
    boolean adopt;

    @Override
    public Integer call() {
        Session session = session();
        Settings settings = session.settingsWithTarget();
        try (ZoneLook look = ZoneLook.open(session, settings, PeerProbing.REPEATED)) {
            Inventory inventory = look.target()
                    .inventory()
                    .orElseThrow(() -> new CommandException(
                            ExitCode.USAGE, "a plan needs an inventory (-i FILE): it says what the zone should be"));
            inventory.requireChangeable();
            Report report = look.beforeChange();
            ChangeRequest request = new ChangeRequest(Intent.CONVERGE, adopt, false);
            PlanInput seen = new PlanInput(inventory, report.snapshot(), report.verdict(), StepWorkers::describe);
            print(Planner.decide(request, seen), session, settings);
            session.out().flush();
            return ExitCode.OK.number();
        }
    }

    private void print(Decision decision, Session session, Settings settings) {
        PrintWriter out = session.out();
        if (output == PlanOutput.JSON) {
            PlanDocument.print(decision, out);
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
