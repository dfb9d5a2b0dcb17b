package io.oneha.run;

import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.steps.site.Oned;
import io.oneha.zone.ZoneServer;
import java.util.Comparator;
import java.util.List;

/**
 * The servers of a zone's pool, as far as they are the inventory's.
 *
 * @param names the front-ends' names, in the order of the servers' numbers
 * @param size how many servers the pool has, those that the inventory lacks too
 */
public record PoolMembers(List<String> names, int size) {
    /** Those that a look has seen. */
    public static PoolMembers of(Inventory inventory, Snapshot snapshot) {
        List<String> names = snapshot.pool().stream()
                .map(ServerView::server)
                .sorted(Comparator.comparingInt(ZoneServer::id))
                .flatMap(server -> Oned.frontEnd(inventory, server).stream())
                .map(FrontEnd::name)
                .distinct()
                .toList();
        return new PoolMembers(names, snapshot.pool().size());
    }

    /** How many servers are more than half. */
    int majority() {
        return size / 2 + 1;
    }
}
