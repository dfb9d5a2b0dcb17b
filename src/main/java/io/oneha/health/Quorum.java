package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.zone.FailureKind;
import io.oneha.zone.ServerState;
import java.util.List;

/**
 * How many of a zone's servers there are, how many are needed and how many take part.
 *
 * @param size entries of the pool
 * @param majority entries that must take part for the zone to write (half of them, rounded down, and one)
 * @param alive entries that do: in HA whatever their state, and known to be up also where this user may not see the state
 */
public record Quorum(int size, int majority, int alive) {
    /** The quorum of a pool; a solo zone has none needed and none alive. */
    static Quorum of(List<ServerView> pool) {
        int alive = (int) pool.stream().filter(Quorum::takesPart).count();
        return new Quorum(pool.size(), pool.isEmpty() ? 0 : pool.size() / 2 + 1, alive);
    }

    /** Whether enough servers take part. */
    public boolean reached() {
        return alive >= majority;
    }

    static boolean takesPart(ServerView view) {
        return view.status().map(raft -> raft.state() != ServerState.SOLO).orElseGet(() -> view.failure()
                .filter(failure -> failure.kind() == FailureKind.AUTHORIZATION)
                .isPresent());
    }
}
