package io.oneha.demo;

import io.oneha.demo.host.DemoHosts;
import io.oneha.demo.host.SimHost;
import io.oneha.demo.host.SimVip;
import io.oneha.demo.http.DemoServer;
import io.oneha.demo.sim.SimUser;
import io.oneha.demo.sim.SimZone;
import io.oneha.ssh.RemoteHosts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A simulated zone that runs, served over HTTP on loopback; its clients see what they would see of a real one. */
public final class Demo implements AutoCloseable {
    private static final SimUser ONEADMIN = new SimUser(0, "oneadmin", "demo");
    /** Of a network for examples (RFC 5737): nobody has it, and nobody is asked there. */
    private static final SimVip VIP = new SimVip("eth0", "192.0.2.100", 24);
    /** A zone with some past. */
    private static final long LAST_INDEX = 18_204;
    /** The everyday writes of a small zone, a second. */
    static final double EVERYDAY_WRITES = 1.5;

    private final DemoServer server;
    private final DemoHosts hosts;

    private Demo(DemoServer server, DemoHosts hosts) {
        this.server = server;
        this.hosts = hosts;
    }

    /**
     * Starts a healthy zone, with a leader, some past and a light write load.
     *
     * @throws IllegalStateException it cannot listen; the message is one line
     */
    public static Demo start(DemoOptions options) {
        return start(options, Clock.systemDefaultZone());
    }

    /**
     * The same with another clock.
     *
     * @param clock what the hosts' clocks show
     */
    public static Demo start(DemoOptions options, Clock clock) {
        List<String> names = IntStream.rangeClosed(1, options.frontEnds() + options.spares())
                .mapToObj(number -> "n1a" + number)
                .toList();
        DemoServer server = DemoServer.open(names.size(), options.basePort());
        String zoneEndpoint = "http://" + VIP.address() + ":2633/RPC2";
        int members = options.solo() ? 0 : options.frontEnds();
        SimZone zone = SimZone.off(
                options.seed(),
                new SimZone.Plan(names, members, server.endpoints(), zoneEndpoint, ONEADMIN, LAST_INDEX));
        DemoHosts hosts = new DemoHosts(server, zone, Optional.of(VIP), ONEADMIN.session(), clock, options.realTime());
        zone.settle(EVERYDAY_WRITES);
        server.serve(zone, options.realTime());
        return new Demo(server, hosts);
    }

    /** The servers' XML-RPC endpoints. */
    public List<String> endpoints() {
        return server.endpoints();
    }

    /** {@code user:password} of the zone's administrator. */
    public String session() {
        return ONEADMIN.session();
    }

    /** An inventory, as one-deploy's, that leads to the zone from outside this process, where its hosts are not reached. */
    public String inventoryToServe() {
        return inventoryYaml().replaceFirst("  vars:\n", "  vars:\n    oneha_ssh: false\n");
    }

    /** An inventory, as one-deploy's, that leads to the zone and its hosts. */
    public String inventoryYaml() {
        StringBuilder yaml = new StringBuilder("---\nall:\n  vars:\n    ansible_user: root\n    one_pass: ")
                .append(ONEADMIN.password())
                .append('\n');
        yaml.append("    one_vip: ").append(VIP.address());
        yaml.append("\n    one_vip_cidr: ").append(VIP.prefix());
        yaml.append("\n    one_vip_if: ").append(VIP.networkInterface()).append('\n');
        if (hosts.machines().size() == 1) {
            yaml.append("    force_ha: true\n");
        }
        yaml.append("\nfrontend:\n  hosts:\n");
        for (SimHost host : hosts.machines()) {
            yaml.append("    ").append(host.name()).append(": { ansible_host: 127.0.0.1, oneha_endpoint: '");
            yaml.append(host.server().endpoint()).append("' }\n");
        }
        return yaml.toString();
    }

    /** The front-ends' hosts, by the inventory's names. */
    public RemoteHosts hosts() {
        return hosts;
    }

    /** The faults that can be caused. */
    public List<FaultCommand> commands() {
        return Stream.of(
                        new Faults(server, hosts).commands(),
                        new ZoneFaults(server).commands(),
                        new HostFaults(server, hosts).commands())
                .flatMap(List::stream)
                .toList();
    }

    /** Now, in milliseconds of the zone's clock. */
    public long now() {
        return server.with(zone -> zone.clock().now());
    }

    /** Drives the clock of a zone that does not follow the real one. */
    public void advanceTo(long millis) {
        server.advanceTo(millis);
    }

    @Override
    public void close() {
        server.close();
    }
}
