package io.oneha.cli;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.base.Text;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Maintenance;
import io.oneha.plan.Maintenance.Reboot;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code oneha restart}. */
@Command(
        name = "restart",
        description = "Restart the zone's servers one after another, followers first and the leader last.")
public final class RestartCommand extends ChangeCommand {
    private static final int LONGEST = 2000;
    private static final String IF_NEEDED = "if-needed";

    @Parameters(
            arity = "0..*",
            paramLabel = "SERVER",
            description = "The servers to restart; without any, all of the zone.")
    List<String> servers = List.of();

    @Option(
            names = "--command",
            paramLabel = "CMD",
            description = "Run this as root on each while its oned is stopped, such as 'apt-get -y upgrade'.")
    String command = "";

    @Option(
            names = "--reboot",
            arity = "0..1",
            fallbackValue = "always",
            paramLabel = "always|if-needed",
            description = "Reboot each while its oned is stopped; if-needed: only where its packages ask for it.")
    String reboot = "";

    @Option(
            names = "--services",
            description = "Restart OpenNebula's other services; without --command and --reboot oned keeps running.")
    boolean services;

    @Override
    public Integer call() {
        // A run that goes on reads it from its journal, letter by letter.
        if (!command.equals(Text.clean(command, LONGEST)) || !command.equals(command.strip())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--command takes one line of at most " + LONGEST
                            + " characters, without control characters and spaces at"
                            + " its ends; put more into a script on each front-end");
        }
        return apply(ChangeRequest.restart(servers, new Maintenance(command, wanted(), services)));
    }

    private Reboot wanted() {
        return switch (reboot) {
            case "" -> Reboot.NO;
            case "always" -> Reboot.ALWAYS;
            case IF_NEEDED -> Reboot.IF_NEEDED;
            default ->
                throw new CommandException(
                        ExitCode.USAGE, "--reboot takes always or " + IF_NEEDED + ", not " + Text.clean(reboot));
        };
    }
}
