package io.oneha.observe;

import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is believed. Each server in HA votes for the pool that it tells; a follower for its leader's, which knows of a change
 * first. The zone is the largest pool of which a majority votes for exactly that pool: a term counts for nothing here, since a
 * re-installed server can be the leader of itself in any.
 */
final class PoolVotes {
    private final FrontEnds frontEnds;
    private final Map<Probe, Reply<Zone>> told;

    /** Pool entries that vote, by the pool that they vote for. */
    private final Map<Set<ZoneServer>, Set<Integer>> votes = new LinkedHashMap<>();

    private final Map<String, Zone> choices = new LinkedHashMap<>();

    /** @param told what each server told of the zone */
    PoolVotes(FrontEnds frontEnds, Map<Probe, Reply<Zone>> told) {
        this.frontEnds = frontEnds;
        this.told = told;
        for (Probe probe : told.keySet()) {
            choice(probe).ifPresent(zone -> {
                choices.put(probe.key(), zone);
                entry(probe, zone).ifPresent(id -> votes.computeIfAbsent(pool(zone), pool -> new HashSet<>())
                        .add(id));
            });
        }
    }

    /** The probes whose pool a majority of it votes for, those of the largest such pool first and the others left out. */
    List<Probe> believed(List<Probe> ranked) {
        int largest = ranked.stream()
                .filter(this::isSettled)
                .mapToInt(probe -> zone(probe).servers().size())
                .max()
                .orElse(0);
        return ranked.stream()
                .filter(probe -> isSettled(probe) && zone(probe).servers().size() == largest)
                .toList();
    }

    /** Where no pool has its majority, the one with the most votes is the likeliest. */
    Comparator<Probe> likelier() {
        return Comparator.<Probe>comparingInt(
                        probe -> votes.getOrDefault(pool(zone(probe)), Set.of()).size())
                .thenComparingInt(probe -> zone(probe).servers().size());
    }

    /** The pool that a server votes for, where it is not the zone's. */
    Optional<OtherPool> other(String key, Zone zone) {
        Optional<Zone> choice = Optional.ofNullable(choices.get(key));
        return choice.filter(own -> !own.servers().isEmpty() && !pool(own).equals(pool(zone)))
                .map(own -> new OtherPool(
                        own.servers().stream().map(ZoneServer::name).toList(), isMajority(own)));
    }

    private boolean isSettled(Probe probe) {
        return isHa(probe) && choices.containsKey(probe.key()) && isMajority(zone(probe));
    }

    private boolean isMajority(Zone zone) {
        return !zone.servers().isEmpty()
                && votes.getOrDefault(pool(zone), Set.of()).size()
                        >= zone.servers().size() / 2 + 1;
    }

    private Optional<Zone> choice(Probe probe) {
        if (!isHa(probe)) {
            return Optional.empty();
        }
        long term = probe.status().map(RaftStatus::term).orElse(-1L);
        boolean follows = probe.status()
                .filter(raft -> raft.state() == ServerState.FOLLOWER)
                .isPresent();
        Optional<Zone> leaders = told.keySet().stream()
                .filter(other -> other.status()
                        .filter(raft -> raft.state() == ServerState.LEADER && raft.term() == term)
                        .isPresent())
                .map(this::zone)
                .filter(zone -> frontEnds.at(probe.key(), zone).isPresent())
                .findFirst();
        return Optional.of(follows ? leaders.orElse(zone(probe)) : zone(probe));
    }

    private Zone zone(Probe probe) {
        return told.get(probe).value().orElseThrow();
    }

    /** The entry that a server is in a pool: where it is asked, or else by its own word, for it may be asked by another name. */
    private Optional<Integer> entry(Probe probe, Zone zone) {
        return frontEnds.at(probe.key(), zone).map(ZoneServer::id).or(() -> probe.status()
                .map(RaftStatus::serverId)
                .filter(id -> zone.servers().stream().anyMatch(server -> server.id() == id)));
    }

    private static boolean isHa(Probe probe) {
        return probe.status().filter(raft -> raft.state() != ServerState.SOLO).isPresent();
    }

    private static Set<ZoneServer> pool(Zone zone) {
        return Set.copyOf(zone.servers());
    }
}
