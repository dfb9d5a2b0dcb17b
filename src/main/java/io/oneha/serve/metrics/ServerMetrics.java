package io.oneha.serve.metrics;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What each server answered.
 *
 * @param report what was seen
 * @param to where the metrics are added
 */
record ServerMetrics(Report report, MetricList to) {
    private static final double MILLIS = 1000;
    /** What oned has of a federation log that holds nothing yet. */
    private static final BigInteger NONE_YET = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    void add() {
        to.states(
                "server_state",
                "What a server says that it is in raft, or why that is not known.",
                ServerCondition.WORDS,
                set -> report.servers()
                        .forEach(row -> set.set(ServerCondition.of(row).word(), labels(row))));
        value(
                "server_reachable",
                "Whether a server answered zone.raftstatus; a front-end that has yet to join the zone has no value.",
                row -> Optional.of(row.raft().isPresent() ? 1 : 0).filter(answers -> !row.waits()));
        value("server_leads", "Whether a server leads the zone with a majority behind it.", row -> Optional.of(
                        leads(row) ? 1 : 0)
                .filter(leads -> row.inPool()));
        raft("server_term", "A server's raft term.", raft -> true, RaftStatus::term);
        raft(
                "server_log_index",
                "The index of the last entry in a server's raft log.",
                raft -> raft.logIndex().signum() >= 0,
                RaftStatus::logIndex);
        raft(
                "server_commit_index",
                "The index of the last committed entry in a server's raft log.",
                raft -> raft.state() != ServerState.SOLO,
                RaftStatus::commit);
        raft(
                "server_federation_log_index",
                "The index of the last entry in a server's federation log.",
                raft -> raft.fedIndex().signum() >= 0 && !raft.fedIndex().equals(NONE_YET),
                RaftStatus::fedIndex);
        value("server_lag_entries", "How many log entries a server is behind the leader.", ServerRow::lag);
        value("server_answer_seconds", "How long a server took to answer zone.raftstatus.", row -> row.latency()
                .map(millis -> millis / MILLIS));
    }

    private boolean leads(ServerRow row) {
        return report.verdict()
                .leader()
                .filter(leader -> row.id().isPresent() && row.id().getAsInt() == leader.id())
                .isPresent();
    }

    private void raft(String name, String help, Predicate<RaftStatus> known, Function<RaftStatus, Number> value) {
        value(name, help, row -> row.raft().filter(known).map(value));
    }

    private void value(String name, String help, Function<ServerRow, Optional<? extends Number>> value) {
        to.gauge(name, help, gauge -> report.servers()
                .forEach(row -> value.apply(row).ifPresent(number -> gauge.set(number, labels(row)))));
    }

    /** The labels of a server; an entry of the pool that is there twice has the same name and another id. */
    static String[] labels(ServerRow row) {
        String id = row.id().isPresent() ? Integer.toString(row.id().getAsInt()) : "";
        return new String[] {"server", row.name(), "id", id};
    }
}
