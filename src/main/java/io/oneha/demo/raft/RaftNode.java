package io.oneha.demo.raft;

import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The raft manager of one running oned: follower, candidate, leader, or solo. It lives as long as its process; what outlives it
 * is in its {@link RaftDisk}.
 *
 * <p>Source: OpenNebula 7.4, src/raft/RaftManager.cc and src/rm/api/ZoneAPI.cc (replicate_log, vote).
 */
public final class RaftNode {
    final int serverId;
    final RaftStorage disk;
    final StateMachine machine;
    final Scheduler scheduler;
    final Peers peers;
    final Random random;
    final Supplier<RaftSettings> settings;
    private final LeaderState leadership = new LeaderState(this);

    final Ballot ballot;
    final CommitIndex commit;
    private final HeartbeatTimer timer = new HeartbeatTimer(this, this::look);
    private final Consumer<RaftEvent> events;

    private ServerState state;
    private boolean mayStand;
    private int leaderId = -1;
    private SortedMap<Integer, String> servers = new TreeMap<>();

    /**
     * @param serverId SERVER_ID of oned.conf, -1 for solo
     * @param settings may change while it runs
     * @param events hears what happens, at once
     */
    public RaftNode(
            int serverId,
            RaftStorage disk,
            StateMachine machine,
            Supplier<RaftSettings> settings,
            Scheduler scheduler,
            Peers peers,
            Random random,
            Consumer<RaftEvent> events) {
        this.serverId = serverId;
        this.events = events;
        this.disk = disk;
        this.machine = machine;
        this.settings = settings;
        this.scheduler = scheduler;
        this.peers = peers;
        this.random = random;
        this.state = serverId < 0 ? ServerState.SOLO : ServerState.FOLLOWER;
        this.ballot = new Ballot(disk, machine);
        this.commit = new CommitIndex(disk, machine);
    }

    /** Starts the timers: a follower waits for the warm-up and the election time-out, then stands for election. */
    public void start() {
        servers = machine.servers();
        mayStand = machine.holdsElections();
        tell(new RaftEvent.Started(state));
        if (serverId >= 0) {
            timer.start(settings.get().warmUp());
        }
        scheduler.after(settings.get().purgePeriod(), this::purge);
    }

    /** {@code one.zone.raftstatus}. */
    public RaftStatus status(BigInteger fedIndex) {
        boolean solo = state == ServerState.SOLO;
        return new RaftStatus(
                serverId,
                state,
                ballot.term(),
                ballot.votedFor(),
                BigInteger.valueOf(commit.index()),
                BigInteger.valueOf(solo ? -1 : disk.log().lastIndex()),
                solo ? -1 : disk.log().lastTerm(),
                fedIndex);
    }

    /** SERVER_ID of oned.conf. */
    public int serverId() {
        return serverId;
    }

    public ServerState state() {
        return state;
    }

    /** Whether a new leader still brings what its predecessor left uncommitted to a majority. */
    public boolean isReconciling() {
        return leadership.isReconciling();
    }

    /** The leader's endpoint, when it is known and in the pool as this server knows it. */
    public Optional<String> leaderEndpoint() {
        return leaderId == -1 ? Optional.empty() : Optional.ofNullable(servers.get(leaderId));
    }

    /**
     * Writes, on a leader or in solo. {@code done} gets whether the change was carried out, which may be never: oned waits for a
     * majority without end.
     */
    public void write(DatabaseWrite change, Consumer<Boolean> done) {
        if (!machine.isWritable()) {
            done.accept(false);
        } else if (state == ServerState.SOLO) {
            machine.apply(change);
            done.accept(true);
        } else if (state == ServerState.LEADER) {
            leadership.write(change, done);
        } else {
            done.accept(false);
        }
    }

    /** A leader counts a new server, and replicates to it, at once. */
    public void addServer(int id, String endpoint) {
        if (state == ServerState.LEADER) {
            servers.put(id, endpoint);
            tell(new RaftEvent.FollowerAdded(id));
            leadership.addFollower(id);
        }
    }

    /** A leader forgets a removed server at once. */
    public void deleteServer(int id) {
        if (state == ServerState.LEADER) {
            servers.remove(id);
            tell(new RaftEvent.FollowerRemoved(id));
            leadership.deleteFollower(id);
        }
    }

    /** {@code one.zone.resetserver}: replication to a server goes on at the log's end. */
    public void resetServer(int id) {
        leadership.reset(id);
    }

    /** Heartbeats have been lost: a follower stands for election next time it looks. */
    public void missHeartbeats() {
        timer.miss(settings.get().electionTimeout() + 1);
    }

