package io.oneha.cli;

import io.oneha.plan.Intent;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code oneha scale-up}. */
@Command(
        name = "scale-up",
        description = "Let the inventory's other front-ends join the zone, one after another; nothing else.")
public final class ScaleUpCommand extends ChangeCommand {
    @Override
    public Integer call() {
        return apply(Intent.SCALE_UP, false, Optional.empty(), Optional.empty());
    }
}
