package io.oneha.app.change;

import io.oneha.base.HostName;
import io.oneha.health.Overall;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Intent;
import io.oneha.run.RunSight;
import io.oneha.run.journal.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a drill has shown, from its journal alone. Pure; its texts are fit for a terminal.
 *
 * @param run the run
 * @param result what came of it
 * @param checks what had to be so for it to be passed
 * @param before how the zone was before anything was changed; empty where that was not looked at
 * @param after how it was at the end; empty where the run has none, or that was not looked at
 * @param costs what it cost the zone
 * @param passing whether the zone ends with this process, so that no command serves it later
 */
public record DrillReport(
        RunRecord run,
        Result result,
        List<DrillCheck> checks,
        Optional<RunRecord.Looked> before,
        Optional<RunRecord.Looked> after,
        List<DrillCost> costs,
        boolean passing) {

    /** What came of a drill. */
    public enum Result {
        PASSED("passed"),
        FAILED("not passed"),
        /** It is under way, was stopped between two steps, or its process was killed. */
        UNFINISHED("unfinished, not passed");

        private final String words;

        Result(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** The report of a run; empty of one that is no drill. */
    public static Optional<DrillReport> of(RunRecord run) {
        return run.origin().request().intent() == Intent.DRILL ? Optional.of(made(run)) : Optional.empty();
    }

    private static DrillReport made(RunRecord run) {
        Optional<RunRecord.Looked> before =
                run.looks().stream().filter(look -> !look.sight().ends()).findFirst();
        Optional<RunRecord.Looked> after = run.looks().stream()
                .reduce((first, last) -> last)
                .filter(look -> look.sight().ends());
        List<DrillCheck> checks = DrillCheck.of(run, sight(before), sight(after));
        return new DrillReport(run, result(run, checks), checks, before, after, DrillCost.of(run), false);
    }

    private static RunSight sight(Optional<RunRecord.Looked> look) {
        return look.map(RunRecord.Looked::sight).orElseGet(() -> RunSight.none(false));
    }

    private static Result result(RunRecord run, List<DrillCheck> checks) {
        return switch (run.state()) {
            case RUNNING, STOPPED, INTERRUPTED -> Result.UNFINISHED;
            case FAILED -> Result.FAILED;
            case DONE -> checks.stream().allMatch(DrillCheck::holds) ? Result.PASSED : Result.FAILED;
        };
    }

    public boolean isPassed() {
        return result == Result.PASSED;
    }

    /** Who led before; empty where that is not known. */
    public String from() {
        return DrillCheck.leader(sight(before)).map(RunSight.Server::name).orElse(run.firstLeader());
    }

    /** Who leads at the end; empty where that is not known. */
    public String to() {
        return DrillCheck.leader(sight(after)).map(RunSight.Server::name).orElse("");
    }

    /** OpenNebula's version; empty where that is not known. */
    public String oneVersion() {
        return Stream.concat(before.stream(), after.stream())
                .map(look -> look.sight().version())
                .filter(version -> !version.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The verdict at one of its ends. */
    public static Overall overall(Optional<RunRecord.Looked> look) {
        return sight(look).overall();
    }

    /** How the leader was changed, in a few words. */
    public String way() {
        return run.origin().request().changesNoConfiguration()
                ? "without a change of configuration"
                : "with a shorter election time-out of the next leader";
    }

    /** The same of a zone that ends with this process. */
    public DrillReport ofAPassingZone() {
        return new DrillReport(run, result, checks, before, after, costs, true);
    }

    /** The command that does the rest; empty where there is none, or nobody can. */
    public Optional<String> finishes() {
        return Optional.of("oneha apply --resume " + run.run())
                .filter(command -> run.state().isResumable() && !passing);
    }

    /** The command that makes the one lead again that led before; empty where it leads, or a name in it is no host's. */
    public Optional<String> handsBack() {
        ChangeRequest request = run.origin().request();
        String from = from();
        return Optional.of("oneha switchover --to " + from
                        + (request.changesNoConfiguration() ? " --no-config-change" : ""))
                .filter(command -> !passing && HostName.isValid(from) && !to().isEmpty() && !to().equals(from));
    }
}
