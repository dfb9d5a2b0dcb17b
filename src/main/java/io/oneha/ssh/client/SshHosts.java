package io.oneha.ssh.client;

import io.oneha.ssh.Questions;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteHosts;
import io.oneha.ssh.SshTarget;
import io.oneha.ssh.key.KeyFiles;
import io.oneha.ssh.route.Hop;
import io.oneha.ssh.route.Route;
import io.oneha.ssh.route.Routes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Hosts over sshj. */
public final class SshHosts implements RemoteHosts {
    private static final int MOST_NOTES = 1000;

    private final Function<SshTarget, Route> routes;
    private final DaemonThreads workers = new DaemonThreads();
    private final Connector connector;
    private final Consumer<String> narrator;
    private final Map<SshTarget, SshHost> hosts = new HashMap<>();
    private final Map<List<Hop>, HopConnection> links = new HashMap<>();

    /**
     * Hosts on the ways that these routes find.
     *
     * @param questions who answers what only the operator can; one question is asked at a time
     * @param askPassword whether a password may be asked for when keys do not do
     * @param connectTimeout how long reaching a host, its greeting and the login may take, each, unless ssh_config says
     *     otherwise
     * @param narrator is told once, in one line, what is not used as it was meant: a key file, an agent's key, a setting
     */
    public SshHosts(
            Routes routes,
            Questions questions,
            boolean askPassword,
            Duration connectTimeout,
            Consumer<String> narrator) {
        this(routes::to, questions, askPassword, connectTimeout, once(narrator), Clock.systemUTC());
    }

    SshHosts(
            Function<SshTarget, Route> routes,
            Questions questions,
            boolean askPassword,
            Duration connectTimeout,
            Consumer<String> narrator,
            Clock clock) {
        this.routes = routes;
        this.narrator = narrator;
        this.connector = new Connector(
                workers,
                new Operator(questions),
                new HostTrust(clock, narrator),
                new Identities(new KeyFiles(narrator), narrator),
                new Passwords(askPassword),
                connectTimeout);
    }

    /** A note is told once, however often its reason is met again. */
    private static Consumer<String> once(Consumer<String> narrator) {
        Set<String> told = ConcurrentHashMap.newKeySet();
        return note -> {
            if (told.size() < MOST_NOTES && told.add(note)) {
                narrator.accept(note);
            }
        };
    }

    @Override
    public synchronized RemoteHost host(SshTarget target) {
        return hosts.computeIfAbsent(target, wanted -> {
            Route route = routes.apply(wanted);
            route.notes().forEach(narrator);
            return new SshHost(route.name(), link(route.hops()), workers);
        });
    }

    private HopConnection link(List<Hop> hops) {
        HopConnection known = links.get(hops);
        if (known == null) {
            Optional<HopConnection> before =
                    hops.size() == 1 ? Optional.empty() : Optional.of(link(hops.subList(0, hops.size() - 1)));
            known = new HopConnection(List.copyOf(hops), before, connector, workers);
            links.put(List.copyOf(hops), known);
        }
        return known;
    }

    @Override
    public synchronized void close() {
        hosts.values().forEach(SshHost::close);
        links.values().forEach(HopConnection::close);
        workers.close();
    }
}
