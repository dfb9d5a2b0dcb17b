package io.oneha.ssh.route;

import java.util.List;

/**
 * The way to a host.
 *
 * @param name the host's name in messages
 * @param hops jump hosts in the order they are passed, then the host itself; never empty
 * @param notes one line for each setting on the way that oneha does not follow, with file and line
 */
public record Route(String name, List<Hop> hops, List<String> notes) {
    /** The host itself. */
    public Hop target() {
        return hops.get(hops.size() - 1);
    }
}
