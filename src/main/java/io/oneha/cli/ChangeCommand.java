package io.oneha.cli;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.cli.apply.ApplyRequest;
import io.oneha.cli.apply.ApplyRun;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Intent;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A command that changes a zone. */
abstract class ChangeCommand extends ConfirmedCommand {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}; json has one event a line, and a plan on one line.")
    PlanOutput output;

    /**
     * Plans, asks and carries out.
     *
     * @param saved a plan that was saved: only if it is still true
     * @param resume the run that goes on
     * @return the exit code
     */
    int apply(Intent intent, boolean adopt, Optional<Path> saved, Optional<String> resume) {
        return apply(new ChangeRequest(intent, adopt, yes), saved, resume);
    }

    /** The same for a request that is about servers of the zone. */
    int apply(ChangeRequest wanted) {
        return apply(wanted, Optional.empty(), Optional.empty());
    }

    private int apply(ChangeRequest wanted, Optional<Path> saved, Optional<String> resume) {
        if (planOnly && (saved.isPresent() || resume.isPresent())) {
            throw new CommandException(
                    ExitCode.USAGE, "--plan shows a plan made now: it takes no saved plan, and no run to resume");
        }
        if (planOnly) {
            return new ChangePreview(session(), output).show(wanted);
        }
        ApplyRequest request =
                new ApplyRequest(wanted, yes, saved, resume, output == PlanOutput.JSON, Optional.empty());
        return new ApplyRun(session(), request, top.version()).run();
    }
}
