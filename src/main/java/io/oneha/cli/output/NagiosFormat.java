package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.base.Text;
import io.oneha.health.Finding;
import io.oneha.health.Overall;
import io.oneha.health.Severity;
import io.oneha.health.Verdict;
import io.oneha.observe.VipView;
import io.oneha.zone.RaftStatus;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One line as the Monitoring Plugins' guidelines have it: {@code ONEHA WORD - TEXT|PERFORMANCE DATA}. The exit code that goes
 * with it is 0 to 3 and nothing else.
 */
public final class NagiosFormat implements ReportFormat {
    /** Findings named in the line; the others are counted. */
    private static final int NAMED = 3;

    @Override
    public void print(Report report, PrintWriter out) {
        out.print("ONEHA " + word(report.verdict().overall()) + " - " + text(summary(report)) + "|"
                + performance(report) + "\n");
    }

    /** The line for a look that could not be taken. */
    public static String unknown(String why) {
        return "ONEHA UNKNOWN - " + text(why);
    }

    private static String word(Overall overall) {
        return overall == Overall.DEGRADED ? "WARNING" : overall.name();
    }

    private static String summary(Report report) {
        Verdict verdict = report.verdict();
        List<Finding> findings = verdict.causes().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
        String basis =
                verdict.basis().isWhole() ? "" : "; rests on " + verdict.basis().words();
        if (findings.isEmpty()) {
            String leader =
                    verdict.leader().map(server -> "leader " + server.name()).orElse("no leader");
            String losses = verdict.faultTolerance().isPresent()
                    ? ", " + verdict.faultTolerance().getAsInt() + " more can be lost"
                    : "";
            return report.zoneName() + ": " + leader + ", " + report.answering() + " of "
                    + report.servers().size() + " servers answer" + losses + basis;
        }
        String named = findings.stream()
                .limit(NAMED)
                .map(finding -> finding.code() + " " + finding.subject() + ": " + finding.reason())
                .collect(Collectors.joining("; "));
        int more = findings.size() - NAMED;
        return report.zoneName() + ": " + named + (more > 0 ? "; and " + more + " more" : "") + "; remedy: "
                + findings.get(0).remedy() + basis;
    }

    /** A bar would start the performance data. */
    private static String text(String text) {
        return Text.clean(text).replace('|', '/');
    }

    private static String performance(Report report) {
        List<String> data = new ArrayList<>();
        int size = report.servers().size();
        data.add("answering=" + report.answering() + ";;;0;" + size);
        report.verdict().faultTolerance().ifPresent(losses -> data.add("fault_tolerance=" + losses + ";;;0"));
        for (Severity severity : List.of(Severity.CRITICAL, Severity.WARNING)) {
            long count = report.verdict().findings().stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
            data.add(severity.word() + "=" + count + ";;;0");
        }
        report.servers().stream()
                .flatMap(row -> row.raft().stream())
                .mapToLong(RaftStatus::term)
                .max()
                .ifPresent(term -> data.add("term=" + term));
        report.servers().stream()
                .flatMap(row -> row.lag().stream())
                .max(BigInteger::compareTo)
                .ifPresent(lag -> data.add("lag=" + lag + ";;;0"));
        report.snapshot()
                .vip()
                .flatMap(VipView::holders)
                .ifPresent(holders -> data.add("vip_holders=" + holders.size() + ";;;0"));
        if (report.overSsh()) {
            long seen = report.servers().stream()
                    .map(ServerRow::host)
                    .filter(host -> host.facts().isPresent() && host.failure().isEmpty())
                    .count();
            data.add("ssh=" + seen + ";;;0;" + size);
        }
        Set<String> named = new HashSet<>();
        for (ServerRow row : report.servers()) {
            row.latencyText().ifPresent(millis -> {
                String label = unique(label("latency_" + row.name()), row, named);
                data.add("'" + label + "'=" + millis + "ms;;;0");
            });
        }
        return String.join(" ", data);
    }

    /** Two servers may have one name: then the id tells them apart, and the place in the line where that is the same too. */
    private static String unique(String label, ServerRow row, Set<String> named) {
        String own = label;
        if (named.contains(own) && row.id().isPresent()) {
            own = label + "_" + row.id().getAsInt();
        }
        for (int i = 2; !named.add(own); i++) {
            own = label + "_" + i;
        }
        return own;
    }

    /** A label may hold anything but what ends it. */
    private static String label(String name) {
        return text(name).replace('\'', '_').replace('=', '_');
    }
}
