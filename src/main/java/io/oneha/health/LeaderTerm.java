package io.oneha.health;

import io.oneha.observe.Leadership;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import java.time.Instant;
import java.util.Optional;

/** A server's leadership of one term; equal to another whatever else changed about the server. */
record LeaderTerm(ServerView view, long term) {
    /** Who leads in a snapshot. */
    static Optional<LeaderTerm> of(Snapshot snapshot) {
        Leadership leadership = Leadership.of(snapshot.pool());
        return leadership
                .status()
                .map(raft -> new LeaderTerm(leadership.leader().orElseThrow(), raft.term()));
    }

    /** Who led when somebody answered last. */
    static Optional<LeaderTerm> lastInformative(History history) {
        return history.newestFirst().stream()
                .filter(look -> !isDark(look))
                .findFirst()
                .flatMap(LeaderTerm::of);
    }

    /** Who led last. */
    static Optional<LeaderTerm> last(History history) {
        return history.newestFirst().stream().flatMap(look -> of(look).stream()).findFirst();
    }

    /** When the newest snapshot's reign was first seen; empty where nothing before it was looked at, or nobody leads. */
    static Optional<Instant> since(History history) {
        Optional<LeaderTerm> now = of(history.newest());
        boolean before = false;
        for (Snapshot snapshot : history.recent()) {
            if (of(snapshot).equals(now)) {
                return before && now.isPresent() ? Optional.of(snapshot.observedAt()) : Optional.empty();
            }
            before |= !isDark(snapshot);
        }
        return Optional.empty();
    }

    /** Whether nobody answered, so that nothing is known. */
    static boolean isDark(Snapshot snapshot) {
        return snapshot.pool().stream().noneMatch(ServerView::answers);
    }

    boolean isOf(ServerView other) {
        return ServerTrack.isSame(view, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LeaderTerm reign && term == reign.term && isOf(reign.view);
    }

    @Override
    public int hashCode() {
        return view.name().hashCode() * 31 + Long.hashCode(term);
    }
}
