package io.oneha.cli.output;

import io.oneha.health.Finding;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Text;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The table that users of {@code onezone show} know, same columns in the same order, with lag and latency; beneath it why
 * servers gave no answer, the verdict and the findings in short. Numbers stand in full where {@code onezone} cuts them at
 * ten characters.
 *
 * @param paint colours or none
 */
public record StatusTable(Paint paint) implements ReportFormat {
    private static final List<String> HEADER =
            List.of("ID", "NAME", "STATE", "TERM", "INDEX", "COMMIT", "VOTE", "FED_INDEX", "LAG", "LATENCY");

    private static final String NONE = "-";

    @Override
    public void print(Report report, PrintWriter out) {
        lines(report).forEach(line -> out.print(line + "\n"));
    }

    /** The lines, without line ends. */
    public List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(Headline.zone(report, paint));
        lines.add("");
        if (!report.servers().isEmpty()) {
            Table table = new Table(true).add(header());
            report.servers().forEach(row -> table.add(cells(row)));
            lines.addAll(table.lines());
            lines.add("");
            List<String> errors = errors(report);
            if (!errors.isEmpty()) {
                lines.addAll(errors);
                lines.add("");
            }
        }
        lines.addAll(Headline.verdict(report, paint));
        if (!report.verdict().findings().isEmpty()) {
            lines.add("");
            lines.addAll(findings(report.verdict().findings()));
        }
        return lines;
    }

    private List<Table.Cell> header() {
        return HEADER.stream().map(name -> new Table.Cell(name, paint::bold)).toList();
    }

    private List<Table.Cell> cells(ServerRow row) {
        return List.of(
                Table.Cell.of(row.id().isPresent() ? String.valueOf(row.id().getAsInt()) : NONE),
                Table.Cell.of(row.name()),
                new Table.Cell(row.state(), text -> paint.state(row.state(), text)),
                number(row, RaftStatus::term),
                number(row, RaftStatus::logIndex),
                number(row, RaftStatus::commit),
                number(row, RaftStatus::votedFor),
                number(row, RaftStatus::fedIndex),
                Table.Cell.of(row.lag().map(BigInteger::toString).orElse(NONE)),
                Table.Cell.of(row.latencyText().map(millis -> millis + " ms").orElse(NONE)));
    }

    private static Table.Cell number(ServerRow row, Function<RaftStatus, Object> value) {
        return Table.Cell.of(row.raft().map(value).map(String::valueOf).orElse(NONE));
    }

    private static List<String> errors(Report report) {
        Table table = new Table(false);
        for (ServerRow row : report.servers()) {
            row.error().ifPresent(error -> table.add(List.of(Table.Cell.of(row.name() + ":"), Table.Cell.of(error))));
        }
        return table.lines();
    }

    private List<String> findings(List<Finding> findings) {
        Table table = new Table(false);
        for (Finding finding : findings) {
            table.add(List.of(
                    new Table.Cell(finding.severity().word(), text -> paint.severity(finding.severity(), text)),
                    Table.Cell.of(finding.code().name()),
                    Table.Cell.of(Text.clean(finding.subject())),
                    Table.Cell.of(Text.clean(finding.reason()))));
        }
        return table.lines();
    }
}
