package io.oneha.cli;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code oneha status}. */
@Command(name = "status", description = "Servers, raft sync, virtual address and verdict.")
public final class StatusCommand extends Subcommand {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES}.")
    StatusOutput output;

    @Option(
            names = {"-w", "--watch"},
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = "2",
            description = "Look again and again, every 2 seconds or as often as said, until Ctrl-C.")
    Duration watch;

    @Override
    public Integer call() {
        ReportRun run = new ReportRun(session(), output);
        return watch == null ? run.once() : run.watch(watch);
    }
}
