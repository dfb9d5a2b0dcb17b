package io.oneha.cli;

import io.oneha.app.session.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code oneha help}: picocli's own has a {@code -h} that ours would meet. */
@Command(name = "help", description = "Show the help of oneha or of a command.")
public final class HelpCommand extends Subcommand {
    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command; without one, all of them.")
    String command;

    @Override
    public Integer call() {
        CommandLine top = spec.root().commandLine();
        CommandLine about = command == null ? top : top.getSubcommands().get(command);
        if (about == null) {
            throw new ParameterException(spec.commandLine(), "there is no command " + command);
        }
        about.usage(top.getOut());
        return ExitCode.OK.number();
    }
}
