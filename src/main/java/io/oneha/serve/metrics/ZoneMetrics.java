package io.oneha.serve.metrics;

import io.oneha.app.look.Report;
import io.oneha.base.Text;
import io.oneha.health.Basis;
import io.oneha.health.Finding;
import io.oneha.health.Overall;
import io.oneha.health.Severity;
import io.oneha.health.Verdict;
import io.oneha.observe.Snapshot;
import io.oneha.zone.ZoneState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a poll means for the zone as a whole.
 *
 * @param report what was seen
 * @param to where the metrics are added
 */
record ZoneMetrics(Report report, MetricList to) {
    private static final List<String> VERDICTS =
            Arrays.stream(Overall.values()).map(ZoneMetrics::word).toList();

    void add() {
        Snapshot snapshot = report.snapshot();
        Verdict verdict = report.verdict();
        Basis basis = verdict.basis();
        snapshot.zone()
                .value()
                .ifPresent(zone -> to.gauge(
                        "zone_info",
                        "The zone's id, name and OpenNebula version, as labels; the value is always 1.",
                        gauge -> gauge.set(
                                1,
                                "zone_id",
                                Integer.toString(zone.id()),
                                "zone_name",
                                Text.clean(zone.name()),
                                "version",
                                Text.clean(snapshot.version().orElse("")))));
        snapshot.zone()
                .value()
                .ifPresent(zone -> to.gauge(
                        "zone_enabled",
                        "Whether the zone is enabled.",
                        gauge -> gauge.set(zone.state() == ZoneState.ENABLED)));
        to.states(
                "zone_verdict",
                "The verdict on the zone, as `oneha check` gives it.",
                VERDICTS,
                set -> set.set(word(verdict.overall())));
        to.gauge(
                "zone_has_leader",
                "Whether a server leads the zone with a majority behind it.",
                gauge -> gauge.set(verdict.leader().isPresent()));
        to.gauge(
                "zone_servers",
                "How many servers the zone's pool has.",
                gauge -> gauge.set(snapshot.pool().size()));
        to.gauge(
                "zone_servers_answering",
                "How many servers of the zone's pool answered.",
                gauge -> gauge.set(
                        snapshot.pool().stream().filter(view -> view.answers()).count()));
        to.gauge(
                "zone_hosts_checked",
                "How many hosts the verdict rests on; 0 is raft only.",
                gauge -> gauge.set(basis.hosts().size() + basis.limited().size()));
        verdict.faultTolerance()
                .ifPresent(losses -> to.gauge(
                        "zone_fault_tolerance",
                        "How many servers the zone can still lose before it stops.",
                        gauge -> gauge.set(losses)));
        snapshot.settings()
                .ifPresent(settings -> to.gauge(
                        "zone_log_retention_entries",
                        "How many log entries the leader keeps for followers that are behind (LOG_RETENTION).",
                        gauge -> gauge.set(settings.logRetention())));
        to.gauge("findings", "How many findings there are, by severity.", gauge -> {
            for (Severity severity : Severity.values()) {
                gauge.set(
                        verdict.findings().stream()
                                .filter(finding -> finding.severity() == severity)
                                .count(),
                        "severity",
                        severity.word());
            }
        });
        to.gauge("finding", "A finding of `oneha check`; its value is 1 while it is found.", gauge -> {
            for (Finding finding : verdict.findings()) {
                gauge.set(
                        1,
                        "code",
                        finding.code().name(),
                        "severity",
                        finding.severity().word(),
                        "subject",
                        Text.clean(finding.subject()));
            }
        });
    }

    private static String word(Overall overall) {
        return overall.name().toLowerCase(Locale.ROOT);
    }
}