    /** SIGTERM: a leader lets its writers go; a candidate ends after its election, which nobody else may let it win. */
    public void finish(Runnable ended) {
        timer.end(() -> {
            if (state == ServerState.LEADER) {
                becomeFollower(0);
            }
            ended.run();
        });
    }

    /** Answers another server; {@code reply} runs when the database has written. */
    public void handle(RaftCall call, Consumer<RaftReply> reply) {
        long before = ballot.term();
        if (call instanceof RaftCall.Vote vote) {
            RaftReply answer = new RaftReply(vote(vote), before);
            scheduler.after(writeTime() + writeTime(), () -> reply.accept(answer));
        } else if (call instanceof RaftCall.Replicate replicate) {
            RaftReply answer = new RaftReply(replicate(replicate), before);
            scheduler.after(replicate.isHeartbeat() ? 0 : writeTime(), () -> reply.accept(answer));
        }
    }

    private boolean vote(RaftCall.Vote vote) {
        if (vote.term() < ballot.term()) {
            return false;
        }
        if (vote.term() > ballot.term()) {
            becomeFollower(vote.term());
        }
        return ballot.grant(vote);
    }

    private boolean replicate(RaftCall.Replicate call) {
        if (call.leaderTerm() < ballot.term()) {
            return false;
        }
        if (call.leaderTerm() > ballot.term() || state == ServerState.CANDIDATE) {
            becomeFollower(call.leaderTerm());
        }
        leaderId = call.leaderId();
        timer.heard();
        RecordLog log = disk.log();
        if (call.isHeartbeat()) {
            commit.follow(call.leaderCommit(), log.lastIndex());
            return true;
        }
        RaftCall.LogRecord record = call.record();
        if (!log.endsBefore(record, call.previousTerm())) {
            return false;
        }
        if (!log.has(record)) {
            if (!machine.isWritable()) {
                return false;
            }
            log.put(record);
        }
        commit.confirm(record.index());
        commit.follow(call.leaderCommit(), record.index());
        return true;
    }

    private void look() {
        long silence = timer.silence();
        if (mayStand
                && state == ServerState.FOLLOWER
                && silence > settings.get().electionTimeout()) {
            tell(new RaftEvent.LeaderLost());
            state = ServerState.CANDIDATE;
            timer.block();
            new Election(this, machine.servers(), timer::goOn).round();
            return;
        }
        if (state == ServerState.LEADER && silence >= settings.get().broadcastTimeout()) {
            leadership.heartbeat();
            timer.heard();
        }
        timer.lookLater();
    }

    private void purge() {
        if (machine.isWritable()) {
            disk.log().purge(disk.applied(), settings.get().logRetention());
        }
        scheduler.after(settings.get().purgePeriod(), this::purge);
    }

    /** A candidate's new round: the next term, with its own vote. */
    void stand(SortedMap<Integer, String> electorate) {
        servers = new TreeMap<>(electorate);
        leaderId = -1;
        ballot.stand(serverId);
    }

    void becomeLeader() {
        if (state != ServerState.CANDIDATE) {
            return;
        }
        tell(new RaftEvent.Elected(disk.log().lastIndex(), disk.applied()));
        state = ServerState.LEADER;
        commit.fallBack(false);
        leaderId = serverId;
        timer.heard();
        leadership.begin(servers.keySet());
        tell(new RaftEvent.Leads());
    }

    void becomeFollower(long newTerm) {
        boolean led = state == ServerState.LEADER;
        leadership.end();
        commit.fallBack(led);
        state = ServerState.FOLLOWER;
        ballot.adopt(newTerm);
        leaderId = -1;
        tell(new RaftEvent.Follows(led));
        leadership.releaseWriters();
    }

    /** Sends to a server of the pool; nothing comes back for one that is no longer in it. */
    void call(int id, RaftCall call, Consumer<Optional<RaftReply>> done) {
        String endpoint = servers.get(id);
        if (endpoint == null) {
            scheduler.after(0, () -> done.accept(Optional.empty()));
        } else {
            peers.call(endpoint, call, done);
        }
    }

    RaftCall.Replicate replication(RaftCall.LogRecord record, long previousTerm) {
        return new RaftCall.Replicate(serverId, commit.index(), ballot.term(), record, previousTerm);
    }

    void tell(RaftEvent event) {
        events.accept(event);
    }

    /** What a write to the database takes, in milliseconds. */
    long writeTime() {
        return disk.writeTime(random);
    }

    /** The term, unsigned 32 bit. */
    public long term() {
        return ballot.term();
    }
}
