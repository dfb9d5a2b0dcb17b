package io.oneha.app.look;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import java.util.Comparator;
import java.util.List;

/**
 * Who answers to some credentials. One server of a pool counts for more than any number of those that are no pool's: hosts that never
 * joined have credentials of their own, be they ever so many.
 *
 * @param members servers of the zone's pool
 * @param others where the look found no pool: servers that answered all the same
 */
record Answering(int members, int others) {
    static final Answering NOBODY = new Answering(0, 0);

    static final Comparator<Answering> FEWEST_FIRST =
            Comparator.comparingInt(Answering::members).thenComparingInt(Answering::others);

    /** Who has answered in a look. */
    static Answering of(Snapshot look) {
        int members = answers(look.pool());
        return new Answering(members, look.pool().isEmpty() ? answers(look.servers()) : 0);
    }

    /** How many there are. */
    int servers() {
        return members + others;
    }

    private static int answers(List<ServerView> servers) {
        return (int) servers.stream().filter(ServerView::answers).count();
    }
}
