package io.oneha.cli.apply;

import io.oneha.app.change.DrillReport;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.cli.output.DrillFormat;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.Intent;
import io.oneha.run.journal.RunRecord;
import java.util.Optional;

/** What a run has at its end where it is a drill: its report, and an exit code that says whether it passed. */
record DrillEnd(Session session, ApplyRequest request) {
    /** A drill that does nothing has shown nothing. */
    static void requireSteps(ChangeRequest wanted, Decision.NothingToDo nothing) {
        if (wanted.intent() == Intent.DRILL) {
            throw new CommandException(
                    ExitCode.REFUSED, "Nothing was drilled: " + nothing.why() + ". Name another server with --to");
        }
    }

    /**
     * Reports, however the run ended.
     *
     * @param code that of the run
     * @return the same, but where the run is done, and the drill is not passed or its report is not written
     */
    int code(Optional<RunRecord> run, int code) {
        Optional<DrillReport> report = run.flatMap(DrillReport::of);
        boolean written = true;
        if (!request.json()) {
            session.out().print("\n");
            session.out().flush();
            written = reports(report);
        }
        boolean passed = report.filter(DrillReport::isPassed).isPresent();
        return code == ExitCode.OK.number() && !(passed && written) ? ExitCode.CRITICAL.number() : code;
    }

    private boolean reports(Optional<DrillReport> report) {
        try {
            report.ifPresent(request.reported().orElseGet(() -> new DrillPrinter(session, DrillFormat.TEXT)));
            return true;
        } catch (CommandException e) {
            session.narrator().warn(e.getMessage());
            return false;
        }
    }
}
