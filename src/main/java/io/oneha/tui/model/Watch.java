package io.oneha.tui.model;

import io.oneha.health.Health;
import io.oneha.health.History;
import io.oneha.health.JudgedHistory;
import io.oneha.health.Verdict;
import io.oneha.health.ZoneEvent;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.tui.frame.Spark;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the zone, and what it means. Grows with each snapshot, so that drawing a frame reckons nothing anew.
 *
 * @param history what went before
 * @param verdict what it means
 * @param facts what is known of each server, by {@link PaneRows#key(ServerView)}
 * @param activity whether it is written to now
 * @param writes log entries written per second from one snapshot to the next, oldest first, a gap where no leader was seen
 */
public record Watch(
        History history, Verdict verdict, Map<String, ServerFacts> facts, WriteActivity activity, List<Long> writes) {
    private static final long MILLIS = 1000;

    /** Before the first snapshot. */
    public static Watch start(History past) {
        return new Watch(past, Health.judge(past), Map.of(), WriteActivity.UNKNOWN, List.of());
    }

    /** With one more snapshot. */
    public Watch next(Snapshot snapshot) {
        JudgedHistory grown = new JudgedHistory(history, verdict).add(snapshot);
        Map<String, ServerView> views = new HashMap<>();
        snapshot.servers().forEach(view -> views.putIfAbsent(PaneRows.key(view), view));
        Map<String, ServerFacts> after = new HashMap<>();
        facts.forEach((key, known) -> {
            ServerFacts next = known.next(snapshot, Optional.ofNullable(views.get(key)));
            if (views.containsKey(key) || next.latencies().stream().anyMatch(micros -> micros >= 0)) {
                after.put(key, next);
            }
        });
        views.forEach(
                (key, view) -> after.computeIfAbsent(key, fresh -> ServerFacts.NONE.next(snapshot, Optional.of(view))));
        List<Long> rates = latest().map(before -> ServerFacts.append(writes, rate(before, snapshot)))
                .orElse(writes);
        return new Watch(grown.history(), grown.verdict(), Map.copyOf(after), activity.next(snapshot), rates);
    }

    /** With something that happened, which no snapshot shows. */
    Watch happened(ZoneEvent event) {
        return new Watch(history.happened(event), verdict, facts, activity, writes);
    }

    /** The newest snapshot; empty before the first. */
    public Optional<Snapshot> latest() {
        return history.recent().isEmpty()
                ? Optional.empty()
                : Optional.of(history.recent().get(history.recent().size() - 1));
    }

    /** The servers of the newest snapshot. */
    public List<ServerView> servers() {
        return latest().map(Snapshot::servers).orElse(List.of());
    }

    /** What is known of a server. */
    public ServerFacts facts(ServerView server) {
        return facts.getOrDefault(PaneRows.key(server), ServerFacts.NONE);
    }

    private static long rate(Snapshot before, Snapshot after) {
        Optional<BigInteger> from = written(before);
        Optional<BigInteger> to = written(after);
        long millis = Duration.between(before.observedAt(), after.observedAt()).toMillis();
        if (from.isEmpty() || to.isEmpty() || millis <= 0) {
            return Spark.GAP;
        }
        double entries = to.get().subtract(from.get()).max(BigInteger.ZERO).doubleValue();
        return Math.round(entries * MILLIS / millis);
    }

    /** The commit of whoever leads by the highest term: the log as far as a majority has it. */
    private static Optional<BigInteger> written(Snapshot snapshot) {
        return snapshot.servers().stream()
                .flatMap(view -> view.raft().value().stream())
                .filter(raft -> raft.state() == ServerState.LEADER)
                // Of two equal terms the first counts.
                .reduce((before, raft) -> raft.term() > before.term() ? raft : before)
                .map(RaftStatus::commit);
    }
}
