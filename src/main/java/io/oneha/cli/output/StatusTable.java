package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.base.Text;
import io.oneha.health.Finding;
import io.oneha.health.Severity;
import io.oneha.health.Verdict;
import io.oneha.observe.Via;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The table that users of {@code onezone show} know, same columns in the same order, with lag and latency; beneath it why
 * servers gave no answer, the verdict and the findings in short. Numbers stand in full where {@code onezone} cuts them at
 * ten characters. Where SSH is used, who holds the virtual address and how SSH fares stand at the end.
 *
 * @param paint colours or none
 */
public record StatusTable(TextColours paint) implements ReportFormat {
    private static final List<String> HEADER =
            List.of("ID", "NAME", "STATE", "TERM", "INDEX", "COMMIT", "VOTE", "FED_INDEX", "LAG", "LATENCY");

    private static final List<String> SSH_HEADER = List.of("VIP", "SSH");

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
            Table table = new Table(true).add(header(report));
            report.servers().forEach(row -> table.add(cells(report, row)));
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
            lines.addAll(findings(report.verdict()));
        }
        return lines;
    }

    private List<Table.Cell> header(Report report) {
        return Stream.concat(HEADER.stream(), report.overSsh() ? SSH_HEADER.stream() : Stream.empty())
                .map(name -> new Table.Cell(name, paint::bold))
                .toList();
    }

    private List<Table.Cell> cells(Report report, ServerRow row) {
        String way = row.via() == Via.SSH ? " by ssh" : "";
        List<Table.Cell> cells = new ArrayList<>(List.of(
                Table.Cell.of(row.id().isPresent() ? String.valueOf(row.id().getAsInt()) : NONE),
                Table.Cell.of(row.name()),
                row.waits()
                        ? new Table.Cell("to join", paint::dim)
                        : new Table.Cell(row.state(), text -> state(report, row, text)),
                new Table.Cell(
                        number(row, RaftStatus::term).text(),
                        text -> row.raft()
                                        .filter(raft -> raft.term() == RaftStatus.WRAPPED_TERM)
                                        .isPresent()
                                ? paint.severity(Severity.CRITICAL, text)
                                : text),
                number(row, RaftStatus::logIndex),
                number(row, RaftStatus::commit),
                number(row, RaftStatus::votedFor),
                number(row, RaftStatus::fedIndex),
                Table.Cell.of(row.lag().map(BigInteger::toString).orElse(NONE)),
                Table.Cell.of(
                        row.latencyText().map(millis -> millis + " ms" + way).orElse(NONE))));
        if (report.overSsh()) {
            cells.add(Table.Cell.of(
                    report.holdsVip(row).map(holds -> holds ? "yes" : NONE).orElse("?")));
            HostWords.Word word = HostWords.of(row.host(), report.snapshot().observedAt());
            cells.add(new Table.Cell(word.text(), text -> word.severity()
                    .map(how -> paint.severity(how, text))
                    .orElse(text)));
        }
        return cells;
    }

    /** Who says it leads and does not is no good news. */
    private String state(Report report, ServerRow row, String text) {
        boolean pretends =
                row.raft().filter(raft -> raft.state() == ServerState.LEADER).isPresent()
                        && report.verdict()
                                .leader()
                                .filter(leader -> row.inPool() && row.id().orElse(-1) == leader.id())
                                .isEmpty();
        return pretends ? paint.severity(Severity.CRITICAL, text) : paint.state(row.state(), text);
    }

    private static Table.Cell number(ServerRow row, Function<RaftStatus, Object> value) {
        return Table.Cell.of(row.raft().map(value).map(String::valueOf).orElse(NONE));
    }

    private static List<String> errors(Report report) {
        Table table = new Table(false);
        for (ServerRow row : report.servers()) {
            Stream.of(HostWords.error(row), HostWords.complaint(row))
                    .flatMap(Optional::stream)
                    .forEach(text -> table.add(row.name() + ":", text));
        }
        return table.lines();
    }

    private List<String> findings(Verdict verdict) {
        Table table = new Table(false);
        for (Finding finding : verdict.findings()) {
            table.add(List.of(
                    new Table.Cell(finding.severity().word(), text -> paint.severity(finding.severity(), text)),
                    Table.Cell.of(
                            "  ".repeat(verdict.depth(finding)) + finding.code().name()),
                    Table.Cell.of(Text.clean(finding.subject())),
                    Table.Cell.of(Text.clean(finding.reason()))));
        }
        return table.lines();
    }
}
