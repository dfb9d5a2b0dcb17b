package io.oneha.cli;

import io.oneha.app.session.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code oneha version}. */
@Command(name = "version", description = "Print the version and what runs it.")
public final class VersionCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

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
