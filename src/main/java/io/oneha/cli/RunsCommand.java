package io.oneha.cli;

import io.oneha.app.change.DrillReport;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.ProcessEnvironment;
import io.oneha.app.session.Session;
import io.oneha.app.settings.Folders;
import io.oneha.app.settings.Settings;
import io.oneha.cli.apply.DrillPrinter;
import io.oneha.cli.output.DrillFormat;
import io.oneha.cli.output.RunsDocument;
import io.oneha.cli.output.RunsText;
import io.oneha.cli.output.TextColours;
import io.oneha.run.journal.JournalException;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.Runs;
import io.oneha.term.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code oneha runs}. */
@Command(
        name = "runs",
        description = "What was carried out from this machine, and what came of it; needs no zone.",
        footer = {
            "",
            "  oneha runs              all runs, the newest first",
            "  oneha runs show RUN     one with its steps",
            "  oneha runs report RUN   the report of a drill, as text, json or markdown"
        })
public final class RunsCommand extends Subcommand {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}; markdown is for reports.")
    DrillFormat output;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ACTION",
            defaultValue = "list",
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    RunsAction action;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RUN",
            description = "The run to show or to report on, by its name.")
    String run;

    @Override
    public Integer call() {
        if ((action == RunsAction.LIST) == (run != null)) {
            throw new ParameterException(
                    spec.commandLine(), run == null ? "Missing required parameter: 'RUN'" : "list takes no RUN");
        }
        if (output == DrillFormat.MARKDOWN && action != RunsAction.REPORT) {
            throw new ParameterException(spec.commandLine(), "only a report is printed as markdown");
        }
        Session session = session();
        Settings settings = session.settings();
        ProcessEnvironment surroundings = session.surroundings();
        RunsText text = new RunsText(
                TextColours.where(session.isColoured(settings)),
                Environment.ascii(surroundings.environment(), settings.ascii()));
        Path state = Folders.state(surroundings.environment())
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE, "there is no place for runs: neither XDG_STATE_HOME nor HOME is set"));
        Runs runs = new Runs(state, surroundings.clock(), session.narrator()::warn);
        if (action == RunsAction.LIST) {
            List<RunRecord> records = read(runs::list, ExitCode.CRITICAL);
            if (output == DrillFormat.JSON) {
                RunsDocument.print(records, session.out());
            } else {
                text.print(records, session.out());
            }
        } else {
            RunRecord record = read(() -> runs.read(run), ExitCode.INPUT)
                    .orElseThrow(() -> new CommandException(
                            ExitCode.USAGE, "there is no run " + run + "; 'oneha runs' lists them"));
            if (action == RunsAction.REPORT) {
                new DrillPrinter(session, output).accept(report(record));
            } else if (output == DrillFormat.JSON) {
                RunsDocument.print(record, session.out());
            } else {
                text.print(record, session.out());
            }
        }
        session.out().flush();
        return ExitCode.OK.number();
    }

    private static DrillReport report(RunRecord run) {
        return DrillReport.of(run)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "run " + run.run() + " is no drill, and only a drill has a report; 'oneha runs show "
                                + run.run() + "' shows what it did"));
    }

    private static <T> T read(Supplier<T> journals, ExitCode otherwise) {
        try {
            return journals.get();
        } catch (JournalException e) {
            throw new CommandException(otherwise, e.getMessage());
        }
    }
}
