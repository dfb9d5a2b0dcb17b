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

    final RaftDisk disk;
    final StateMachine machine;
    final Scheduler scheduler;
    final Peers peers;
    final Random random;
    private final int serverId;
    private final Supplier<RaftSettings> settings;
    private final Leadership leadership = new Leadership(this);

    private ServerState state;
    private long term;
    private int votedFor;
    private long commit;
    private int leaderId = -1;
    private long lastHeartbeat;
    private boolean timerBusy;
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
        this.term = disk.term();
        this.votedFor = disk.votedFor();
    }

    /** Starts the timers: a follower waits for the warm-up and the election time-out, then stands for election. */
    public void start() {
        servers = machine.servers();
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
                term,
                votedFor,
                BigInteger.valueOf(commit),
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

    /** Answers another server; {@code reply} runs when the database has written. */
    public void handle(RaftCall call, Consumer<RaftReply> reply) {
        long before = term;
        if (call instanceof RaftCall.Vote vote) {
            RaftReply answer = new RaftReply(vote(vote), before);
            scheduler.after(writeTime() + writeTime(), () -> reply.accept(answer));
        } else if (call instanceof RaftCall.Replicate replicate) {
            RaftReply answer = new RaftReply(replicate(replicate), before);
            scheduler.after(replicate.isHeartbeat() ? 0 : writeTime(), () -> reply.accept(answer));
        }
    }

    private boolean vote(RaftCall.Vote vote) {
        if (vote.term() < term) {
            return false;
        }
        if (vote.term() > term) {
            becomeFollower(vote.term());
        }
        RaftLog log = disk.log();
        boolean outdated = log.lastTerm() > vote.logTerm()
                || log.lastTerm() == vote.logTerm() && log.lastIndex() > vote.logIndex();
        if (outdated || votedFor != -1 && votedFor != vote.candidateId()) {
            return false;
        }
        remember(term, vote.candidateId());
        return true;
    }

    private boolean replicate(RaftCall.Replicate call) {
        if (call.leaderTerm() < term) {
            return false;
        }
        if (call.leaderTerm() > term || state == ServerState.CANDIDATE) {
            becomeFollower(call.leaderTerm());
        }
        leaderId = call.leaderId();
        lastHeartbeat = scheduler.now();
        RaftLog log = disk.log();
        if (call.isHeartbeat()) {
            follow(call.leaderCommit(), log.lastIndex());
            return true;
        }
        RaftCall.LogRecord record = call.record();
        long index = record.index();
        if (index > 0 && (!log.isLoadable(index - 1) || log.termOf(index - 1) != call.previousTerm())) {
            return false;
        }
        if (log.isLoadable(index)) {
            if (log.termOf(index) == record.term()) {
                return true;
            }
            log.truncateFrom(index);
        }
        if (!machine.isWritable()) {
            return false;
        }
        log.append(record.term(), record.change());
        follow(call.leaderCommit(), index);
        return true;
    }

    private void follow(long leaderCommit, long index) {
        if (leaderCommit > commit) {
            commit = Math.min(index, leaderCommit);
        }
        applyUpTo(commit);
    }

    void applyUpTo(long index) {
        RaftLog log = disk.log();
        while (disk.applied() < index && log.isLoadable(disk.applied() + 1)) {
            machine.apply(log.record(disk.applied() + 1).change());
            disk.applied(disk.applied() + 1);
        }
    }

    private void tick() {
        long silence = scheduler.now() - lastHeartbeat;
        // An election blocks the timer thread: nobody watches the time-outs meanwhile.
        if (!timerBusy
                && state == ServerState.LEADER
                && silence > settings.get().broadcastTimeout()) {
            leadership.heartbeat();
            lastHeartbeat = scheduler.now();
        } else if (!timerBusy
                && state == ServerState.FOLLOWER
                && silence > settings.get().electionTimeout()) {
            state = ServerState.CANDIDATE;
            timerBusy = true;
            new Election(this, machine.servers(), () -> timerBusy = false).round();
        }
        scheduler.after(TIMER_PERIOD, this::tick);
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
        remember(term + 1 & RaftReply.NO_TERM, serverId);
    }

    /** A candidate's round is lost. */
    void withdraw() {
        remember(term, -1);
    }

    void becomeLeader() {
        if (state != ServerState.CANDIDATE) {
            return;
        }
        state = ServerState.LEADER;
        commit = machine.isWritable() ? disk.applied() : 0;
        leaderId = serverId;
        lastHeartbeat = scheduler.now();
        leadership.begin(servers.keySet());
    }

    void becomeFollower(long newTerm) {
        leadership.end();
        state = ServerState.FOLLOWER;
        if (newTerm > term) {
            remember(newTerm, -1);
        }
        commit = machine.isWritable() ? disk.applied() : 0;
        leaderId = -1;
        leadership.releaseWriters();
    }

    void commit(long index) {
        commit = Math.max(commit, index);
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
        return new RaftCall.Replicate(serverId, commit, term, record, previousTerm);
    }

    /** What a write to the database takes, in milliseconds, as measured with MariaDB on a small machine. */
    long writeTime() {
        return 3 + random.nextInt(5);
    }

    int serverId() {
        return serverId;
    }

    long term() {
        return term;
    }

    long electionTimeout() {
        return settings.get().electionTimeout();
    }

    private void remember(long newTerm, int vote) {
        term = newTerm;
        votedFor = vote;
        if (machine.isWritable()) {
            disk.keep(term, votedFor);
        }
    }
}
