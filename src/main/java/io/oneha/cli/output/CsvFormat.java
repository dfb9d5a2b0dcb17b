package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.zone.RaftStatus;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
        String observedAt =
                report.snapshot().observedAt().truncatedTo(ChronoUnit.MILLIS).toString();
        for (ServerRow row : report.servers()) {
            out.print(List.of(
                                    observedAt,
                                    row.id().isPresent()
                                            ? String.valueOf(row.id().getAsInt())
                                            : "",
                                    row.name(),
                                    row.endpoint(),
                                    row.state(),
                                    number(row, RaftStatus::term),
                                    number(row, RaftStatus::logIndex),
                                    number(row, RaftStatus::commit),
                                    number(row, RaftStatus::votedFor),
                                    number(row, RaftStatus::fedIndex),
                                    row.lag().map(BigInteger::toString).orElse(""),
                                    row.latencyText().orElse(""),
                                    row.error().orElse(""),
                                    report.holdsVip(row)
                                            .map(holds -> holds ? "yes" : "no")
                                            .orElse(""),
                                    row.host().asked()
                                            ? HostWords.of(
                                                            row.host(),
                                                            report.snapshot().observedAt())
                                                    .text()
                                            : "")
                            .stream()
                            .map(CsvFormat::harmless)
                            .map(CsvFormat::quoted)
                            .collect(Collectors.joining(","))
                    + "\r\n");
        }
    }

    private static String number(ServerRow row, Function<RaftStatus, Object> value) {
        return row.raft().map(value).map(String::valueOf).orElse("");
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
