package io.oneha.app.look;

import io.oneha.app.session.Narrator;
import io.oneha.app.session.ProcessEnvironment;
import io.oneha.app.settings.Settings;
import io.oneha.base.Endpoint;
import io.oneha.base.Text;
import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.observe.host.HostWatch;
import io.oneha.observe.host.PeerProbing;
import io.oneha.observe.host.ScriptLook;
import io.oneha.observe.via.Preference;
import io.oneha.observe.via.Tunnels;
import io.oneha.plan.Ways;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteHosts;
import io.oneha.ssh.SshException;
import io.oneha.ssh.SshTarget;
import io.oneha.ssh.client.LocalHost;
import io.oneha.ssh.client.SshHosts;
import io.oneha.ssh.route.RouteSettings;
import io.oneha.ssh.route.Routes;
import io.oneha.zone.Credentials;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The hosts behind a zone's servers: watched over SSH, and a way to their oned. */
final class HostAccess implements AutoCloseable {
    /** A host that does not take the connection by then is not there; its login may take longer. */
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** For hosts inside this process. */
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final RemoteHosts remote;
    private final HostWatch watch;
    private final Tunnels tunnels;
    private final Duration timeout;
    private final SshQuestions questions;
    private final Consumer<String> narrator;
    private final Map<String, RemoteHost> byEndpoint = new ConcurrentHashMap<>();
    private final Set<String> endpoints = ConcurrentHashMap.newKeySet();
    private final Map<String, RemoteHost> byName = new LinkedHashMap<>();

    /**
     * @param remote makes hosts; closed with this
     * @param watch looks at them; closed with this
     * @param timeout how long a host has for a login and an answer
     * @param questions what the operator is asked meanwhile
     * @param narrator gets a line for what is odd
     */
    HostAccess(
            RemoteHosts remote, HostWatch watch, Duration timeout, SshQuestions questions, Consumer<String> narrator) {
        this.remote = remote;
        this.watch = watch;
        this.timeout = timeout;
        this.questions = questions;
        this.narrator = narrator;
        this.tunnels = new Tunnels(this::at, timeout);
    }

    /**
     * Whether there are any for a target: for an inventory, unless SSH is off; without one only when XML-RPC is to go through SSH, for
     * an endpoint alone does not say that its host may be logged in to.
     */
    static boolean isWanted(Target target, Settings settings) {
        Settings.Ssh ssh = settings.ssh();
        return !ssh.off() && (target.inventory().isPresent() || ssh.via() == Preference.SSH);
    }

    /** Those of a target, where they are wanted. */
    static Optional<HostAccess> of(
            Target target,
            Settings settings,
            ProcessEnvironment surroundings,
            Narrator narrator,
            PeerProbing knocking) {
        if (!isWanted(target, settings)) {
            return Optional.empty();
        }
        Settings.Ssh ssh = settings.ssh();
        SshQuestions questions = new SshQuestions(surroundings.errIsTerminal() && !surroundings.readingWouldStopUs());
        Duration connect = ssh.timeout().compareTo(CONNECT) < 0 ? ssh.timeout() : CONNECT;
        SshHosts hosts = new SshHosts(
                new Routes(RouteSettings.ofThisProcess()), questions, ssh.askPassword(), connect, narrator::tell);
        HostWatch watch = new HostWatch(
                new ScriptLook(surroundings.clock()),
                HostWatch.Pace.within(ssh.timeout()),
                knocking,
                surroundings.clock());
        HostAccess reach = new HostAccess(hosts, watch, ssh.timeout(), questions, narrator::tell);
        reach.start(target);
        return Optional.of(reach);
    }

    /** Hosts that are made elsewhere. */
    static HostAccess over(RemoteHosts hosts, Target target, Clock clock) {
        HostWatch watch =
                new HostWatch(new ScriptLook(clock), HostWatch.Pace.within(WITHIN), PeerProbing.REPEATED, clock);
        HostAccess reach = new HostAccess(hosts, watch, WITHIN, new SshQuestions(false), line -> {});
        reach.start(target);
        return reach;
    }

    /** Starts to watch a target's front-ends, or without an inventory the hosts of its endpoints. */
    void start(Target target) {
        Map<String, RemoteHost> found = new LinkedHashMap<>();
        target.inventory().map(Inventory::frontEnds).orElse(List.of()).stream()
                .filter(frontEnd -> !frontEnd.isWithoutSsh())
                .forEach(frontEnd -> find(found, frontEnd));
        if (target.inventory().isEmpty()) {
            for (String endpoint : target.endpoints()) {
                String name = Endpoint.parse(endpoint).map(Endpoint::host).orElse(endpoint);
                find(found, name, endpoint, SshTarget.of(name, name));
            }
        }
        watch.add(found);
    }

