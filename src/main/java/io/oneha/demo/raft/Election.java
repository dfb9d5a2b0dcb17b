package io.oneha.demo.raft;

import io.oneha.zone.ServerState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A candidate's rounds: one server is asked after another, in order of their ids; a lost round is followed by a pause of up to an
 * election time-out and the next term. Its servers are those of its own database when it began.
 */
final class Election {
    private final RaftNode node;
    private final SortedMap<Integer, String> electorate;
    private final Runnable over;

    Election(RaftNode node, SortedMap<Integer, String> electorate, Runnable over) {
        this.node = node;
        this.electorate = electorate;
        this.over = over;
    }

    void round() {
        if (node.state() != ServerState.CANDIDATE) {
            over.run();
            return;
        }
        node.stand(electorate);
        Deque<Integer> others = new ArrayDeque<>(electorate.keySet());
        others.remove(node.serverId);
        Round round = new Round(others, node.term());
        node.scheduler.after(node.writeTime(), round::askNext);
    }

    private void lost() {
        if (node.state() != ServerState.CANDIDATE) {
            over.run();
            return;
        }
        node.ballot.withdraw();
        node.scheduler.after(
                (long) (node.random.nextDouble() * node.settings.get().electionTimeout()), this::round);
    }

    private final class Round {
        private final Deque<Integer> others;
        private final long term;
        private final int needed = electorate.size() / 2;
        private int granted;

        Round(Deque<Integer> others, long term) {
            this.others = others;
            this.term = term;
        }

        void askNext() {
            if (granted >= needed) {
                node.becomeLeader();
                over.run();
            } else if (others.isEmpty()) {
                lost();
            } else {
                RecordLog log = node.disk.log();
                RaftCall.Vote vote = new RaftCall.Vote(node.term(), node.serverId, log.lastIndex(), log.lastTerm());
                node.call(others.remove(), vote, this::answered);
            }
        }

        private void answered(Optional<RaftReply> reply) {
            if (reply.isPresent() && reply.get().success()) {
                granted++;
            } else if (reply.isPresent() && reply.get().term() > term) {
                node.becomeFollower(reply.get().term());
                over.run();
                return;
            }
            askNext();
        }
    }
}
