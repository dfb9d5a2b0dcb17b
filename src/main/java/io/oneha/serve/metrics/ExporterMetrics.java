package io.oneha.serve.metrics;

import io.oneha.serve.Poll;
import io.oneha.serve.WatchedZone;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.Optional;

/**
 * All metrics of the exporter.
 *
 * @param zone the last poll
 * @param version oneha's; empty where none was built in
 * @param certificateEnds when the certificate that the exporter serves with ends; empty without TLS
 */
public record ExporterMetrics(WatchedZone zone, String version, Optional<Instant> certificateEnds) {
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1000;

    /** Those of now. Of a zone that is not known nothing is told but that, for old values would look like new ones. */
    public MetricSnapshots collect() {
        MetricList list = new MetricList();
        Optional<Poll> fresh = zone.fresh();
        list.gauge(
                "up",
                "Whether there is a recent poll in which at least one server of the zone answered.",
                gauge -> gauge.set(
                        fresh.filter(poll -> poll.report().answering() > 0).isPresent()));
        list.gauge(
                "build_info",
                "The exporter's version, as a label; the value is always 1.",
                gauge -> gauge.set(1, "version", version));
        zone.last().ifPresent(poll -> addPoll(list, poll));
        certificateEnds.ifPresent(end -> list.gauge(
                "exporter_certificate_expiry_timestamp_seconds",
                "When the certificate that this exporter serves with ends, as seconds since 1970.",
                gauge -> gauge.set(end.getEpochSecond())));
        fresh.ifPresent(poll -> {
            new ZoneMetrics(poll.report(), list).add();
            new ServerMetrics(poll.report(), list).add();
            new HostMetrics(poll.report(), list).add();
        });
        return list.done();
    }

    private static void addPoll(MetricList list, Poll poll) {
        list.gauge(
                "poll_duration_seconds",
                "How long the last poll of the zone took.",
                gauge -> gauge.set(poll.took().toNanos() / NANOS));
        list.gauge(
                "poll_timestamp_seconds",
                "When the last poll of the zone ended, as seconds since 1970.",
                gauge -> gauge.set(poll.report().snapshot().observedAt().toEpochMilli() / MILLIS));
        list.counter(
                "leader_changes",
                "How often a server has become the leader since the exporter started.",
                poll.leaderChanges());
        list.counter(
                "elections",
                "How many elections have begun since the exporter started, by how far the zone's term rose.",
                poll.elections());
    }
}