    /** Without an inventory the zone tells its servers; the hosts of their endpoints are then watched as well. */
    void learn(Snapshot snapshot) {
        if (snapshot.target().inventory().isPresent()) {
            return;
        }
        Map<String, RemoteHost> found = new LinkedHashMap<>();
        for (ServerView view : snapshot.pool()) {
            if (!byEndpoint.containsKey(Endpoint.key(view.asked()))) {
                Endpoint.parse(view.asked())
                        .map(Endpoint::host)
                        .filter(host -> !host.equals("localhost"))
                        .ifPresent(host -> find(found, view.name(), view.asked(), SshTarget.of(view.name(), host)));
            }
        }
        watch.add(found);
    }

    /**
     * The host of an endpoint: by its port too, or else the only one at that address, for the zone may say another port; empty
     * where it is not reached over SSH.
     */
    Optional<RemoteHost> at(String endpoint) {
        RemoteHost exact = byEndpoint.get(Endpoint.key(endpoint));
        if (exact != null) {
            return Optional.of(exact);
        }
        Optional<String> host = Endpoint.parse(endpoint).map(Endpoint::host);
        List<RemoteHost> there = endpoints.stream()
                .filter(known -> host.isPresent()
                        && Endpoint.parse(known).map(Endpoint::host).equals(host))
                .map(known -> byEndpoint.get(Endpoint.key(known)))
                .distinct()
                .toList();
        return there.size() == 1 ? Optional.of(there.get(0)) : Optional.empty();
    }

    private void find(Map<String, RemoteHost> found, FrontEnd frontEnd) {
        if (frontEnd.connection() == FrontEnd.Connection.LOCAL) {
            found(found, frontEnd.name(), frontEnd.endpoint(), new LocalHost(frontEnd.name()));
        } else {
            FrontEnd.SshSettings given = frontEnd.ssh();
            SshTarget target = new SshTarget(
                    frontEnd.name(),
                    frontEnd.address(),
                    given.user(),
                    given.port(),
                    given.privateKeyFile(),
                    given.commonArgs());
            find(found, frontEnd.name(), frontEnd.endpoint(), target);
        }
    }

    private void found(Map<String, RemoteHost> found, String name, String endpoint, RemoteHost host) {
        byEndpoint.put(Endpoint.key(endpoint), host);
        endpoints.add(endpoint);
        byName.put(name, host);
        found.put(name, host);
    }

    private void find(Map<String, RemoteHost> found, String name, String endpoint, SshTarget target) {
        try {
            found(found, name, endpoint, remote.host(target));
        } catch (SshException e) {
            narrator.accept("no SSH to " + Text.clean(name) + ": " + Text.clean(e.getMessage()));
            watch.fail(name, e);
        }
    }

    /** The terminal is needed for something else. */
    void askNothingMore() {
        questions.close();
    }

    HostWatch watch() {
        return watch;
    }

    Tunnels tunnels() {
        return tunnels;
    }

    /** A front-end by its name; empty where it is not reached over SSH. */
    Optional<RemoteHost> host(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** How they are reached. */
    Ways ways() {
        return WayLook.of(byName);
    }

    /** Looks at everything again, and waits until each host was looked at since or could not be, or its time is over. */
    void lookAnew() {
        watch.refreshAndWait(timeout);
    }

    /** Waits until each host was looked at or could not be, or its time is over. */
    void settle(Duration most) {
        watch.awaitFirst(most, questions::spent);
    }

    /** The same, for as long as hosts have. */
    void settle() {
        settle(timeout);
    }

    /** Opens the tunnels to all servers that are known, as far as that works in time. */
    void prepare() {
        tunnels.prepare(endpoints, timeout, questions::spent);
    }

    /** Opens the tunnels to these endpoints; whether any of them is open now. */
    boolean opens(List<String> some) {
        tunnels.prepare(some, timeout, questions::spent);
        return some.stream().anyMatch(endpoint -> tunnels.open(endpoint).isPresent());
    }

    /**
     * Reads oneadmin's credentials as they stand on the front-ends.
     *
     * @param servers who answers to credentials
     */
    RemoteAuth credentials(Function<Credentials, Answering> servers) {
        return RemoteAuth.read(List.copyOf(byName.values()), timeout, questions::spent, servers, narrator);
    }

    @Override
    public void close() {
        watch.close();
        tunnels.close();
        byName.values().forEach(RemoteHost::close);
        remote.close();
    }
}
