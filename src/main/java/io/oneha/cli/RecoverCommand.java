package io.oneha.cli;

import io.oneha.plan.ChangeRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code oneha recover}. */
@Command(
        name = "recover",
        description =
                "Bring a server of the zone back that is stopped, lags or was left behind, by the least that does it.")
public final class RecoverCommand extends ChangeCommand {
    @Parameters(index = "0", paramLabel = "SERVER", description = "The server to recover.")
    String server;

    @Option(
            names = "--restore",
            description =
                    "Copy the leader's database to it, although less might do; its own is set aside until the end.")
    boolean restore;

    @Override
    public Integer call() {
        return apply(ChangeRequest.recover(server, restore));
    }
}
