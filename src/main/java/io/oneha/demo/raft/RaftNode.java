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
    /** How often the timer thread looks, in milliseconds. */
    static final long TIMER_PERIOD = 50;
    /** After every start, how long silence is no reason for an election, in milliseconds; the election time-out comes on top. */
    static final long WARM_UP = 15_000;

    final int serverId;
    final RaftDisk disk;
    final StateMachine machine;
    final Scheduler scheduler;
    final Peers peers;
    final Random random;
    private final Supplier<RaftSettings> settings;
    private final Leadership leadership = new Leadership(this);
    final Ballot ballot;
    final CommitIndex commit;

    private RaftEvents events = RaftEvents.NONE;
    private ServerState state;
    private boolean mayStand;
    private int leaderId = -1;
    private long lastHeartbeat;
    private SortedMap<Integer, String> servers = new TreeMap<>();

    /**
     * @param serverId SERVER_ID of oned.conf, -1 for solo
     * @param settings may change while it runs
     */
    public RaftNode(
            int serverId,
            RaftDisk disk,
            StateMachine machine,
            Supplier<RaftSettings> settings,
            Scheduler scheduler,
            Peers peers,
            Random random) {
        this.serverId = serverId;
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

    /** Tells it who hears of it. */
    public void events(RaftEvents listener) {
        events = listener;
    }

    /** Starts the timers: a follower waits for the warm-up and the election time-out, then stands for election. */
    public void start() {
        events.started(state);
        servers = machine.servers();
        mayStand = machine.holdsElections();
        lastHeartbeat = scheduler.now() + WARM_UP;
        if (serverId >= 0) {
            scheduler.after(random.nextInt((int) TIMER_PERIOD), this::tick);
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

    /** The raft state. */
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
    public void write(Change change, Consumer<Boolean> done) {
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
            leadership.addFollower(id);
        }
    }

    /** A leader forgets a removed server at once. */
    public void deleteServer(int id) {
        if (state == ServerState.LEADER) {
            servers.remove(id);
            leadership.deleteFollower(id);
        }
    }

    /** {@code one.zone.resetserver}: replication to a server goes on at the log's end. */
    public void resetServer(int id) {
        leadership.reset(id);
    }

    /** Heartbeats have been lost: a follower stands for election next time it looks. */
    public void missHeartbeats() {
        lastHeartbeat = Math.min(lastHeartbeat, scheduler.now() - settings.get().electionTimeout() - 1);
    }

    /** SIGTERM: a leader lets its writers go. */
    public void finish() {
        becomeFollower(0);
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
        lastHeartbeat = scheduler.now();
        RaftLog log = disk.log();
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

    private void tick() {
        long silence = scheduler.now() - lastHeartbeat;
        if (mayStand
                && state == ServerState.FOLLOWER
                && silence > settings.get().electionTimeout()) {
            state = ServerState.CANDIDATE;
            events.electionBegins();
            // An election blocks the timer thread: nobody watches the time-outs meanwhile.
            new Election(this, machine.servers(), this::tickLater).round();
            return;
        }
        if (state == ServerState.LEADER && silence >= settings.get().broadcastTimeout()) {
            leadership.heartbeat();
            lastHeartbeat = scheduler.now();
        }
        tickLater();
    }

    private void tickLater() {
        // Threads never wake on the dot; without that, servers could keep step, and elections would tie for ever.
        scheduler.after(TIMER_PERIOD + random.nextInt(2), this::tick);
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
        state = ServerState.LEADER;
        commit.fallBack(false);
        leaderId = serverId;
        lastHeartbeat = scheduler.now();
        leadership.begin(servers.keySet());
        events.leads(disk.log().lastIndex(), disk.applied());
    }

    void becomeFollower(long newTerm) {
        leadership.end();
        events.follows(state == ServerState.LEADER);
        commit.fallBack(state == ServerState.LEADER);
        state = ServerState.FOLLOWER;
        ballot.adopt(newTerm);
        leaderId = -1;
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

    /** What a write to the database takes, in milliseconds, as measured with MariaDB on a small machine. */
    long writeTime() {
        return 2 + random.nextInt(3);
    }

    /** The term, unsigned 32 bit. */
    public long term() {
        return ballot.term();
    }

    long electionTimeout() {
        return settings.get().electionTimeout();
    }
}
