package io.oneha.observe;

import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.SystemSettings;
import io.oneha.zone.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that was learnt in one look at the zone. What one server lacks hides nothing of another.
 *
 * @param observedAt when the look ended
 * @param target what was looked at
 * @param zone the zone, by the most trustworthy server that answered (the leader before any follower), or why nobody told
 * @param servers the pool's servers in oned's order, then those of the inventory that are not in the pool; in solo the server
 *     that was asked
 * @param settings the leader's settings, when they could be read
 * @param version the leader's OpenNebula version, when it could be read
 * @param vip the virtual address, when the inventory names one
 * @param missing names of the inventory's front-ends that are not in the zone's pool
 * @param deadline how long each server had to answer
 */
public record Snapshot(
        Instant observedAt,
        Target target,
        Reply<Zone> zone,
        List<ServerView> servers,
        Optional<SystemSettings> settings,
        Optional<String> version,
        Optional<VipView> vip,
        List<String> missing,
        Duration deadline) {
    /** The same with its servers and its address as they are seen later. */
    Snapshot with(Instant now, List<ServerView> seen, Optional<VipView> address) {
        return new Snapshot(now, target, zone, seen, settings, version, address, missing, deadline);
    }

    /** The zone's id, or that of a zone that is alone. */
    public int zoneId() {
        return zone.value().map(Zone::id).orElse(0);
    }

    /** The servers of the zone's pool. */
    public List<ServerView> pool() {
        for (ServerView server : servers) {
            if (!server.inPool()) {
                return servers.stream().filter(ServerView::inPool).toList();
            }
        }
        return servers;
    }

    /** Whether the zone has no HA: an empty pool, or a pool of one whose oned was not restarted yet. */
    public boolean isSolo() {
        List<ServerView> pool = pool();
        return pool.isEmpty() || pool.size() == 1 && pool.get(0).is(ServerState.SOLO);
    }

    /** The one server of a zone without HA; empty in HA, and where several run alone. */
    public Optional<ServerView> onlyServer() {
        List<ServerView> solos = servers.stream()
                .filter(view -> isSolo() && view.is(ServerState.SOLO))
                .toList();
        return solos.size() == 1 ? Optional.of(solos.get(0)) : Optional.empty();
    }

    /**
     * Whether a server waits to join: the inventory has it, the zone has not, and no oned of it answers, nor need it. There is
     * a zone to join where there is a pool, or a front-end that runs without HA.
     */
    public boolean waits(ServerView server) {
        return server.inInventory()
                && !server.inPool()
                && !server.answers()
                && servers.stream().anyMatch(other -> other.inPool() || other.is(ServerState.SOLO));
    }
}
