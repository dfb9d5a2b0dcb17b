package io.oneha.steps.site;

import io.oneha.base.Endpoint;
import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostLook;
import io.oneha.observe.host.NicAddress;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.ZoneChanges;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the steps of a run work on: front-ends by their names in the inventory, as root and as their oned. */
public final class Site implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(20);

    private final Inventory inventory;
    private final Function<String, Optional<RemoteHost>> hosts;
    private final Api api;
    private final HostLook look;
    private final Clock clock;
    private final Map<String, Oned> oneds = new ConcurrentHashMap<>();

    /**
     * How a zone's servers are asked.
     *
     * @param zoneId the zone that is worked on
     */
    public record Api(ZoneApi reads, ZoneChanges writes, int zoneId) {}

    /**
     * @param inventory what is wanted
     * @param hosts a front-end over SSH, by its name in the inventory; empty where SSH is off for it
     * @param api how their oned is asked
     * @param look learns a host's facts
     * @param clock measures how long things take
     */
    public Site(
            Inventory inventory, Function<String, Optional<RemoteHost>> hosts, Api api, HostLook look, Clock clock) {
        this.inventory = inventory;
        this.hosts = hosts;
        this.api = api;
        this.look = look;
        this.clock = clock;
    }

    public Inventory inventory() {
        return inventory;
    }

    public Clock clock() {
        return clock;
    }

    /** A front-end as root. */
    public RootShell shell(String name) {
        return new RootShell(remote(name));
    }

    /** A front-end's oned. */
    public Oned oned(String name) {
        int port = Endpoint.parse(frontEnd(name).endpoint()).orElseThrow().port();
        return oneds.computeIfAbsent(name, key -> new Oned(remote(key), port, api));
    }

    /** The same over a connection of its own, for whoever does not want to wait for the steps' calls; to be closed. */
    Oned anotherOned(String name) {
        int port = Endpoint.parse(frontEnd(name).endpoint()).orElseThrow().port();
        return new Oned(remote(name), port, api);
    }

    /** Whether a front-end's oned says that it leads; one that cannot be reached does not. */
    public boolean isSeenLeading(String name) {
        try {
            return oned(name).is(ServerState.LEADER);
        } catch (SshException | StepException e) {
            return false;
        }
    }

    /**
     * A fresh look at a front-end. On a busy host one may end before it is done, or not begin because somebody else's is under way: that
     * tells nothing, and it is tried once more.
     */
    public HostFacts facts(String name, List<String> peers) {
        try {
            return look.facts(remote(name), peers, LOOK);
        } catch (SshException e) {
            if (e.kind() != SshException.Kind.OUTPUT) {
                throw e;
            }
            return look.facts(remote(name), peers, LOOK);
        }
    }

    /** The addresses of a front-end. */
    public List<NicAddress> addresses(String name, Duration deadline) {
        return look.addresses(remote(name), deadline);
    }

    /** A front-end of the inventory. */
    public FrontEnd frontEnd(String name) {
        return inventory.frontEnds().stream()
                .filter(frontEnd -> frontEnd.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new StepException("the inventory has no front-end " + name, "name it there, or plan again"));
    }

    private RemoteHost remote(String name) {
        return hosts.apply(name)
                .orElseThrow(() -> new StepException(
                        name + " is not reached over SSH", "take oneha_ssh: false away from it, and --no-ssh"));
    }

    @Override
    public void close() {
        oneds.values().forEach(Oned::close);
    }
}
