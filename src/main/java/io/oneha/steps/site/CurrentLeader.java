package io.oneha.steps.site;

import io.oneha.base.Endpoint;
import io.oneha.inventory.FrontEnd;
import io.oneha.ssh.SshException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /**
     * The server that says it leads, with a majority of the zone's pool behind it in its term; empty where there is none. The pool is
     * the one that most of the servers list: where oned is down anybody on the host may listen on its port, and lead a pool of one.
     */
    public Optional<String> name() {
        List<Answer> answers = new ArrayList<>();
        for (FrontEnd frontEnd : site.inventory().frontEnds()) {
            answer(frontEnd).ifPresent(answers::add);
        }
        Optional<List<ZoneServer>> pool = pool(answers);
        // Only then the term: one that wrapped is the highest there is, and who was cut off keeps it.
        return answers.stream()
                .filter(answer -> answer.raft().state() == ServerState.LEADER)
                .filter(answer -> pool.filter(servers -> isFollowed(answer, servers, answers))
                        .isPresent())
                .max(Comparator.comparingLong(answer -> answer.raft().term()))
                .map(answer -> answer.frontEnd().name());
    }

    /**
     * The same.
     *
     * @throws StepException nobody leads
     */
    public String required() {
        return name().orElseThrow(() -> StepException.leaderLost("no server of the zone leads"));
    }

    /** What a server says of itself, and which servers it takes for the zone's. */
    private record Answer(FrontEnd frontEnd, RaftStatus raft, List<ZoneServer> pool) {
        boolean isOf(ZoneServer server) {
            return Oned.isOf(server, frontEnd.name(), frontEnd.endpoint());
        }

        boolean standsBehind(Answer leader) {
            return frontEnd.equals(leader.frontEnd())
                    || raft.state() == ServerState.FOLLOWER
                            && raft.term() == leader.raft().term();
        }
    }

    /** The list that most servers have; of two that as many have, the longer, for a majority of it is harder to come by. */
    private static Optional<List<ZoneServer>> pool(List<Answer> answers) {
        Map<Set<String>, List<Answer>> believers = answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.pool().stream().map(CurrentLeader::key).collect(Collectors.toSet())));
        return believers.values().stream()
                .max(Comparator.<List<Answer>>comparingInt(List::size)
                        .thenComparing(group -> group.get(0).pool().size()))
                .map(group -> group.get(0).pool());
    }

    private static String key(ZoneServer server) {
        return server.id() + " " + Endpoint.key(server.endpoint());
    }

    /** A leader that was cut off says that it leads, too. */
    private static boolean isFollowed(Answer leader, List<ZoneServer> pool, List<Answer> answers) {
        long behind = pool.stream()
                .filter(server ->
                        answers.stream().anyMatch(answer -> answer.isOf(server) && answer.standsBehind(leader)))
                .count();
        return pool.stream().anyMatch(leader::isOf) && behind > pool.size() / 2;
    }

    private Optional<Answer> answer(FrontEnd frontEnd) {
        try {
            Oned oned = site.oned(frontEnd.name());
            Optional<RaftStatus> raft = oned.raft().value();
            return raft.isEmpty() ? Optional.empty() : Optional.of(new Answer(frontEnd, raft.get(), oned.servers()));
        } catch (SshException | StepException e) {
            // It is out of reach, or does not say what it takes for the zone, and does not count.
            return Optional.empty();
        }
    }
}
