package io.oneha.demo.raft;

import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a leader knows of its followers: the next record for each, a replication and a heartbeat thread for each, and the writers
 * that wait for a majority. Empty while the server does not lead.
 */
final class LeaderState {
    private final RaftNode node;
    private final Map<Integer, Follower> followers = new TreeMap<>();
    private final Map<Long, Writer> writers = new TreeMap<>();
    private int servers;
    private boolean reconciling;

    LeaderState(RaftNode node) {
        this.node = node;
    }

    boolean isReconciling() {
        return reconciling;
    }

    void begin(Set<Integer> pool) {
        followers.clear();
        servers = pool.size();
        long last = node.disk.log().lastIndex();
        boolean unfinished = node.machine.isWritable() && node.disk.applied() < last;
        for (int id : pool) {
            if (id != node.serverId) {
                followers.put(id, new Follower(id, unfinished ? last : last + 1));
            }
        }
        heartbeat();
        if (unfinished) {
            reconciling = true;
            replicate(last, done -> reconciling = false);
        }
    }

    void end() {
        followers.values().forEach(Follower::stop);
        followers.clear();
    }

    /** Writers that wait are let go: oned tells them it is a follower now, and its API calls that success. */
    void releaseWriters() {
        List<Writer> waiting = new ArrayList<>(writers.values());
        writers.clear();
        reconciling = false;
        waiting.forEach(writer -> writer.done().accept(false));
    }

    void heartbeat() {
        followers.values().forEach(follower -> follower.heartbeats.request());
    }

    void write(DatabaseWrite change, Consumer<Boolean> done) {
        long index = node.disk.log().append(node.term(), change);
        node.scheduler.after(node.writeTime(), () -> replicate(index, done));
    }

    private void replicate(long index, Consumer<Boolean> done) {
        if (node.state() != ServerState.LEADER) {
            done.accept(false);
            return;
        }
        int missing = servers / 2;
        for (Follower follower : followers.values()) {
            if (index < follower.next) {
                missing--;
            } else {
                follower.replication.request();
            }
        }
        if (missing <= 0) {
            committed(index, done);
        } else {
            writers.put(index, new Writer(missing, done));
        }
    }

    private void committed(long index, Consumer<Boolean> done) {
        node.commit.reach(index);
        done.accept(true);
    }

    void addFollower(int id) {
        servers++;
        if (id != node.serverId) {
            followers.computeIfAbsent(
                    id, added -> new Follower(added, node.disk.log().lastIndex() + 1));
        }
    }

    void deleteFollower(int id) {
        servers--;
        Optional.ofNullable(followers.remove(id)).ifPresent(Follower::stop);
    }

    void reset(int id) {
        Follower follower = followers.get(id);
        if (follower != null) {
            follower.next = node.disk.log().lastIndex() + 1;
        }
    }

    private record Writer(int missing, Consumer<Boolean> done) {}

    /** A follower as its leader sees it. */
    private final class Follower {
        private final int id;
        private final Replicator heartbeats = new Replicator(node.scheduler, this::beat);
        private final Replicator replication = new Replicator(node.scheduler, this::sendNext);
        private long next;

        Follower(int id, long next) {
            this.id = id;
            this.next = next;
        }

        void stop() {
            heartbeats.stop();
            replication.stop();
        }

        private void beat(Consumer<Boolean> finished) {
            long term = node.term();
            node.call(id, node.replication(RaftCall.LogRecord.HEARTBEAT, 0), heartbeats.unlessStopped(reply -> {
                reply.filter(answer -> !answer.success() && answer.term() > term)
                        .ifPresent(answer -> overtaken(answer.term(), term));
                finished.accept(true);
            }));
        }

        private void sendNext(Consumer<Boolean> finished) {
            RecordLog log = node.disk.log();
            long index = next;
            if (!log.isLoadable(index)) {
                node.tell(new RaftEvent.RecordMissing(index));
                finished.accept(false);
                return;
            }
            long term = node.term();
            long previousTerm = log.termOf(Math.max(log.firstIndex(), index - 1));
            node.call(id, node.replication(log.record(index), previousTerm), replication.unlessStopped(reply -> {
                if (reply.isEmpty()) {
                    finished.accept(false);
                    return;
                }
                if (reply.get().success()) {
                    replicated();
                } else if (reply.get().term() > term) {
                    overtaken(reply.get().term(), term);
                } else {
                    next = Math.max(0, next - 1);
                    replication.request();
                }
                finished.accept(true);
            }));
        }

        private void overtaken(long itsTerm, long term) {
            node.tell(new RaftEvent.FollowerAhead(id, itsTerm, term));
            node.becomeFollower(itsTerm);
        }

        private void replicated() {
            long index = next;
            next = index + 1;
            Writer writer = writers.remove(index);
            if (writer != null && writer.missing() > 1) {
                writers.put(index, new Writer(writer.missing() - 1, writer.done()));
            } else if (writer != null) {
                committed(index, writer.done());
            }
            if (node.disk.log().lastIndex() > index) {
                replication.request();
            }
        }
    }
}
