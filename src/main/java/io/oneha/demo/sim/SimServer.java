package io.oneha.demo.sim;

import io.oneha.demo.raft.DatabaseWrite;
import io.oneha.demo.raft.Peers;
import io.oneha.demo.raft.RaftCall;
import io.oneha.demo.raft.RaftEvent;
import io.oneha.demo.raft.RaftNode;
import io.oneha.demo.raft.RaftReply;
import io.oneha.demo.raft.RaftSettings;
import io.oneha.zone.ServerState;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A front-end with its oned: the process, its database, its XML-RPC port, and what is wrong with it. */
public final class SimServer {
    /** From the start of the process to that of its raft manager, in milliseconds. */
    private static final long RAFT_STARTS = 1000;
    /** From the start of the process to its first answer, in milliseconds. */
    private static final long PORT_OPENS = 4000;
    /** TimeoutStopSec of its unit, in milliseconds: systemd's default. */
    private static final long STOP_TIMEOUT = 90_000;

    private final SimZone zone;
    private final String name;
    private final String endpoint;
    private final Database database;
    String secret;

    private final Connections connections = new Connections();
    private Consumer<RaftEvent> events = event -> {};
    private int serverId;
    private OptionalLong electionTimeout = OptionalLong.empty();
    private SimProcess process;
    private Optional<RaftNode> node = Optional.empty();
    private Optional<OnedApi> api = Optional.empty();
    private boolean failed;
    private boolean listening;

    /**
     * @param name the front-end's name
     * @param endpoint where its oned answers
     * @param serverId SERVER_ID of its oned.conf, -1 for solo
     * @param database its database
     * @param secret the session in its one_auth, read at each call to the others
     */
    SimServer(SimZone zone, String name, String endpoint, int serverId, Database database, String secret) {
        this.zone = zone;
        this.name = name;
        this.endpoint = endpoint;
        this.serverId = serverId;
        this.database = database;
        this.secret = secret;
        this.process = new SimProcess(zone.clock);
        this.process.end();
    }

    /** Tells it who hears of its elections, from the next start on. */
    public void events(Consumer<RaftEvent> listener) {
        events = listener;
    }

    public String name() {
        return name;
    }

    /** Where its oned answers XML-RPC. */
    public String endpoint() {
        return endpoint;
    }

    public Database database() {
        return database;
    }

    /** SERVER_ID of its oned.conf. */
    public int serverId() {
        return serverId;
    }

    /** Writes SERVER_ID into its oned.conf, which oned reads when it starts. */
    public void serverId(int id) {
        serverId = id;
    }

    /** RAFT of its oned.conf: the zone's, but for an election time-out of its own. */
    public RaftSettings settings() {
        return settings(electionTimeout);
    }

    /** Writes ELECTION_TIMEOUT_MS into its oned.conf, which oned reads when it starts. */
    public void electionTimeout(long millis) {
        electionTimeout = OptionalLong.of(millis);
    }

    private RaftSettings settings(OptionalLong ownTimeout) {
        return ownTimeout.isEmpty() ? zone.settings() : zone.settings().withElectionTimeout(ownTimeout.getAsLong());
    }

    /** Whether its oned is running, stopped by SIGSTOP or not. */
    public boolean isRunning() {
        return !process.hasEnded();
    }

    /** Whether its oned ended otherwise than by SIGTERM, and was not started again since. */
    public boolean hasFailed() {
        return failed && !isRunning();
    }

    /** Whether its process is stopped by SIGSTOP: its port still takes connections, and nobody answers. */
    public boolean isHung() {
        return isRunning() && process.isStopped();
    }

    /** Whether its port is open. */
    public boolean isListening() {
        return listening;
    }

    /** Its raft state, while its raft manager runs. */
    public Optional<ServerState> state() {
        return node.map(RaftNode::state);
    }

    boolean is(ServerState wanted) {
        return state().filter(wanted::equals).isPresent();
    }

    /** Whether it answers clients that write. */
    boolean serves() {
        return listening && (is(ServerState.LEADER) || is(ServerState.SOLO));
    }

    /** Its raft manager, while it runs. */
    public Optional<RaftNode> raft() {
        return node;
    }

    /** Tells one run of oned from another. */
    Object run() {
        return process;
    }

