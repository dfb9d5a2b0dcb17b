package io.oneha.cli.output;

import io.oneha.app.change.DrillCheck;
import io.oneha.app.change.DrillCost;
import io.oneha.app.change.DrillReport;
import io.oneha.base.Amounts;
import io.oneha.run.RunSight;
import io.oneha.run.journal.RunOrigin;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A drill's report as tables, which text and Markdown have in common. Times are UTC. */
final class DrillSections {
    private static final String HOW = "How it was measured";

    /**
     * A table.
     *
     * @param title its heading
     * @param rows its rows, the first of them the columns' names
     */
    record Section(String title, List<List<String>> rows) {
        /** Whether the last cell of a row is a sentence, which text has beneath it. */
        boolean hasLinesBeneath() {
            return rows.get(0).get(rows.get(0).size() - 1).equals(HOW);
        }
    }

    private final DrillReport report;
    private final RunRecord run;

    private DrillSections(DrillReport report) {
        this.report = report;
        this.run = report.run();
    }

    /** What stands above all of them. */
    static String title(DrillReport report) {
        return (report.passing() ? "Demo: drill of" : "Drill of") + " a switchover: "
                + report.result().words();
    }

    static List<Section> of(DrillReport report) {
        DrillSections made = new DrillSections(report);
        return List.of(made.facts(), made.checks(), made.costs(), made.servers(), made.findings(), made.timeLine());
    }

    /** What stands below them. */
    static String ending(DrillReport report) {
        return "At the end, " + (report.to().isEmpty() ? "no single leader was seen." : report.to() + " led.");
    }

    /** What can be done then: each command behind what it is for. */
    static Map<String, String> commands(DrillReport report) {
        Map<String, String> commands = new LinkedHashMap<>();
        report.finishes().ifPresent(command -> commands.put("To finish it, run:", command));
        report.handsBack().ifPresent(command -> commands.put("To hand back to " + report.from() + ", run:", command));
        return commands;
    }

    private Section facts() {
        RunOrigin by = run.origin();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Fact", "Value"));
        rows.add(List.of("result", report.result().words()));
        rows.add(List.of("zone", run.zone()));
        rows.add(List.of(
                "exercise",
                by.request().heir() + " leads instead of "
                        + (report.from().isEmpty() ? "one that is not known" : report.from()) + ", " + report.way()));
        rows.add(List.of("began", time(run.began())));
        rows.add(List.of(
                "last event", time(run.last()) + ", after " + Amounts.took(Duration.between(run.began(), run.last()))));
        rows.add(List.of("by", by.user() + " on " + by.host() + ", process " + by.pid()));
        rows.add(List.of("program", by.version()));
        rows.add(List.of("OpenNebula", report.oneVersion().isEmpty() ? "not known" : report.oneVersion()));
        rows.add(List.of("inventory", by.inventory()));
        rows.add(List.of("run", run.run() + ", " + run.state().word()));
        rows.add(List.of("plan's fingerprint", run.fingerprint()));
        run.junctures()
                .forEach(one -> rows.add(
                        List.of(one.what(), time(one.at()) + (one.text().isEmpty() ? "" : " " + one.text()))));
        run.replanned()
                .forEach(anew -> rows.add(
                        List.of("planned again", time(anew.at()) + " " + anew.words() + " (" + anew.why() + ")")));
        return new Section("Drill", rows);
    }

    private Section checks() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Must be so", "Is so", "Seen"));
        for (DrillCheck check : report.checks()) {
            rows.add(List.of(check.what(), check.holds() ? "yes" : "no", check.seen()));
        }
        return new Section("Result", rows);
    }

    private Section costs() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Cost", "For", "Looks apart, answers not counted", HOW));
        for (DrillCost cost : report.costs()) {
            rows.add(List.of(
                    cost.what().words(),
                    cost.took()
                            .map(took ->
                                    cost.atLeast() ? "at least " + Amounts.took(took) : took(took, cost.resolution()))
                            .orElse("not measured"),
                    Amounts.took(cost.resolution()),
                    cost.how()));
        }
        return new Section("Costs", rows);
    }

    private static String took(Duration took, Duration resolution) {
        return took.compareTo(resolution) < 0 ? "less than " + Amounts.took(resolution) : Amounts.took(took);
    }

    private Section servers() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("When", "Server", "State", "Term", "Index", "Commit", "Virtual address"));
        report.before().ifPresent(look -> servers("before", look.sight(), rows));
        report.after().ifPresent(look -> servers("after", look.sight(), rows));
        return new Section("Servers", rows);
    }

    private static void servers(String when, RunSight sight, List<List<String>> rows) {
        for (RunSight.Server server : sight.servers()) {
            rows.add(List.of(
                    when,
                    server.name(),
                    server.state(),
                    number(server.term()),
                    number(server.index()),
                    number(server.commit()),
                    server.vip().map(has -> has ? sight.vip() : "-").orElse("?")));
        }
    }

    private static String number(long value) {
        return value == RunSight.UNKNOWN ? "?" : Long.toString(value);
    }

    private Section findings() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("When", "Seen at", "Verdict", "Finding", "Severity", "About"));
        findings("before", report.before(), rows);
        findings("after", report.after(), rows);
        return new Section("Verdict and findings", rows);
    }

    private static void findings(String when, Optional<RunRecord.Looked> look, List<List<String>> rows) {
        String at = look.map(seen -> time(seen.at())).orElse("not looked at");
        String verdict = DrillReport.overall(look).name();
        List<RunSight.Found> found = look.map(seen -> seen.sight().findings()).orElse(List.of());
        if (found.isEmpty()) {
            rows.add(List.of(when, at, verdict, look.isPresent() ? "none" : "?", "", ""));
        }
        found.forEach(one -> rows.add(List.of(when, at, verdict, one.code(), one.severity(), one.subject())));
    }

    private Section timeLine() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Began", "Server", "Step", "State", "For"));
        for (StepRecord step : run.steps()) {
            rows.add(List.of(
                    step.began().map(DrillSections::time).orElse("-"),
                    step.host(),
                    step.title(),
                    step.state() == StepRecord.State.SKIPPED
                            ? "done already"
                            : step.state().word(),
                    step.elapsed().map(Amounts::took).orElse("-")));
        }
        return new Section("Time line", rows);
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
