package io.oneha.steps.site;

import io.oneha.base.Endpoint;
import io.oneha.zone.Reply;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import java.util.List;
import java.util.OptionalInt;

/** The zone's servers as its leader has them, read anew each time. */
public final class Pool {
    private final Site site;
    private final String leader;

    public Pool(Site site, String leader) {
        this.site = site;
        this.leader = leader;
    }

    /** All of them. */
    public List<ZoneServer> servers() {
        return zone().servers();
    }

    /** The number of a front-end's server; empty when the pool has none. */
    public OptionalInt idOf(String host) {
        List<ZoneServer> found = find(host);
        return found.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(found.get(0).id());
    }

    /**
     * A front-end's server.
     *
     * @throws StepException the pool has it twice
     */
    public List<ZoneServer> find(String host) {
        List<ZoneServer> found = Oned.find(zone(), host, endpoint(host));
        if (found.size() > 1) {
            throw new StepException(
                    "the zone has " + host + " as " + found.size() + " servers",
                    "remove the one whose number " + host + "'s oned.conf has not: `onezone server-del`");
        }
        return found;
    }

    /** The endpoint by which the zone's servers reach a front-end. */
    public static String endpoint(String host) {
        return Endpoint.of(host).toString();
    }

    private Zone zone() {
        Reply<Zone> reply = site.oned(leader).zone();
        return reply.value()
                .orElseThrow(() -> new StepException(
                        leader + ": " + reply.failure().orElseThrow().text(), ""));
    }
}
