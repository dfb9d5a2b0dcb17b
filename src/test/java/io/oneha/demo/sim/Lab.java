package io.oneha.demo.sim;

import io.oneha.demo.raft.RaftDisk;
import io.oneha.demo.raft.RaftNode;
import io.oneha.demo.raft.RaftSettings;
import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** The zone in which the recordings were made, rebuilt: server-0 to server-N on 10.90.0.11 and up, and two users. */
final class Lab {
    static final SimUser ONEADMIN = new SimUser(0, "oneadmin", "oneadminlab");
    static final SimUser VIEWER = new SimUser(2, "viewer", "viewerpass");
    private static final long TICK = 10;

    final SimZone zone;

    Lab(SimZone zone) {
        this.zone = zone;
    }

    /** Servers with empty logs, not started. */
    static Lab off(long seed, int count) {
        return off(seed, count, RaftSettings.DEFAULTS, 0, 0);
    }

    static Lab off(long seed, int count, RaftSettings settings, long lastIndex, long term) {
        SimZone zone = new SimZone(seed, settings);
        List<String> names =
                IntStream.range(0, count).mapToObj(i -> "server-" + i).toList();
        List<String> endpoints =
                IntStream.range(0, count).mapToObj(Lab::endpoint).toList();
        ZoneBody body = ZoneBody.of("http://10.90.0.100:2633/RPC2", names, endpoints);
        for (int i = 0; i < count; i++) {
            Database database = new Database(new RaftDisk(lastIndex, term, term, -1), body, List.of(ONEADMIN, VIEWER));
            zone.addServer(names.get(i), endpoints.get(i), i, database, ONEADMIN.session());
        }
        return new Lab(zone);
    }

    /** A healthy zone that has been running for a while. */
    static Lab healthy(long seed, int count) {
        Lab lab = off(seed, count, RaftSettings.DEFAULTS, 100, 1);
        lab.startAll();
        lab.pass(60_000);
        return lab;
    }

    /** A single server in solo, its pool empty. */
    static Lab solo() {
        SimZone zone = new SimZone(1, RaftSettings.DEFAULTS);
        ZoneBody body = ZoneBody.of("http://localhost:2633/RPC2", List.of(), List.of());
        Database database = new Database(new RaftDisk(0, 0, 0, -1), body, List.of(ONEADMIN, VIEWER));
        zone.addServer("server-0", endpoint(0), -1, database, ONEADMIN.session())
                .start();
        zone.clock().advanceTo(10_000);
        return new Lab(zone);
    }

    static String endpoint(int number) {
        return "http://10.90.0.1" + (number + 1) + ":2633/RPC2";
    }

    SimServer server(int number) {
        return zone.servers().get(number);
    }

    void startAll() {
        zone.servers().forEach(SimServer::start);
    }

    void pass(long millis) {
        zone.clock().advanceTo(zone.clock().now() + millis);
    }

    /** How long it takes until something is so, in milliseconds; fails after {@code most}. */
    long timeUntil(long most, BooleanSupplier so) {
        long start = zone.clock().now();
        while (!so.getAsBoolean()) {
            if (zone.clock().now() - start > most) {
                throw new AssertionError("not so within " + most + " ms: " + this);
            }
            pass(TICK);
        }
        return zone.clock().now() - start;
    }

    SimServer leader() {
        List<SimServer> leaders = zone.leaders();
        if (leaders.size() != 1) {
            throw new AssertionError("not one leader: " + this);
        }
        return leaders.get(0);
    }

    List<SimServer> followers() {
        return zone.servers().stream()
                .filter(server -> server.state().equals(Optional.of(ServerState.FOLLOWER)))
                .toList();
    }

    static RaftStatus raft(SimServer server) {
        RaftNode node = server.raft().orElseThrow();
        return node.status(BigInteger.ONE.negate());
    }

    static long index(SimServer server) {
        return raft(server).logIndex().longValueExact();
    }

    static long commit(SimServer server) {
        return raft(server).commit().longValueExact();
    }

    /** Calls a server and lets time pass until it answers, at most {@code most} ms. */
    Optional<String> call(SimServer server, long most, String method, Parameter... parameters) {
        List<String> answers = send(server, method, parameters);
        long end = zone.clock().now() + most;
        while (answers.isEmpty() && zone.clock().now() < end) {
            pass(1);
        }
        return answers.stream().findFirst();
    }

    /** Calls a server as oneadmin; the list gets the answer. */
    List<String> send(SimServer server, String method, Parameter... parameters) {
        List<Parameter> all = new ArrayList<>();
        all.add(Parameter.of(ONEADMIN.session()));
        all.addAll(List.of(parameters));
        List<String> answers = new ArrayList<>();
        server.receive(new XmlRpcCall(method, all), answers::add);
        return answers;
    }

    /** Appends to the zone's template. */
    List<String> update(SimServer server, String template) {
        return send(server, "one.zone.update", Parameter.of(0), Parameter.of(template), Parameter.of(1));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("at " + zone.clock().now() + " ms");
        zone.servers().forEach(server -> text.append("\n  ")
                .append(server.name())
                .append(' ')
                .append(server.raft()
                        .map(node -> node.status(BigInteger.ONE.negate()).toString())
                        .orElse("off")));
        return text.toString();
    }
}
