package io.oneha.demo.host;

import io.oneha.demo.http.DemoServer;
import io.oneha.demo.sim.SimServer;
import io.oneha.demo.sim.SimUser;
import io.oneha.demo.sim.SimZone;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshTarget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** A zone with hosts whose clock stands until a test moves it; the test's thread is the simulation's. */
final class HostLab implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-03T04:05:06.789Z");
    private static final SimVip VIP = new SimVip("eth0", "192.0.2.100", 24);
    private static final Duration SOON = Duration.ofSeconds(5);

    final DemoServer server;
    final SimZone zone;
    final DemoHosts hosts;

    HostLab(int frontEnds) {
        SimUser admin = new SimUser(0, "oneadmin", "demo");
        List<String> names = IntStream.rangeClosed(1, frontEnds)
                .mapToObj(number -> "n1a" + number)
                .toList();
        server = DemoServer.open(frontEnds, 0);
        Optional<SimVip> vip = frontEnds > 1 ? Optional.of(VIP) : Optional.empty();
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        zone = SimZone.off(
                1,
                new SimZone.Plan(
                        names,
                        frontEnds > 1 ? frontEnds : 0,
                        server.endpoints(),
                        "http://192.0.2.100:2633/RPC2",
                        admin,
                        1000));
        hosts = new DemoHosts(server, zone, vip, admin.session(), clock, false);
        zone.settle(1);
        server.serve(zone, false);
    }

    SimServer leader() {
        return zone.leaders().get(0);
    }

    SimServer follower() {
        return zone.servers().stream()
                .filter(each -> !each.equals(leader()))
                .findFirst()
                .orElseThrow();
    }

    SimHost machine(SimServer oned) {
        return hosts.machine(oned.name()).orElseThrow();
    }

    /** Names of the hosts that hold the VIP. */
    List<String> holders() {
        return hosts.machines().stream()
                .filter(host -> !host.held.isEmpty())
                .map(SimHost::name)
                .toList();
    }

    RemoteHost host(String name) {
        return hosts.host(SshTarget.of(name, name));
    }

    RemoteResult run(String host, RemoteCommand command) {
        return host(host).run(command, SOON);
    }

    void pass(long millis) {
        server.advanceTo(zone.clock().now() + millis);
    }

    /** How long it takes until something is so, in milliseconds; fails after two minutes. */
    long timeUntil(BooleanSupplier so) {
        long start = zone.clock().now();
        while (!so.getAsBoolean()) {
            if (zone.clock().now() - start > 120_000) {
                throw new AssertionError("not so within two minutes: held by " + holders());
            }
            pass(10);
        }
        return zone.clock().now() - start;
    }

    @Override
    public void close() {
        server.close();
    }
}
