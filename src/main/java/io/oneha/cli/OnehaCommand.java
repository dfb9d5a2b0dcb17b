package io.oneha.cli;

import io.oneha.app.session.Narrator;
import io.oneha.app.session.ProcessEnvironment;
import io.oneha.app.session.Session;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program's top command; on its own it is {@code top} on a terminal and {@code status} elsewhere. */
@TopCommand
@Command(
        name = "oneha",
        description = "The cockpit for OpenNebula high-availability front-ends.",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions of every command:%n")
public final class OnehaCommand implements Callable<Integer> {
    private final ProcessEnvironment surroundings;

    @Mixin
    GlobalOptions options;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    boolean version;

    @Spec
    CommandSpec spec;

    @Inject
    OnehaCommand(ProcessEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Session session = session(spec);
        return surroundings.outIsTerminal()
                ? new DashboardRun(session, version()).run()
                : new ReportRun(session, StatusOutput.TABLE).once();
    }

    /** The session of a command below this one. */
    Session session(CommandSpec command) {
        CommandLine line = command.commandLine();
        return new Session(
                surroundings, options.given(), line.getOut(), new Narrator(line.getErr(), options.verbosity()));
    }

    /** The program's version without its name, for what is written down; empty where none was built in. */
    String version() {
        String[] version = spec.version();
        return version.length == 0
                ? ""
                : version[0].substring(spec.name().length()).strip();
    }

    /** The options of every command. */
    GlobalOptions options() {
        return options;
    }
}
