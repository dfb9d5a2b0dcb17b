package io.oneha.cli;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.base.Spelling;
import io.oneha.base.Text;
import io.oneha.inventory.InventoryException;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where what went wrong becomes a line on standard error and an exit code. */
final class ErrorHandling implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final int VERBOSITY_OF_STACK_TRACES = 2;

    @Override
    public int handleParseException(ParameterException first, String[] arguments) {
        ParameterException e = knowingEveryCommand(first, arguments);
        CommandLine line = e.getCommandLine();
        StringBuilder message = new StringBuilder(firstLine(e.getMessage()));
        if (e instanceof UnmatchedArgumentException unmatched) {
            if (isCommand(unmatched)) {
                return say(line, noCommand(unmatched.getUnmatched().get(0), line), ExitCode.USAGE);
            }
            Spelling.nearest(unmatched.getUnmatched().get(0), unmatched.getSuggestions())
                    .ifPresent(name ->
                            message.append("; did you mean ").append(name).append('?'));
        }
        message.append("; try '").append(line.getCommandSpec().qualifiedName()).append(" --help'");
        return say(line, message.toString(), ExitCode.USAGE);
    }

    /** What was meant may be a command that was not made, because nothing named it. */
    private static ParameterException knowingEveryCommand(ParameterException first, String[] arguments) {
        CommandLine root = first.getCommandLine().getCommandSpec().root().commandLine();
        if (!Subcommands.all().addTo(root)) {
            return first;
        }
        try {
            root.parseArgs(arguments);
            return first;
        } catch (ParameterException second) {
            return second;
        }
    }

    /** Whether it stands where a command's name does. */
    private static boolean isCommand(UnmatchedArgumentException unmatched) {
        CommandLine line = unmatched.getCommandLine();
        return line.getParent() == null && !unmatched.isUnknownOption();
    }

    private static String noCommand(String typed, CommandLine root) {
        String meant = Spelling.nearest(typed, root.getSubcommands().keySet())
                .map(name -> "did you mean " + name + "? ")
                .orElse("");
        return "there is no command '" + typed + "'; " + meant + "'oneha help' lists them";
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        if (verbosity(line) >= VERBOSITY_OF_STACK_TRACES) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            // A message may hold what a host said.
            line.getErr().print(Text.printable(trace.toString()));
        }
        if (e instanceof CommandException known) {
            return say(line, known.getMessage(), known.exitCode());
        }
        if (e instanceof InventoryException) {
            return say(line, e.getMessage(), ExitCode.INPUT);
        }
        String what = e.getMessage() == null ? "" : ": " + firstLine(e.getMessage());
        return say(
                line,
                "failed, which it should not: " + e.getClass().getSimpleName() + what + "; -v -v says where",
                ExitCode.CRITICAL);
    }

    /** Says it in one line on standard error; what it returns is the exit code. */
    static int say(CommandLine line, String message, ExitCode exitCode) {
        line.getErr().println("oneha: " + Text.clean(message));
        line.getErr().flush();
        return exitCode.number();
    }

    private static int verbosity(CommandLine line) {
        Object root = line.getCommandSpec().root().userObject();
        return root instanceof OnehaCommand command ? command.options().verbosity() : 0;
    }

    private static String firstLine(String text) {
        return text.split("\n", 2)[0].strip();
    }
}
