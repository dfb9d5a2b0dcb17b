package io.oneha.demo.sim;

import io.oneha.demo.raft.RaftDisk;
import io.oneha.demo.raft.RaftSettings;
import io.oneha.demo.raft.SimulatedClock;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** A zone: servers, the network between them, their clients' writes, and the clock that drives it all. */
public final class SimZone {
    /** Longer than any start takes, in milliseconds. */
    private static final long SETTLING = 60_000;

    final SimulatedClock clock = new SimulatedClock();
    final Random random;
    final SimNetwork network = new SimNetwork(this);
    private final List<SimServer> servers = new ArrayList<>();
    private final WriteLoad load = new WriteLoad(this);
    private RaftSettings settings;
    private String federationMode = "STANDALONE";
    private Consumer<SimServer> portListener = server -> {};

    /** @param seed equal seeds make equal zones */
    public SimZone(long seed, RaftSettings settings) {
        this.random = new Random(seed);
        this.settings = settings;
    }

    /** Adds a front-end, whose oned is not started. */
    public SimServer addServer(String name, String endpoint, int serverId, Database database, String secret) {
        SimServer server = new SimServer(this, name, endpoint, serverId, database, secret);
        servers.add(server);
        network.plugIn(server);
        return server;
    }

    /**
     * What a zone is to be like when it is first looked at.
     *
     * @param names the front-ends' names
     * @param members how many of them, from the first one on, are the zone; 0 when the first runs without HA. On the others
     *     nothing is installed yet
     * @param endpoints their endpoints, in the same order
     * @param zoneEndpoint the zone's own endpoint
     * @param admin oneadmin
     * @param last where the log of a zone in HA has got to
     */
    public record Plan(
            List<String> names, int members, List<String> endpoints, String zoneEndpoint, SimUser admin, long last) {}

    /** A zone all of whose servers are off. Where nothing is installed yet, the database is off, too. */
    public static SimZone off(long seed, Plan plan) {
        SimZone zone = new SimZone(seed, RaftSettings.DEFAULTS);
        List<String> pool = plan.names().subList(0, plan.members());
        ZoneBody body = ZoneBody.of(plan.zoneEndpoint(), pool, plan.endpoints());
        for (int i = 0; i < plan.names().size(); i++) {
            boolean member = i < plan.members();
            RaftDisk disk = member ? new RaftDisk(plan.last(), 6, 6, -1) : new RaftDisk(0, 0, 0, -1);
            Database database = new Database(disk, body, List.of(plan.admin()));
            database.up(i < Math.max(1, plan.members()));
            String session = plan.admin().session();
            zone.addServer(plan.names().get(i), plan.endpoints().get(i), member ? i : -1, database, session);
        }
        return zone;
    }

    /**
     * Runs for a while: what is installed is started, elects a leader, and is written to since.
     *
     * @param writes the clients' writes a second
     */
    public void settle(double writes) {
        servers.stream().filter(server -> server.database().isWritable()).forEach(SimServer::start);
        load.rate(writes);
        do {
            clock.advanceTo(clock.now() + SETTLING);
        } while (servers.stream().noneMatch(SimServer::serves));
    }

    /** Hears when a server's port opens or closes. */
    public void onPortChange(Consumer<SimServer> listener) {
        portListener = listener;
    }

    void portChanged(SimServer server) {
        portListener.accept(server);
    }

    /** The front-ends. */
    public List<SimServer> servers() {
        return List.copyOf(servers);
    }

    /** The front-end of that name. */
    public Optional<SimServer> server(String name) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }

    /** Who believes to lead. */
    public List<SimServer> leaders() {
        return servers.stream().filter(server -> server.is(ServerState.LEADER)).toList();
    }

    /** What drives it all, in simulated milliseconds. */
    public SimulatedClock clock() {
        return clock;
    }

    /** What connects the front-ends; clients reach all of them. */
    public SimNetwork network() {
        return network;
    }

    /** The clients' writes. */
    public WriteLoad load() {
        return load;
    }

    /** oned.conf's RAFT section, as far as it is the same on all servers. */
    public RaftSettings settings() {
        return settings;
    }

    /** FEDERATION/MODE of all servers. */
    public String federationMode() {
        return federationMode;
    }

    boolean isSlave() {
        return federationMode.equals("SLAVE");
    }

    /** Changes it on all servers, at once, as if their oned had been started with it. */
    public void federationMode(String mode) {
        federationMode = mode;
    }

    /** Changes it on all servers, at once. */
    public void settings(RaftSettings changed) {
        settings = changed;
    }

    /** Sends a server a call in oneadmin's name and lets the answer go. */
    public void administer(SimServer server, String method, XmlRpcCall.Parameter... parameters) {
        List<XmlRpcCall.Parameter> all = new ArrayList<>();
        all.add(XmlRpcCall.Parameter.of(server.secret));
        all.addAll(List.of(parameters));
        server.receive(new XmlRpcCall(method, all), answer -> {});
    }
}
