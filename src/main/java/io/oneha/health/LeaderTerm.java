package io.oneha.health;

import io.oneha.observe.Leadership;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A server's leadership of one term; equal to another whatever else changed about the server. */
record LeaderTerm(ServerView view, long term) {
    /** Who leads in a snapshot. */
    static Optional<LeaderTerm> of(Snapshot snapshot) {
        Leadership leadership = Leadership.of(snapshot.pool());
        return leadership
                .leader()
                .map(view ->
                        new LeaderTerm(view, leadership.status().orElseThrow().term()));
    }

    /** Who led when somebody answered last. */
    static Optional<LeaderTerm> lastInformative(History history) {
        List<Snapshot> recent = history.recent();
        for (int i = recent.size() - 1; i >= 0; i--) {
            if (!isDark(recent.get(i))) {
                return of(recent.get(i));
            }
        }
        return Optional.empty();
    }

    /** Who led last. */
    static Optional<LeaderTerm> last(History history) {
        List<Snapshot> recent = history.recent();
        for (int i = recent.size() - 1; i >= 0; i--) {
            Optional<LeaderTerm> reign = of(recent.get(i));
            if (reign.isPresent()) {
                return reign;
            }
        }
        return Optional.empty();
    }

    /** When the newest snapshot's reign was first seen; empty where nothing before it was looked at, or nobody leads. */
    static Optional<Instant> since(History history) {
        List<Snapshot> recent = history.recent();
        Optional<LeaderTerm> now = of(recent.get(recent.size() - 1));
        boolean before = false;
        for (Snapshot snapshot : recent) {
            if (of(snapshot).equals(now)) {
                return before && now.isPresent() ? Optional.of(snapshot.observedAt()) : Optional.empty();
            }
            before |= !isDark(snapshot);
        }
        return Optional.empty();
    }

    /** Whether nobody answered, so that nothing is known. */
    static boolean isDark(Snapshot snapshot) {
        return snapshot.pool().stream().noneMatch(RuleInput::answered);
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
