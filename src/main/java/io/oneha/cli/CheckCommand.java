package io.oneha.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code oneha check}. */
@Command(
        name = "check",
        description = "Every finding with its code, severity, subject, reason and remedy; the exit code says how bad.",
        footer = {"", "'oneha explain CODE' says what a finding means, how it comes about and what to do."})
public final class CheckCommand extends Subcommand {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES}.")
    CheckOutput output;

    @Option(
            names = "--deep",
            description =
                    "Compare all data in the databases of the servers, not only how many rows they have; needs SSH.")
    boolean deep;

    @Override
    public Integer call() {
        ReportRun run = new ReportRun(session(), output);
        return deep ? run.onceWithDigests() : run.onceWithCounts();
    }
}
