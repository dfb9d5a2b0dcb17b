package io.oneha.cli;

import io.oneha.app.change.DrillReport;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.cli.apply.ApplyRequest;
import io.oneha.cli.apply.ApplyRun;
import io.oneha.cli.apply.DrillPrinter;
import io.oneha.cli.apply.ReportFile;
import io.oneha.cli.output.DrillFormat;
import io.oneha.plan.ChangeRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code oneha drill}. */
@Command(
        name = "drill",
        description =
                "Switch over as an exercise, and report on it: who led before and after, what it cost, whether it passed.",
        footer = {
            "",
            "The switchover is a real one on the zone in use: nobody can write for about 3 s, and the other server leads",
            "afterwards. The exit code is 2 where the drill is done and not passed; 'oneha runs report RUN' prints its report",
            "again. With -o json or markdown the report alone is on standard output, and the run is told on standard error."
        })
public final class DrillCommand extends ConfirmedCommand {
    @Option(
            names = "--to",
            paramLabel = "SERVER",
            description = "The server that is to lead; without it oneha chooses one.")
    String to;

    @Option(
            names = "--no-config-change",
            description =
                    "Change no configuration, in a zone of three servers: nobody can write for about 6 s instead of 3 s.")
    boolean noConfigChange;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write the report to a new file too: JSON if its name ends in .json, text if in .txt, else Markdown.")
    Path report;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}, of the report; with --plan text or json, of the plan.")
    DrillFormat output;

    @Override
    public Integer call() {
        ChangeRequest wanted = ChangeRequest.drill(Optional.ofNullable(to), noConfigChange);
        Session session = session();
        if (planOnly) {
            return preview(session, wanted);
        }
        if (report == null) {
            return drills(session, wanted, Optional.empty());
        }
        try (ReportFile file = ReportFile.made(report)) {
            return drills(session, wanted, Optional.of(file));
        }
    }

    private int drills(Session session, ChangeRequest wanted, Optional<ReportFile> file) {
        boolean people = output == DrillFormat.TEXT;
        Consumer<DrillReport> printer = new DrillPrinter(session, output);
        Consumer<DrillReport> printed = file.map(printer::andThen).orElse(printer);
        // Standard output is the report's alone.
        Session told = people
                ? session
                : new Session(
                        session.surroundings().onStandardError(),
                        session.given(),
                        session.narrator().err(),
                        session.narrator());
        ApplyRequest request =
                new ApplyRequest(wanted, yes, Optional.empty(), Optional.empty(), false, Optional.of(printed));
        return new ApplyRun(told, request, top.version()).run();
    }

    private int preview(Session session, ChangeRequest wanted) {
        if (report != null || output == DrillFormat.MARKDOWN) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--plan shows a plan, as text or JSON: there is no report of it to write or to print");
        }
        return new ChangePreview(session, output == DrillFormat.JSON ? PlanOutput.JSON : PlanOutput.TEXT).show(wanted);
    }
}
