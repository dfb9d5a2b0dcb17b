package io.oneha.run;

import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.steps.site.Oned;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The servers of a zone's pool, as far as they are the inventory's.
 *
 * @param names the front-ends' names, in the order of the servers' numbers
 * @param size how many servers the pool has, those that the inventory lacks too
 */
public record PoolMembers(List<String> names, int size) {
    /** Those that a look has seen. */
    public static PoolMembers of(Inventory inventory, Snapshot snapshot) {
        List<ServerView> pool = snapshot.pool().stream()
                .sorted(Comparator.comparingInt(view -> view.server().id()))
                .toList();
        List<String> names = pool.stream()
                .map(view -> inventory.frontEnds().stream()
                        .filter(frontEnd -> Oned.isOf(view.server(), frontEnd.name(), frontEnd.endpoint()))
                        .map(FrontEnd::name)
                        .findFirst())
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return new PoolMembers(names, pool.size());
    }

    /** How many servers are more than half. */
    int majority() {
        return size / 2 + 1;
    }
}
