package io.oneha.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How oneha reaches the front-ends.
 *
 * @param to by front-end, the machines on the way to it in the order they are passed, its own last: addresses, or names where they have
 *     none here; nothing of one that is reached without SSH
 * @param own addresses of the machine that oneha runs on
 */
public record Ways(Map<String, List<String>> to, Set<String> own) {
    /** Nothing is known. */
    public static final Ways NONE = new Ways(Map.of(), Set.of());

    public Ways {
        to = Map.copyOf(to);
        own = Set.copyOf(own);
    }

    /** The way to a front-end. */
    List<String> to(String name) {
        return to.getOrDefault(name, List.of());
    }
}
