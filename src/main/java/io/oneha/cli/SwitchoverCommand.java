package io.oneha.cli;

import io.oneha.plan.ChangeRequest;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code oneha switchover}. */
@Command(
        name = "switchover",
        description = "Make another server of the zone the leader, with about 3 s in which nobody can write.")
public final class SwitchoverCommand extends ChangeCommand {
    @Option(
            names = "--to",
            paramLabel = "SERVER",
            description = "The server that is to lead; without it oneha chooses one.")
    String to;

    @Override
    public Integer call() {
        return apply(ChangeRequest.switchover(Optional.ofNullable(to)));
    }
}
