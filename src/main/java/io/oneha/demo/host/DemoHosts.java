package io.oneha.demo.host;

import io.oneha.demo.http.DemoServer;
import io.oneha.demo.sim.SimServer;
import io.oneha.demo.sim.SimZone;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteHosts;
import io.oneha.ssh.SshException;
import io.oneha.ssh.SshTarget;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demo zone's hosts, found by their names alone. */
public final class DemoHosts implements RemoteHosts {
    /** Of a network for examples (RFC 5737). */
    private static final String NETWORK = "192.0.2.";

    private static final int FIRST = 11;

    private final List<SimHost> machines = new ArrayList<>();
    private final Map<String, RemoteHost> hosts = new HashMap<>();

    /**
     * A host for each server of a zone. On those whose database is down nothing is installed.
     *
     * @param server serves the zone, and lets one at a time look at its hosts
     * @param zone its servers are off
     * @param vip what the raft hooks move; empty where there are none
     * @param session what one_auth holds
     * @param clock the hosts' clock
     * @param paced whether what takes its time on a real host does so here
     */
    public DemoHosts(
            DemoServer server, SimZone zone, Optional<SimVip> vip, String session, Clock clock, boolean paced) {
        for (SimServer oned : zone.servers()) {
            String address = NETWORK + (FIRST + machines.size());
            boolean hooks = vip.isPresent() && oned.serverId() >= 0;
            SimInstallation setup = oned.database().isWritable() ? SimInstallation.done(hooks) : SimInstallation.bare();
            machines.add(new SimHost(zone, oned, address, vip, session, setup));
        }
        machines.forEach(machine -> hosts.put(
                machine.name(), new DemoHost(server, machine, new SimShell(machine, machines(), clock), paced)));
    }

    /** The front-ends' machines, to be touched inside {@link DemoServer#with} only. */
    public List<SimHost> machines() {
        return List.copyOf(machines);
    }

    /** The machine of that name. */
    public Optional<SimHost> machine(String name) {
        return machines.stream().filter(machine -> machine.name().equals(name)).findFirst();
    }

    @Override
    public RemoteHost host(SshTarget target) {
        RemoteHost host = hosts.get(target.name());
        if (host == null) {
            throw new SshException(SshException.Kind.SETTINGS, target.name() + ": the demo zone has no such host");
        }
        return host;
    }

    /** Nothing: there is no connection to drop. */
    @Override
    public void close() {}
}
