package io.oneha.serve.metrics;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.base.Text;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.Disk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What SSH tells of the hosts; nothing where it is not used. Facts that are too old to be judged are left out.
 *
 * @param report what was seen
 * @param to where the metrics are added
 */
record HostMetrics(Report report, MetricList to) {
    private static final double NANOS = 1e9;

    void add() {
        report.snapshot()
                .vip()
                .flatMap(vip -> vip.holders())
                .ifPresent(holders -> to.gauge(
                        "vip_holders",
                        "How many of the hosts that were looked at hold the virtual address; it should be one.",
                        gauge -> gauge.set(holders.size())));
        value("server_vip", "Whether a server's host holds the virtual address.", row -> report.holdsVip(row)
                .map(holds -> holds ? 1 : 0));
        value("host_reachable", "Whether a server's host was looked at over SSH.", row -> row.host()
                .failure()
                .map(failure -> 0)
                .or(() -> row.host().facts().map(facts -> 1)));
        value("host_facts_age_seconds", "The age of what SSH told of a server's host.", row -> row.host()
                .readAt()
                .map(at -> seconds(Duration.between(at, now()))));
        fact("host_clock_offset_seconds", "How far the clock of a server's host is ahead.", facts -> facts.clockOffset()
                .map(HostMetrics::seconds));
        fact("database_up", "Whether a server's database answers.", facts -> facts.database()
                .map(database -> database.reachable() ? 1 : 0));
        logdb("database_log_first_index", "The lowest log index in a server's database.", Database::firstIndex);
        logdb("database_log_last_index", "The highest log index in a server's database.", Database::lastIndex);
        logdb("database_log_entries", "How many log entries a server's database holds.", Database::rows);
        disks("host_disk_free_bytes", "How many bytes of a file system may still be written.", Disk::free);
        disks("host_disk_size_bytes", "How many bytes a file system has.", Disk::size);
    }

    private void logdb(String name, String help, Function<Database, OptionalLong> value) {
        fact(name, help, facts -> facts.database()
                .map(value)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong));
    }

    private void disks(String name, String help, Function<Disk, Number> bytes) {
        to.gauge(name, help, gauge -> {
            for (ServerRow row : report.servers()) {
                for (Disk disk : facts(row).map(HostFacts::disks).orElse(List.of())) {
                    String[] server = ServerMetrics.labels(row);
                    gauge.set(
                            bytes.apply(disk),
                            server[0],
                            server[1],
                            server[2],
                            server[3],
                            "mountpoint",
                            Text.clean(disk.mount()));
                }
            }
        });
    }

    private void fact(String name, String help, Function<HostFacts, Optional<? extends Number>> value) {
        value(name, help, row -> facts(row).flatMap(value));
    }

    private void value(String name, String help, Function<ServerRow, Optional<? extends Number>> value) {
        to.gauge(name, help, gauge -> report.servers()
                .forEach(row -> value.apply(row).ifPresent(number -> gauge.set(number, ServerMetrics.labels(row)))));
    }

    private Optional<HostFacts> facts(ServerRow row) {
        return row.host().current(now());
    }

    private Instant now() {
        return report.snapshot().observedAt();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
