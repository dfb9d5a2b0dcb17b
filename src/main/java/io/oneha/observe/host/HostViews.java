package io.oneha.observe.host;

import java.util.Map;

/** What SSH has learnt so far; asking costs nothing and waits for nothing. */
@FunctionalInterface
public interface HostViews {
    /** SSH is not used. */
    HostViews NONE = Map::of;

    /** The newest view of each host, by the front-end's name (the inventory's, or the pool's where there is none). */
    Map<String, HostView> latest();
}
