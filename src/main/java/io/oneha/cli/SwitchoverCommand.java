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

    @Option(
            names = "--no-config-change",
            description =
                    "Change no configuration, in a zone of three servers: nobody can write for about 6 s instead of 3 s.")
    boolean noConfigChange;

    @Override
    public Integer call() {
        Optional<String> heir = Optional.ofNullable(to);
        return apply(noConfigChange ? ChangeRequest.plainSwitchover(heir) : ChangeRequest.switchover(heir));
    }
}
