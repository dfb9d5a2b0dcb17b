package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.base.Text;
import io.oneha.health.Finding;
import io.oneha.health.Severity;
import io.oneha.zone.RaftStatus;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Prometheus' text format 0.0.4, for node_exporter's textfile collector. Names, labels and help texts are in the style of
 * OpenNebula's own exporter ({@code opennebula_..._state}, {@code one_..._id}, states as numbers explained in the help). What
 * is not known is left out rather than sent as a number.
 */
public final class PrometheusFormat implements ReportFormat {
    /** Decimal places from milliseconds to seconds. */
    private static final int MILLI = 3;

    @Override
    public void print(Report report, PrintWriter out) {
        Map<String, String> zone = zoneLabels(report);
        zoneMetrics(report, zone, out);
        PrometheusFamily up = new PrometheusFamily(out, "zone_server_up", "Zone server answers 0:no 1:yes");
        for (ServerRow row : report.servers()) {
            up.sample(serverLabels(zone, row), row.raft().isPresent() ? 1 : 0);
        }
        servers(report, out, "raft_state", "Raft state 0:solo 1:candidate 2:follower 3:leader", raft -> raft.state()
                .ordinal());
        servers(report, out, "raft_term", "Raft term", RaftStatus::term);
        servers(report, out, "raft_log_index", "Last record of the raft log", RaftStatus::logIndex);
        servers(report, out, "raft_commit_index", "Last committed record of the raft log", RaftStatus::commit);
        servers(report, out, "raft_voted_for", "Server it voted for in this term, -1 for none", RaftStatus::votedFor);
        servers(report, out, "federation_log_index", "Last record of the federation log", RaftStatus::fedIndex);
        PrometheusFamily lag = new PrometheusFamily(out, "zone_server_lag_records", "Records behind the leader");
        report.servers().forEach(row -> row.lag().ifPresent(records -> lag.sample(serverLabels(zone, row), records)));
        PrometheusFamily latency =
                new PrometheusFamily(out, "zone_server_latency_seconds", "Time to the answer of zone.raftstatus");
        report.servers().forEach(row -> row.latency()
                .ifPresent(millis -> latency.sample(
                        serverLabels(zone, row), BigDecimal.valueOf(millis).movePointLeft(MILLI))));
        new PrometheusHosts(report, out, row -> serverLabels(zone, row)).print();
    }

    private static void zoneMetrics(Report report, Map<String, String> zone, PrintWriter out) {
        report.snapshot().zone().value().ifPresent(known -> new PrometheusFamily(
                        out, "zone_state", "Zone state 0:enabled 1:disabled")
                .sample(zone, known.state().ordinal()));
        new PrometheusFamily(out, "zone_verdict", "Verdict on the zone 0:ok 1:degraded 2:critical 3:unknown")
                .sample(zone, report.verdict().overall().ordinal());
        new PrometheusFamily(out, "zone_servers", "Servers of the zone")
                .sample(zone, report.snapshot().pool().size());
        new PrometheusFamily(out, "zone_hosts_checked", "Hosts that the verdict rests on, by SSH; 0 is raft only")
                .sample(
                        zone,
                        report.verdict().basis().hosts().size()
                                + report.verdict().basis().limited().size());
        report.verdict().faultTolerance().ifPresent(losses -> new PrometheusFamily(
                        out, "zone_fault_tolerance", "Servers that the zone can still lose")
                .sample(zone, losses));
        PrometheusFamily counts = new PrometheusFamily(out, "zone_findings", "Findings by severity");
        for (Severity severity : Severity.values()) {
            long count = report.verdict().findings().stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
            counts.sample(with(zone, "severity", severity.word()), count);
        }
        PrometheusFamily each =
                new PrometheusFamily(out, "zone_finding", "A finding of oneha check, 1 while it is there");
        for (Finding finding : report.verdict().findings()) {
            Map<String, String> labels = with(zone, "code", finding.code().name());
            labels.put("severity", finding.severity().word());
            labels.put("subject", Text.clean(finding.subject()));
            labels.put(
                    "cause",
                    finding.cause()
                            .map(cause -> cause.code() + " " + Text.clean(cause.subject()))
                            .orElse(""));
            each.sample(labels, 1);
        }
    }

    private static void servers(
            Report report, PrintWriter out, String name, String help, Function<RaftStatus, Number> value) {
        PrometheusFamily family = new PrometheusFamily(out, "zone_server_" + name, help);
        for (ServerRow row : report.servers()) {
            row.raft().map(value).ifPresent(number -> family.sample(serverLabels(zoneLabels(report), row), number));
        }
    }

    private static Map<String, String> zoneLabels(Report report) {
        Map<String, String> labels = new LinkedHashMap<>();
        report.snapshot().zone().value().ifPresent(zone -> labels.put("one_zone_id", String.valueOf(zone.id())));
        labels.put("one_zone_name", report.zoneName());
        return labels;
    }

    private static Map<String, String> serverLabels(Map<String, String> zone, ServerRow row) {
        Map<String, String> labels = new LinkedHashMap<>(zone);
        row.id().ifPresent(id -> labels.put("one_server_id", String.valueOf(id)));
        labels.put("one_server_name", row.name());
        labels.put("one_server_endpoint", row.endpoint());
        return labels;
    }

    private static Map<String, String> with(Map<String, String> labels, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        more.put(name, value);
        return more;
    }
}
