package io.oneha.steps.site;

import io.oneha.inventory.FrontEnd;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneServer;
import java.util.List;
import java.util.Optional;

/**
 * Whether a zone can do without one of its servers: every other has what the leader has committed, as each says itself.
 *
 * @param leader the server that leads, by its name in the inventory
 */
public record Levels(Site site, String leader) {
    /**
     * Why it cannot; empty when it can.
     *
     * @param host the server that is to be stopped, which may be the leader
     */
    public Optional<String> against(String host) {
        Optional<RaftStatus> leads = raft(leader).filter(raft -> raft.state() == ServerState.LEADER);
        if (leads.isEmpty()) {
            throw StepException.leaderLost(leader + " is not seen to lead any more");
        }
        List<ZoneServer> pool = site.oned(leader).servers();
        for (ZoneServer server : pool) {
            Optional<String> name = Oned.frontEnd(site.inventory(), server).map(FrontEnd::name);
            if (name.isEmpty()) {
                return Optional.of(server.name() + " is a server of the zone that the inventory does not name");
            }
            boolean asked = !name.get().equals(host) && !name.get().equals(leader);
            Optional<String> behind = asked ? behind(name.get(), leads.get()) : Optional.empty();
            if (behind.isPresent()) {
                return behind;
            }
        }
        return Optional.empty();
    }

    /** Why a follower has not all that its leader has committed; empty when it has. */
    public Optional<String> behind(String follower) {
        Optional<RaftStatus> leads = raft(leader);
        return leads.isEmpty() ? Optional.of(leader + " does not answer") : behind(follower, leads.get());
    }

    private Optional<String> behind(String follower, RaftStatus leads) {
        Optional<RaftStatus> raft = raft(follower);
        if (raft.isEmpty()) {
            return Optional.of(follower + " does not answer");
        }
        RaftStatus its = raft.get();
        if (its.state() != ServerState.FOLLOWER || its.term() != leads.term()) {
            return Optional.of(follower + " does not follow " + leader);
        }
        // What clients were answered is committed. A follower's own commit comes with the next heartbeat.
        return its.logIndex().compareTo(leads.commit()) >= 0
                ? Optional.empty()
                : Optional.of(
                        follower + " is " + leads.commit().subtract(its.logIndex()) + " entries behind " + leader);
    }

    private Optional<RaftStatus> raft(String name) {
        return site.oned(name).raft().value();
    }
}
