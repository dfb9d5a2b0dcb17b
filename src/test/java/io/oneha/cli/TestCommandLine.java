package io.oneha.cli;

import io.oneha.app.session.ProcessEnvironment;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;

/** The command line as the program has it, in surroundings of the test's own: no terminal, no environment. */
public final class TestCommandLine {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final OnehaCommand command;
    private final CommandLine line;

    public TestCommandLine() {
        this(Map.of());
    }

    public TestCommandLine(Map<String, String> environment) {
        ProcessEnvironment surroundings = new ProcessEnvironment(
                environment, InputStream.nullInputStream(), Clock.systemUTC(), descriptor -> false);
        command = new OnehaCommand(surroundings);
        CommandLine top = new CommandLine(command);
        Subcommands.all().addTo(top);
        line = CommandLines.configure(top, "1.2.3").setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }

    int run(String... arguments) {
        return line.execute(arguments);
    }

    GlobalOptions parse(String... arguments) {
        line.parseArgs(arguments);
        return command.options();
    }

    /** What a run would write down as its version. */
    String version() {
        return command.version();
    }

    /** The model, for generators. */
    public CommandLine.Model.CommandSpec spec() {
        return line.getCommandSpec();
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
