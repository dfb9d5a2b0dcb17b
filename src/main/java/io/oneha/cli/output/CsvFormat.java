package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.zone.RaftStatus;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** RFC 4180: a header, then a row a server. A watch prints the header once. */
public final class CsvFormat implements ReportFormat {
    private static final String HEADER =
            "observed_at,id,name,endpoint,state,term,index,commit,vote,fed_index,lag,latency_ms,error,vip,ssh";

    private static final String FORMULA = "=+-@\t\r";
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.][0-9]+)?");

    private boolean headerPrinted;

    @Override
    public void print(Report report, PrintWriter out) {
        if (!headerPrinted) {
            out.print(HEADER + "\r\n");
            headerPrinted = true;
        }
        for (ServerRow row : report.servers()) {
            out.print(cells(report, row)
                            .map(CsvFormat::harmless)
                            .map(CsvFormat::quoted)
                            .collect(Collectors.joining(","))
                    + "\r\n");
        }
    }

    private static Stream<String> cells(Report report, ServerRow row) {
        Instant at = report.snapshot().observedAt();
        return Stream.of(
                Document.time(at),
                row.id().isPresent() ? String.valueOf(row.id().getAsInt()) : "",
                row.name(),
                row.endpoint(),
                row.state(),
                text(row.raft().map(RaftStatus::term)),
                text(row.raft().map(RaftStatus::logIndex)),
                text(row.raft().map(RaftStatus::commit)),
                text(row.raft().map(RaftStatus::votedFor)),
                text(row.raft().map(RaftStatus::fedIndex)),
                text(row.lag()),
                text(row.latencyText()),
                text(row.error()),
                text(report.holdsVip(row).map(holds -> holds ? "yes" : "no")),
                row.host().asked() ? HostWords.of(row.host(), at).text() : "");
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    /**
     * A spreadsheet computes what begins like a formula, and a formula may run programs: an apostrophe makes it text (OWASP, "CSV
     * Injection"). Numbers stay numbers.
     */
    static String harmless(String field) {
        boolean formula = !field.isEmpty() && FORMULA.indexOf(field.charAt(0)) >= 0;
        return formula && !NUMBER.matcher(field).matches() ? "'" + field : field;
    }

    private static String quoted(String field) {
        boolean plain = field.indexOf(',') < 0
                && field.indexOf('"') < 0
                && field.strip().equals(field);
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
