package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One server through the last snapshots, oldest first, without those in which it gave no answer.
 *
 * @param samples what it said, and when
 */
record ServerTrack(List<Sample> samples) {
    record Sample(Instant at, RaftStatus raft) {}

    /** The samples that end with the newest snapshot and reach back at most {@code span}. */
    static ServerTrack of(History history, ServerView server, Duration span) {
        List<Sample> samples = new ArrayList<>();
        for (Snapshot look : history.recent()) {
            if (!look.observedAt().isBefore(history.newest().observedAt().minus(span))) {
                status(look, server).ifPresent(raft -> samples.add(new Sample(look.observedAt(), raft)));
            }
        }
        return new ServerTrack(samples);
    }

    /** A server's status in another snapshot. */
    static Optional<RaftStatus> status(Snapshot snapshot, ServerView server) {
        return find(snapshot, server).flatMap(ServerView::status);
    }

    /** The same where it says that it leads, in this term. */
    static Optional<RaftStatus> leading(Snapshot snapshot, ServerView server, long term) {
        return status(snapshot, server).filter(raft -> raft.state() == ServerState.LEADER && raft.term() == term);
    }

    /** A server in another snapshot: the same id and name, in the pool or not alike. */
    static Optional<ServerView> find(Snapshot snapshot, ServerView server) {
        return snapshot.servers().stream().filter(view -> isSame(view, server)).findFirst();
    }

    static boolean isSame(ServerView one, ServerView other) {
        return one.server().id() == other.server().id()
                && one.inPool() == other.inPool()
                && one.name().equals(other.name());
    }

    /** Time from the first sample to the last. */
    Duration span() {
        return samples.size() < 2
                ? Duration.ZERO
                : Duration.between(
                        samples.get(0).at(), samples.get(samples.size() - 1).at());
    }
}
