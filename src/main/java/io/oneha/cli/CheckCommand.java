package io.oneha.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code oneha check}. */
@Command(
        name = "check",
        description = "Every finding with its code, severity, subject, reason and remedy; the exit code says how bad.")
public final class CheckCommand implements Callable<Integer> {
    @ParentCommand
    OnehaCommand top;

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES}.")
    CheckOutput output;

    @Override
    public Integer call() {
        return new ReportRun(top.session(spec), output).onceWithRows();
    }
}
