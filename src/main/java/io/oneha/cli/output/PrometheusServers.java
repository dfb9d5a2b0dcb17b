package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.base.Text;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.zone.RaftStatus;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The metrics of each server: what it answered, and what SSH tells of its host.
 *
 * @param report what was seen
 * @param out where they are printed
 * @param zone the labels of the zone
 */
record PrometheusServers(Report report, PrintWriter out, Map<String, String> zone) {
    /** Decimal places from milliseconds to seconds. */
    private static final int MILLI = 3;

    private static final int MICRO = 6;
    private static final long NANOS_PER_MICRO = 1000;

    void print() {
        value(
                "up",
                "Zone server answers 0:no 1:yes",
                row -> Optional.of(row.raft().isPresent() ? 1 : 0));
        raft("raft_state", "Raft state 0:solo 1:candidate 2:follower 3:leader", raft -> raft.state()
                .ordinal());
        raft("raft_term", "Raft term", RaftStatus::term);
        raft("raft_log_index", "Last record of the raft log", RaftStatus::logIndex);
        raft("raft_commit_index", "Last committed record of the raft log", RaftStatus::commit);
        raft("raft_voted_for", "Server it voted for in this term, -1 for none", RaftStatus::votedFor);
        raft("federation_log_index", "Last record of the federation log", RaftStatus::fedIndex);
        value("lag_records", "Records behind the leader", ServerRow::lag);
        value("latency_seconds", "Time to the answer of zone.raftstatus", row -> row.latency()
                .map(millis -> BigDecimal.valueOf(millis).movePointLeft(MILLI)));
        value("vip", "Server holds the zone's virtual address 0:no 1:yes", row -> report.holdsVip(row)
                .map(holds -> holds ? 1 : 0));
        value("ssh_up", "SSH to the server's host works 0:no 1:yes", row -> row.host()
                .failure()
                .map(failure -> 0)
                .or(() -> row.host().facts().map(facts -> 1)));
        value("facts_age_seconds", "Age of what SSH told of the server's host", row -> row.host()
                .facts()
                .map(facts ->
                        seconds(Duration.between(facts.at(), report.snapshot().observedAt()))));
        each("service_state", "State of a service 0:inactive 1:active 2:activating 3:failed 4:other", this::services);
        each("disk_free_bytes", "Free bytes of a file system", (row, family) -> disks(row, family, Disk::free));
        each("disk_size_bytes", "Bytes of a file system", (row, family) -> disks(row, family, Disk::size));
        value(
                "clock_offset_seconds",
                "Clock of the server's host minus the clock of whoever asked",
                row -> row.host().known().flatMap(HostFacts::clockOffset).map(PrometheusServers::seconds));
        value("database_up", "The server's database answers 0:no 1:yes", row -> database(row)
                .map(database -> database.reachable() ? 1 : 0));
        value("logdb_records", "Records in the table logdb", row -> database(row)
                .map(Database::rows)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong));
    }

    private void raft(String name, String help, Function<RaftStatus, Number> value) {
        value(name, help, row -> row.raft().map(value));
    }

    private void value(String name, String help, Function<ServerRow, Optional<? extends Number>> value) {
        each(name, help, (row, family) -> value.apply(row).ifPresent(number -> family.sample(labels(row), number)));
    }

    private void each(String name, String help, BiConsumer<ServerRow, PrometheusFamily> samples) {
        PrometheusFamily family = new PrometheusFamily(out, "zone_server_" + name, help);
        report.servers().forEach(row -> samples.accept(row, family));
    }

    private void services(ServerRow row, PrometheusFamily family) {
        Map<String, ServiceState> services =
                row.host().known().map(HostFacts::services).orElse(Map.of());
        new TreeMap<>(services)
                .forEach((unit, state) -> family.sample(labels(row), number(state), "service", Text.clean(unit)));
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

    private void disks(ServerRow row, PrometheusFamily family, Function<Disk, Number> bytes) {
        for (Disk disk : row.host().known().map(HostFacts::disks).orElse(List.of())) {
            String path = Text.clean(disk.path());
            family.sample(labels(row), bytes.apply(disk), "path", path, "mountpoint", Text.clean(disk.mount()));
        }
    }

    private static Optional<Database> database(ServerRow row) {
        return row.host().known().flatMap(HostFacts::database);
    }

    private Map<String, String> labels(ServerRow row) {
        Map<String, String> labels = new LinkedHashMap<>(zone);
        row.id().ifPresent(id -> labels.put("one_server_id", String.valueOf(id)));
        labels.put("one_server_name", row.name());
        labels.put("one_server_endpoint", row.endpoint());
        return labels;
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos() / NANOS_PER_MICRO, MICRO);
    }
}
