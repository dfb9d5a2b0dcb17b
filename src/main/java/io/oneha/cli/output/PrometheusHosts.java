package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.base.Text;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.observe.host.HostFacts.ServiceState;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The metrics that SSH tells of the servers' hosts. */
final class PrometheusHosts {
    private static final int MICRO = 6;
    private static final long NANOS_PER_MICRO = 1000;

    private final Report report;
    private final PrintWriter out;
    private final Function<ServerRow, Map<String, String>> labels;

    PrometheusHosts(Report report, PrintWriter out, Function<ServerRow, Map<String, String>> labels) {
        this.report = report;
        this.out = out;
        this.labels = labels;
    }

    void print() {
        each("zone_server_vip", "Server holds the zone's virtual address 0:no 1:yes", (row, family) -> report.holdsVip(
                        row)
                .ifPresent(holds -> family.sample(labels.apply(row), holds ? 1 : 0)));
        each("zone_server_ssh_up", "SSH to the server's host works 0:no 1:yes", (row, family) -> {
            if (row.host().failure().isPresent() || row.host().facts().isPresent()) {
                family.sample(labels.apply(row), row.host().failure().isPresent() ? 0 : 1);
            }
        });
        each("zone_server_facts_age_seconds", "Age of what SSH told of the server's host", (row, family) -> row.host()
                .facts()
                .ifPresent(facts -> family.sample(
                        labels.apply(row),
                        seconds(Duration.between(facts.at(), report.snapshot().observedAt())))));
        facts(
                "zone_server_service_state",
                "State of a service 0:inactive 1:active 2:activating 3:failed 4:other",
                this::services);
        facts("zone_server_disk_free_bytes", "Free bytes of a file system", (row, facts, family) -> facts.disks()
                .forEach(disk -> family.sample(disk(row, disk), disk.free())));
        facts("zone_server_disk_size_bytes", "Bytes of a file system", (row, facts, family) -> facts.disks()
                .forEach(disk -> family.sample(disk(row, disk), disk.size())));
        facts(
                "zone_server_clock_offset_seconds",
                "Clock of the server's host minus the clock of whoever asked",
                (row, facts, family) ->
                        facts.clockOffset().ifPresent(offset -> family.sample(labels.apply(row), seconds(offset))));
        facts(
                "zone_server_database_up",
                "The server's database answers 0:no 1:yes",
                (row, facts, family) -> facts.database()
                        .ifPresent(database -> family.sample(labels.apply(row), database.reachable() ? 1 : 0)));
        facts("zone_server_logdb_records", "Records in the table logdb", (row, facts, family) -> rows(facts)
                .ifPresent(rows -> family.sample(labels.apply(row), rows)));
    }

    private interface Samples {
        void add(ServerRow row, HostFacts facts, PrometheusFamily family);
    }

    private void facts(String name, String help, Samples samples) {
        each(name, help, (row, family) -> row.host().known().ifPresent(facts -> samples.add(row, facts, family)));
    }

    private void each(String name, String help, BiConsumer<ServerRow, PrometheusFamily> samples) {
        PrometheusFamily family = new PrometheusFamily(out, name, help);
        report.servers().forEach(row -> samples.accept(row, family));
    }

    private void services(ServerRow row, HostFacts facts, PrometheusFamily family) {
        new TreeMap<>(facts.services())
                .forEach((unit, state) -> family.sample(with(row, "service", unit), number(state)));
    }

    private static int number(ServiceState state) {
        return switch (state) {
            case INACTIVE -> 0;
            case ACTIVE -> 1;
            case ACTIVATING -> 2;
            case FAILED -> 3;
            case OTHER -> 4;
        };
    }

    private static Optional<Long> rows(HostFacts facts) {
        return facts.database()
                .map(Database::rows)
                .filter(rows -> rows.isPresent())
                .map(rows -> rows.getAsLong());
    }

    private Map<String, String> disk(ServerRow row, Disk disk) {
        Map<String, String> all = with(row, "path", disk.path());
        all.put("mountpoint", Text.clean(disk.mount()));
        return all;
    }

    private Map<String, String> with(ServerRow row, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(labels.apply(row));
        all.put(name, Text.clean(value));
        return all;
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos() / NANOS_PER_MICRO, MICRO);
    }
}
