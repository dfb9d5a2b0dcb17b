package io.oneha.demo.sim;

import io.oneha.demo.raft.RaftDisk;
import io.oneha.demo.raft.RaftSettings;
import io.oneha.demo.raft.SimulatedClock;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** A zone: servers, the network between them, their clients' writes, and the clock that drives it all. */
public final class SimZone {
    /** Longer than any start takes, in milliseconds. */
    private static final long SETTLING = 60_000;

    private final SimulatedClock agenda = new SimulatedClock();
    private final Random random;
    private final List<SimServer> servers = new ArrayList<>();
    private final SimNetwork network;
    private final WriteLoad load;
    private RaftSettings settings;
    private Consumer<SimServer> portListener = server -> {};

    /** @param seed equal seeds make equal zones */
    public SimZone(long seed, RaftSettings settings) {
        this.random = new Random(seed);
        this.settings = settings;
        this.network = new SimNetwork(agenda, random, this::settings);
        this.load = new WriteLoad(servers, agenda, random);
    }

    /** Adds a front-end, whose oned is not started. */
    public SimServer addServer(String name, String endpoint, int serverId, Database database, String secret) {
        SimServer server = new SimServer(
                name,
                endpoint,
                serverId,
                database,
                secret,
                this::settings,
                agenda,
                random,
                changed -> portListener.accept(changed));
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
     * @param lastIndex where the log of a zone in HA has got to
     * @param writes its clients' writes a second
     */
    public record Plan(
            List<String> names,
            int members,
            List<String> endpoints,
            String zoneEndpoint,
            SimUser admin,
            long lastIndex,
            double writes) {}

    /** A zone that has been running for a while: it was started, elected a leader, and has been written to since. */
    public static SimZone running(long seed, Plan plan) {
        return running(seed, plan, zone -> {});
    }

    /** The same; {@code before} gets the zone while all its servers are off. */
    public static SimZone running(long seed, Plan plan, Consumer<SimZone> before) {
        SimZone zone = new SimZone(seed, RaftSettings.DEFAULTS);
        int installed = Math.max(1, plan.members());
        List<String> pool = plan.names().subList(0, plan.members());
        ZoneBody body = ZoneBody.of(plan.zoneEndpoint(), pool, plan.endpoints());
        for (int i = 0; i < plan.names().size(); i++) {
            boolean member = i < plan.members();
            RaftDisk disk = member ? new RaftDisk(plan.lastIndex(), 6, 6, -1) : new RaftDisk(0, 0, 0, -1);
            Database database = new Database(disk, body, List.of(plan.admin()));
            database.up(i < installed);
            int id = member ? i : -1;
            zone.addServer(
                    plan.names().get(i),
                    plan.endpoints().get(i),
                    id,
                    database,
                    plan.admin().session());
        }
        before.accept(zone);
        zone.servers.stream().limit(installed).forEach(SimServer::start);
        zone.writeLoad(plan.writes());
        do {
            zone.advanceTo(zone.now() + SETTLING);
        } while (zone.servers.stream().noneMatch(SimZone::serves));
        return zone;
    }

    private static boolean serves(SimServer server) {
        return server.isListening()
                && server.state()
                        .filter(state -> state == ServerState.LEADER || state == ServerState.SOLO)
                        .isPresent();
    }

    /** Hears when a server's port opens or closes. */
    public void onPortChange(Consumer<SimServer> listener) {
        portListener = listener;
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
        return servers.stream()
                .filter(server -> server.state()
                        .filter(state -> state == ServerState.LEADER)
                        .isPresent())
                .toList();
    }

    /** Now, in milliseconds of the simulated clock. */
    public long now() {
        return agenda.now();
    }

    /** Has something done at a later moment of the simulated clock. */
    public void after(long millis, Runnable action) {
        agenda.after(millis, action);
    }

    /** Whether packets of one front-end reach another. */
    public boolean connects(SimServer one, SimServer other) {
        return network.connects(one, other);
    }

    /** Lets everything happen that happens until {@code millis} of the simulated clock. */
    public void advanceTo(long millis) {
        agenda.advanceTo(millis);
    }

    /** When something happens next, in milliseconds of the simulated clock. */
    public OptionalLong nextEvent() {
        return agenda.next();
    }

    /** oned.conf's RAFT section, the same on all servers. */
    public RaftSettings settings() {
        return settings;
    }

    /** Changes it on all servers, at once. */
    public void settings(RaftSettings changed) {
        settings = changed;
    }

    /** Cuts these servers off from all others; clients reach both sides. */
    public void partition(Collection<SimServer> group) {
        network.cutOff(group);
    }

    /** Mends every cable. */
    public void heal() {
        network.cutOff(Set.of());
    }

    /** The servers that are cut off from the others. */
    public Set<SimServer> cutOff() {
        return network.cutOff();
    }

    /** Sends a server a call in oneadmin's name and lets the answer go. */
    public void administer(SimServer server, String method, XmlRpcCall.Parameter... parameters) {
        List<XmlRpcCall.Parameter> all = new ArrayList<>();
        all.add(XmlRpcCall.Parameter.of(server.secret()));
        all.addAll(List.of(parameters));
        server.receive(new XmlRpcCall(method, all), answer -> {});
    }

    /**
     * From now on the clients write so much.
     *
     * @param perSecond the clients' writes a second; 0 for none
     */
    public void writeLoad(double perSecond) {
        load.rate(perSecond);
    }

    /** The clients' writes a second. */
    public double writeLoad() {
        return load.rate();
    }
}
