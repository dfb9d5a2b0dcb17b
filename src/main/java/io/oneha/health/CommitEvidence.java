package io.oneha.health;

import io.oneha.observe.Leadership;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the commit index proves over several looks: it moves only while a majority takes the writes. */
final class CommitEvidence {
    /** A commit that stands below the index for so long waits for a majority; a write in flight takes milliseconds. */
    static final Duration STUCK = Duration.ofSeconds(10);

    private CommitEvidence() {}

    /** For how long the leader's commit has been standing below its index, when that is too long. */
    static Optional<Duration> stuckFor(RuleInput picture) {
        ServerView leader = picture.leadership.leader().orElseThrow();
        RaftStatus now = leader.status().orElseThrow();
        Instant since = picture.since(look -> ServerTrack.leading(look, leader, now.term())
                .filter(raft ->
                        raft.commit().equals(now.commit()) && raft.logIndex().compareTo(raft.commit()) > 0)
                .isPresent());
        Duration span = Duration.between(since, picture.at());
        return span.compareTo(STUCK) < 0 ? Optional.empty() : Optional.of(span);
    }

    /**
     * A leader whose followers cannot be seen from here has its majority all the same if its commit moved since they went out
     * of sight, and does not wait now.
     */
    static boolean provesLeader(RuleInput picture) {
        ServerView leader = picture.leadership.leader().orElseThrow();
        RaftStatus now = leader.status().orElseThrow();
        for (Snapshot look : picture.earlier()) {
            Optional<RaftStatus> then = ServerTrack.leading(look, leader, now.term());
            if (then.isEmpty() || Leadership.of(look.pool()).proven()) {
                return false;
            }
            if (then.get().commit().compareTo(now.commit()) < 0) {
                return stuckFor(picture).isEmpty();
            }
        }
        return false;
    }

    /**
     * Followers whose commit moves while no leader is seen have one all the same, if some server is out of sight. A leader
     * that died does not move commits, so the move must lie between two looks without a leader.
     */
    static boolean provesUnseenLeader(RuleInput picture) {
        if (picture.members(ServerView::isUnseen).isEmpty()) {
            return false;
        }
        BigInteger commit = highestCommit(picture.now);
        for (Snapshot then : picture.earlier()) {
            boolean old = then.observedAt().isBefore(picture.at().minus(STUCK));
            if (old || then.pool().isEmpty() || then.pool().stream().anyMatch(view -> view.is(ServerState.LEADER))) {
                return false;
            }
            if (highestCommit(then).signum() > 0 && highestCommit(then).compareTo(commit) < 0) {
                return true;
            }
        }
        return false;
    }

    private static BigInteger highestCommit(Snapshot snapshot) {
        return snapshot.pool().stream()
                .filter(view -> view.is(ServerState.FOLLOWER))
                .flatMap(view -> view.status().stream())
                .map(RaftStatus::commit)
                .max(BigInteger::compareTo)
                .orElse(BigInteger.ZERO);
    }
}