    /** Starts oned. Where its database is down, oned ends at once. */
    public void start() {
        if (isRunning() || !database.isWritable()) {
            failed = true;
            return;
        }
        SimProcess started = new SimProcess(zone.clock);
        process = started;
        OptionalLong read = electionTimeout;
        started.after(RAFT_STARTS, () -> {
            Peers peers = (to, call, done) ->
                    zone.network.raft(this, to, call, reply -> started.run(() -> done.accept(reply)));
            RaftNode raft = new RaftNode(
                    serverId, database.raft(), database, () -> settings(read), started, peers, zone.random, events);
            node = Optional.of(raft);
            api = Optional.of(new OnedApi(
                    raft,
                    database,
                    new UserSessions(database, started::now, UserSessions.EXPIRATION),
                    user -> OnedConf.xml(raft.serverId(), zone.federationMode(), settings(read), user.isAdmin()),
                    (to, call, done) ->
                            zone.network.forward(this, to, call, answer -> started.run(() -> done.accept(answer))),
                    zone::isSlave));
            raft.start();
        });
        started.after(PORT_OPENS, () -> setListening(true));
    }

    /** Ends oned at once, as SIGKILL does, or a crash, or a power cut. */
    public void kill() {
        failed = true;
        process.end();
        node = Optional.empty();
        api = Optional.empty();
        connections.drop();
        setListening(false);
    }

    /**
     * Ends oned as systemd does: by SIGTERM, and those who wait for it are answered first. A candidate is deaf from then on, and ends
     * when another server lets it win, or by the KILL that follows.
     */
    public void stop() {
        SimProcess ending = process;
        node.ifPresentOrElse(raft -> raft.finish(() -> finished(ending)), () -> finished(ending));
        if (isRunning()) {
            connections.drop();
            setListening(false);
            killLater(STOP_TIMEOUT, () -> true);
        }
    }

    private void finished(SimProcess run) {
        if (run == process) {
            kill();
            failed = false;
        }
    }

    /** SIGSTOP. */
    public void hang() {
        process.stop();
    }

    /** SIGCONT. */
    public void resume() {
        process.resume();
    }

    /** The database's server dies, and oned after it, 3 to 20 s later. */
    public void breakDatabase() {
        database.up(false);
        killLater(3000 + zone.random.nextInt(17_000), () -> !database.isWritable());
    }

    private void killLater(long millis, BooleanSupplier wanted) {
        SimProcess running = process;
        zone.clock.after(millis, () -> {
            if (running == process && isRunning() && wanted.getAsBoolean()) {
                kill();
            }
        });
    }

    /**
     * Answers a call that came in on the port.
     *
     * @param body the XML
     * @param answer gets the XML of the answer; never, when oned hangs, ends, or waits for a majority
     */
    public void receive(String body, Consumer<String> answer) {
        try {
            receive(XmlRpcCall.parse(body), answer);
        } catch (XmlRpcCall.FaultException e) {
            connect(() -> true, release -> {
                answer.accept(XmlRpcAnswer.fault(e.code(), e.getMessage()));
                release.run();
            });
        }
    }

    /** The same for a call that is read already. */
    public void receive(XmlRpcCall call, Consumer<String> answer) {
        connect(
                () -> true,
                release -> api.ifPresent(running -> running.handle(call, xml -> {
                    answer.accept(xml);
                    release.run();
                })));
    }

    /** A client's write that touches nothing the zone shows; {@code done} runs when oned answers, which may be never. */
    public void write(Runnable done) {
        connect(
                () -> true,
                release -> node.ifPresent(raft -> raft.write(DatabaseWrite.ELSEWHERE, success -> {
                    done.run();
                    release.run();
                })));
    }

    /** Answers another server's raft call, unless its caller has given up by the time it is looked at. */
    void raft(String session, RaftCall call, BooleanSupplier wanted, Consumer<RaftReply> reply) {
        boolean record = call instanceof RaftCall.Replicate replicate && !replicate.isHeartbeat();
        if (record && database.logStands()) {
            return;
        }
        connect(wanted, release -> {
            Runnable handle = () -> node.ifPresent(raft -> raft.handle(call, answer -> {
                reply.accept(answer);
                release.run();
            }));
            if (api.filter(running -> running.admits(session)).isEmpty()) {
                reply.accept(RaftReply.REFUSED);
                release.run();
            } else if (record && database.recordDelay() > 0) {
                process.after(database.recordDelay(), handle);
            } else {
                handle.run();
            }
        });
    }

    private void connect(BooleanSupplier wanted, Consumer<Runnable> work) {
        if (listening) {
            connections.take(process, wanted, work);
        }
    }

    private void setListening(boolean open) {
        if (listening != open) {
            listening = open;
            zone.portChanged(this);
        }
    }
}
