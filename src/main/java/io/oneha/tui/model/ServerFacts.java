package io.oneha.tui.model;

import io.oneha.health.History;
import io.oneha.health.Sync;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.tui.frame.Spark;
import io.oneha.zone.RaftStatus;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the snapshots so far tell of one server.
 *
 * @param last its last answer
 * @param lastAt when that was
 * @param failingSince the first look without an answer after that, or of all; empty while it answers
 * @param lag log entries behind the leader now, when that is known
 * @param latencies time to each answer in microseconds, oldest first, a gap where there was none
 * @param lags log entries behind the leader, oldest first, a gap where that was not known
 */
public record ServerFacts(
        Optional<RaftStatus> last,
        Optional<Instant> lastAt,
        Optional<Instant> failingSince,
        Optional<BigInteger> lag,
        List<Long> latencies,
        List<Long> lags) {
    static final ServerFacts NONE = new ServerFacts(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final long NANOS_PER_MICRO = 1000;

    /** With one more look, in which the server may be missing. */
    ServerFacts next(Snapshot snapshot, Optional<ServerView> view) {
        Optional<RaftStatus> answer = view.flatMap(server -> server.raft().value());
        Optional<BigInteger> behind = view.flatMap(server -> Sync.lag(snapshot, server));
        List<Long> trend = append(
                lags, behind.map(entries -> entries.min(MOST).longValue()).orElse(Spark.GAP));
        if (answer.isEmpty()) {
            Optional<Instant> since = failingSince.or(() -> Optional.of(snapshot.observedAt()));
            return new ServerFacts(last, lastAt, since, behind, append(latencies, Spark.GAP), trend);
        }
        long micros = view.get().raft().elapsed().toNanos() / NANOS_PER_MICRO;
        return new ServerFacts(
                answer, Optional.of(snapshot.observedAt()), Optional.empty(), behind, append(latencies, micros), trend);
    }

    /** The list with one more value, and without its oldest when it is as long as the history. */
    static List<Long> append(List<Long> values, long value) {
        List<Long> longer = new ArrayList<>(values.size() + 1);
        longer.addAll(values.subList(Math.max(0, values.size() + 1 - History.MAX_SNAPSHOTS), values.size()));
        longer.add(value);
        return longer;
    }
}
