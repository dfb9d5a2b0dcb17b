package io.oneha.observe;

import io.oneha.base.Endpoint;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who leads a zone, judged from all its servers' answers. A server's own word is not enough: oned has no lease, so a leader
 * that lost its majority goes on saying so (OpenNebula, src/raft/RaftManager.cc).
 *
 * @param leader the server that leads: the highest term with a majority behind it, or else the highest term whose majority
 *     may be among servers that could not be seen; empty when nobody can lead
 * @param behind pool entries that stand behind the leader, itself included; 0 without one
 * @param majority pool entries that a leader needs, itself included
 * @param pretenders servers that say they lead and do not, highest term first
 */
public record Leadership(Optional<ServerView> leader, int behind, int majority, List<ServerView> pretenders) {
    /** Whether a majority was seen behind the leader. */
    public boolean proven() {
        return leader.isPresent() && behind >= majority;
    }

    /** The leader's raft status. */
    public Optional<RaftStatus> status() {
        return leader.flatMap(view -> view.status());
    }

    /**
     * Judges who leads.
     *
     * @param pool the servers of the zone's pool; an entry that is there twice counts twice, as it does for oned
     */
    public static Leadership of(List<ServerView> pool) {
        int majority = pool.size() / 2 + 1;
        List<ServerView> claimants = claimants(pool);
        // Who believes in another pool leads that one at most, in whatever term.
        List<ServerView> eligible =
                claimants.stream().filter(view -> view.otherPool().isEmpty()).toList();
        Optional<ServerView> leader = eligible.stream()
                .filter(claimant -> behind(claimant, pool) >= majority)
                .findFirst()
                .or(() -> eligible.stream()
                        .limit(1)
                        .filter(claimant -> behind(claimant, pool) + unseen(pool) >= majority)
                        .filter(claimant -> !overtaken(claimant, pool))
                        .findFirst());
        List<ServerView> pretenders = new ArrayList<>(claimants);
        leader.ifPresent(pretenders::remove);
        return new Leadership(
                leader, leader.map(view -> behind(view, pool)).orElse(0), majority, List.copyOf(pretenders));
    }

    /** Whether a server's answer says that it follows in that term. */
    public static boolean follows(ServerView view, long term) {
        return view.status()
                .filter(raft -> raft.state() == ServerState.FOLLOWER && raft.term() == term)
                .isPresent();
    }

    /** Those who say they lead, highest term first; one server with two entries is one claimant. */
    private static List<ServerView> claimants(List<ServerView> pool) {
        List<ServerView> claimants = new ArrayList<>();
        for (ServerView view : pool) {
            boolean known = claimants.stream().anyMatch(other -> Endpoint.same(other.asked(), view.asked()));
            if (!known && view.is(ServerState.LEADER)) {
                claimants.add(view);
            }
        }
        claimants.sort(Comparator.comparingLong(Leadership::term).reversed());
        return claimants;
    }

    private static int behind(ServerView claimant, List<ServerView> pool) {
        String self = Endpoint.key(claimant.asked());
        long term = term(claimant);
        return (int) pool.stream()
                .filter(view -> Endpoint.key(view.asked()).equals(self) || follows(view, term))
                .count();
    }

    /** A refused connection or a refused login is no follower; other failures leave it open. */
    private static int unseen(List<ServerView> pool) {
        return (int) pool.stream()
                .flatMap(view -> view.failure().stream())
                .filter(failure ->
                        failure.kind() != FailureKind.REFUSED && failure.kind() != FailureKind.AUTHENTICATION)
                .count();
    }

    /** Whether a server follows in a later term: then somebody was elected since. */
    private static boolean overtaken(ServerView claimant, List<ServerView> pool) {
        return pool.stream()
                .flatMap(view -> view.status().stream())
                .anyMatch(raft -> raft.state() == ServerState.FOLLOWER && raft.term() > term(claimant));
    }

    private static long term(ServerView view) {
        return view.status().map(RaftStatus::term).orElse(-1L);
    }
}
