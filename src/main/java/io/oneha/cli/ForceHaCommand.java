package io.oneha.cli;

import io.oneha.plan.Intent;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code oneha force-ha}. */
@Command(name = "force-ha", description = "Make the one front-end HA-ready, so that others can join it; nothing else.")
public final class ForceHaCommand extends ChangeCommand {
    @Option(
            names = "--adopt",
            description = "Take a front-end that runs without HA into it, with the outage that this costs.")
    boolean adopt;

    @Override
    public Integer call() {
        return apply(Intent.FORCE_HA, adopt, Optional.empty(), Optional.empty());
    }
}
