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
    private final Deque<Integer> others = new ArrayDeque<>();
    private long term;
    private int granted;

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
        term = node.term();
        granted = 0;
        others.clear();
        others.addAll(electorate.keySet());
        others.remove(node.serverId);
        node.scheduler.after(node.writeTime(), this::askNext);
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

    private void askNext() {
        if (granted >= electorate.size() / 2) {
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
