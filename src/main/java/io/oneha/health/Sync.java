package io.oneha.health;

import io.oneha.observe.Leadership;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.zone.ServerState;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How far the servers' logs are apart, and how fast the zone writes. */
public final class Sync {
    private Sync() {}

    /**
     * Log entries that a server of the pool is behind the real leader; zero when it is level, or ahead with entries that the
     * next write discards. Empty for a server that is not in the zone, gave no answer or runs solo, and without a leader.
     */
    public static Optional<BigInteger> lag(Snapshot snapshot, ServerView server) {
        return lag(Leadership.of(snapshot.pool()), server);
    }

    static Optional<BigInteger> lag(Leadership leadership, ServerView server) {
        if (!server.inPool()) {
            return Optional.empty();
        }
        return leadership.status().flatMap(leader -> server.status()
                .filter(raft -> raft.state() != ServerState.SOLO)
                .map(raft -> behind(leader.logIndex(), raft.logIndex())));
    }

    static BigInteger behind(BigInteger leader, BigInteger follower) {
        return leader.subtract(follower).max(BigInteger.ZERO);
    }

    /**
     * A server's lag in the last {@code n} snapshots, oldest first; snapshots in which it is not known are left out, so there
     * may be fewer.
     */
    public static List<Long> lagTrend(History history, ServerView server, int n) {
        List<Snapshot> recent = history.recent();
        return recent.subList(Math.max(0, recent.size() - n), recent.size()).stream()
                .flatMap(look -> ServerTrack.find(look, server).flatMap(view -> lag(look, view)).stream())
                .map(lag -> lag.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact())
                .toList();
    }

    /**
     * Log entries the zone wrote per second over the snapshots kept, five minutes at most: from the first to the last in
     * which a leader was seen. Empty before there are two.
     */
    public static OptionalDouble writeRate(History history) {
        Optional<ServerTrack.Sample> first = leading(history.recent());
        Optional<ServerTrack.Sample> last = leading(history.newestFirst());
        if (first.isEmpty() || last.isEmpty()) {
            return OptionalDouble.empty();
        }
        Duration span = Duration.between(first.get().at(), last.get().at());
        if (span.isZero() || span.isNegative()) {
            return OptionalDouble.empty();
        }
        BigInteger written =
                behind(last.get().raft().commit(), first.get().raft().commit());
        return OptionalDouble.of(written.doubleValue() * 1000 / span.toMillis());
    }

    private static Optional<ServerTrack.Sample> leading(List<Snapshot> looks) {
        return looks.stream().flatMap(look -> leading(look).stream()).findFirst();
    }

    private static Optional<ServerTrack.Sample> leading(Snapshot look) {
        return look.pool().stream()
                .flatMap(view -> view.status().stream())
                .filter(raft -> raft.state() == ServerState.LEADER)
                .reduce((best, raft) -> raft.term() > best.term() ? raft : best)
                .map(raft -> new ServerTrack.Sample(look.observedAt(), raft));
    }
}
