package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.base.Text;
import io.oneha.health.Basis;
import io.oneha.health.Finding;
import io.oneha.health.Severity;
import io.oneha.health.Verdict;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prometheus' text format 0.0.4, for node_exporter's textfile collector. Names, labels and help texts are in the style of
 * OpenNebula's own exporter ({@code opennebula_..._state}, {@code one_..._id}, states as numbers explained in the help). What
 * is not known is left out rather than sent as a number.
 */
public final class PrometheusFormat implements ReportFormat {
    @Override
    public void print(Report report, PrintWriter out) {
        Verdict verdict = report.verdict();
        Basis basis = verdict.basis();
        Map<String, String> labels = new LinkedHashMap<>();
        report.snapshot().zone().value().ifPresent(zone -> labels.put("one_zone_id", String.valueOf(zone.id())));
        labels.put("one_zone_name", report.zoneName());
        report.snapshot().zone().value().ifPresent(zone -> family(out, "zone_state", "Zone state 0:enabled 1:disabled")
                .sample(labels, zone.state().ordinal()));
        family(out, "zone_verdict", "Verdict on the zone 0:ok 1:degraded 2:critical 3:unknown")
                .sample(labels, verdict.overall().ordinal());
        family(out, "zone_servers", "Servers of the zone")
                .sample(labels, report.snapshot().pool().size());
        family(out, "zone_hosts_checked", "Hosts that the verdict rests on, by SSH; 0 is raft only")
                .sample(labels, basis.hosts().size() + basis.limited().size());
        verdict.faultTolerance()
                .ifPresent(losses -> family(out, "zone_fault_tolerance", "Servers that the zone can still lose")
                        .sample(labels, losses));
        PrometheusFamily counts = family(out, "zone_findings", "Findings by severity");
        for (Severity severity : Severity.values()) {
            long count = verdict.findings().stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
            counts.sample(labels, count, "severity", severity.word());
        }
        PrometheusFamily each = family(out, "zone_finding", "A finding of oneha check, 1 while it is there");
        for (Finding finding : verdict.findings()) {
            String cause = finding.cause()
                    .map(of -> of.code() + " " + Text.clean(of.subject()))
                    .orElse("");
            String code = finding.code().name();
            String severity = finding.severity().word();
            String subject = Text.clean(finding.subject());
            each.sample(labels, 1, "code", code, "severity", severity, "subject", subject, "cause", cause);
        }
        new PrometheusServers(report, out, labels).print();
    }

    private static PrometheusFamily family(PrintWriter out, String name, String help) {
        return new PrometheusFamily(out, name, help);
    }
}
