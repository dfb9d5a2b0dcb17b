package io.oneha.cli;

import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Intent;
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
        return new ChangePreview(session(), output).show(new ChangeRequest(Intent.CONVERGE, adopt, false));
    }
}
