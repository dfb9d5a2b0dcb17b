package io.oneha.cli;

import io.oneha.app.session.ExitCode;
import picocli.CommandLine.Command;

/** {@code oneha version}. */
@Command(name = "version", description = "Print the version and what runs it.")
public final class VersionCommand extends Subcommand {
    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        for (String line : spec.root().version()) {
            out.println(line);
        }
        out.println(System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return ExitCode.OK.number();
    }
}
