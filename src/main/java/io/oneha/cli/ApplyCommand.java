package io.oneha.cli;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.plan.Intent;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code oneha apply}. */
@Command(
        name = "apply",
        description = "Bring the zone to the inventory's state, as `plan` shows it: deploy, make HA-ready, scale up.")
public final class ApplyCommand extends ChangeCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            description =
                    "A plan that `plan -o json`, or another command's `--plan -o json`, has saved: it is carried out only while"
                            + " it is still true.")
    Path plan;

    @Option(
            names = "--adopt",
            description = "Take a front-end that runs without HA into it, with the outage that this costs.")
    boolean adopt;

    @Option(names = "--resume", paramLabel = "RUN", description = "Go on with a run that was interrupted; see `runs`.")
    String resume;

    @Override
    public Integer call() {
        if (plan != null && resume != null) {
            throw new CommandException(ExitCode.USAGE, "--resume plans again: it takes no saved plan");
        }
        return apply(Intent.CONVERGE, adopt, Optional.ofNullable(plan), Optional.ofNullable(resume));
    }
}
