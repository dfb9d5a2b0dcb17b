package io.oneha.steps.site;

import io.oneha.inventory.FrontEnd;
import io.oneha.ssh.SshException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whoever leads just now, for a plan that was made while nobody did.
 *
 * @param site the hosts
 */
public record CurrentLeader(Site site) {
    /** How a plan's text calls a leader that was not known when it was made. */
    public static String words(String leader) {
        return leader.isEmpty() ? "the leader" : leader;
    }

    /** The server that says it leads, with a majority of its pool in its term; empty where there is none. */
    public Optional<String> name() {
        Map<String, RaftStatus> seen = new LinkedHashMap<>();
        for (FrontEnd frontEnd : site.inventory().frontEnds()) {
            status(frontEnd.name()).ifPresent(raft -> seen.put(frontEnd.name(), raft));
        }
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue().state() == ServerState.LEADER)
                .max(Comparator.comparingLong(entry -> entry.getValue().term()))
                .filter(entry -> isFollowed(entry.getKey(), entry.getValue().term(), seen))
                .map(Map.Entry::getKey);
    }

    /**
     * The same.
     *
     * @throws StepException nobody leads
     */
    public String required() {
        return name().orElseThrow(() -> StepException.leaderLost("no server of the zone leads"));
    }

    /** A leader that was cut off says that it leads, too. */
    private boolean isFollowed(String leader, long term, Map<String, RaftStatus> seen) {
        long behind = seen.values().stream()
                .filter(raft -> raft.term() == term)
                .filter(raft -> raft.state() == ServerState.LEADER || raft.state() == ServerState.FOLLOWER)
                .count();
        return behind > site.oned(leader).servers().size() / 2;
    }

    private Optional<RaftStatus> status(String name) {
        try {
            return site.oned(name).raft().value();
        } catch (SshException | StepException e) {
            // It is out of reach, and does not count.
            return Optional.empty();
        }
    }
}
