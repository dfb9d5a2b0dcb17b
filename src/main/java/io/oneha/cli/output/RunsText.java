package io.oneha.cli.output;

import io.oneha.base.Amounts;
import io.oneha.health.Severity;
import io.oneha.plan.ChangeRequest;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.StepRecord;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Runs of the past, and those that go on, to read. Times are UTC.
 *
 * @param paint colours or none
 * @param ascii whether only ASCII may be sent
 */
public record RunsText(TextColours paint, boolean ascii) {
    /** Prints all runs, a line each. */
    public void print(List<RunRecord> runs, PrintWriter out) {
        if (runs.isEmpty()) {
            out.print("No runs yet.\n");
            return;
        }
        Table table = new Table(false);
        table.add(Stream.of("RUN", "STATE", "STEPS", "LAST EVENT", "FOR", "ZONE", "LEADER", "BY", "INVENTORY")
                .map(title -> new Table.Cell(title, paint::bold))
                .toList());
        runs.forEach(run -> table.add(List.of(
                Table.Cell.of(run.run()),
                new Table.Cell(run.state().word(), paintOf(run.state())),
                Table.Cell.of(run.done() + "/" + run.steps().size()),
                Table.Cell.of(time(run.last())),
                Table.Cell.of(run.intent()),
                Table.Cell.of(run.zone()),
                Table.Cell.of(run.leader()),
                Table.Cell.of(run.origin().user() + "@" + run.origin().host()),
                Table.Cell.of(run.origin().inventory()))));
        table.lines().forEach(line -> out.print(line + "\n"));
    }

    /** Prints one run with all its steps. */
    public void print(RunRecord run, PrintWriter out) {
        out.print(paint.bold("RUN " + run.run()) + "  "
                + paintOf(run.state()).apply(run.state().word()) + ", " + run.done() + " of "
                + run.steps().size() + " steps done\n\n");
        field("began", time(run.began()) + ", last event " + time(run.last()), out);
        field("plan", run.intent() + ": zone " + run.zone() + ", " + run.leader() + " led", out);
        run.replanned()
                .forEach(anew -> field("again", time(anew.at()) + " " + anew.words() + " (" + anew.why() + ")", out));
        field("seen", "fingerprint " + run.fingerprint(), out);
        field("asked", asked(run.origin().request()), out);
        field("inventory", run.origin().inventory(), out);
        field(
                "by",
                run.origin().user() + " on " + run.origin().host() + ", process "
                        + run.origin().pid() + ", oneha " + run.origin().version(),
                out);
        out.print("\n");
        Map<String, String> hosts = new LinkedHashMap<>();
        run.steps().forEach(step -> hosts.put(step.id(), step.host()));
        StepLabels labels = new StepLabels(hosts);
        run.steps().forEach(step -> print(step, labels, out));
        run.failure().ifPresent(failure -> print(failure, out));
        if (run.state().isResumable()) {
            out.print("\nWhat is done stays done. To continue: oneha apply --resume " + run.run() + "\n");
        }
    }

    private void field(String name, String value, PrintWriter out) {
        out.print(paint.dim((name + "          ").substring(0, 11)) + value + "\n");
    }

    private static String asked(ChangeRequest request) {
        return request.intent().words() + (request.adopt() ? ", adopt" : "") + (request.evenSize() ? ", even" : "");
    }

    private void print(StepRecord step, StepLabels labels, PrintWriter out) {
        out.print(labels.of(step.id()) + "  " + step.title() + (ascii ? " ... " : " … ") + outcome(step) + "\n");
        step.lines().forEach(line -> out.print(labels.indent() + paint.dim(line) + "\n"));
        if (step.copied() > 0) {
            out.print(labels.indent() + Amounts.bytes(step.copied()) + " copied, as last told\n");
        }
        step.measures()
                .forEach(measure ->
                        out.print(labels.indent() + measure.what() + " " + Amounts.took(measure.took()) + "\n"));
    }

    private String outcome(StepRecord step) {
        String time = Amounts.took(step.elapsed().orElse(Duration.ZERO));
        return switch (step.state()) {
            case PENDING -> paint.dim("not begun");
            case RUNNING -> "running, for " + time + " so far";
            case DONE -> "done in " + time;
            case SKIPPED -> paint.dim("done already");
            case FAILED -> paint.severity(Severity.CRITICAL, "failed") + " after " + time;
            case INTERRUPTED -> paint.severity(Severity.WARNING, "interrupted") + " after " + time + " or later";
        };
    }

    private void print(RunRecord.Failure failure, PrintWriter out) {
        out.print("\n" + paint.dim("reason     ") + failure.reason() + "\n");
        if (!failure.remedy().isEmpty()) {
            out.print(paint.dim("remedy     ") + failure.remedy() + "\n");
        }
    }

    private UnaryOperator<String> paintOf(RunRecord.State state) {
        return switch (state) {
            case RUNNING -> paint::bold;
            case DONE -> UnaryOperator.identity();
            case FAILED -> text -> paint.severity(Severity.CRITICAL, text);
            case STOPPED, INTERRUPTED -> text -> paint.severity(Severity.WARNING, text);
        };
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
