package io.oneha.ssh.client;

import io.oneha.ssh.Questions;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteHosts;
import io.oneha.ssh.SshTarget;
import io.oneha.ssh.key.KeyFiles;
import io.oneha.ssh.route.Hop;
import io.oneha.ssh.route.Route;
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
    private final Workers workers = new Workers();
    private final Connector connector;
    private final Consumer<String> narrator;
    private final Map<SshTarget, SshHost> hosts = new HashMap<>();
    private final Map<List<Hop>, Link> links = new HashMap<>();

    SshHosts(
            Function<SshTarget, Route> routes,
            HostKeys hostKeys,
            Questions questions,
            boolean askPassword,
            Duration connectTimeout,
            Consumer<String> narrator) {
        this.routes = routes;
        this.narrator = once(narrator);
        this.connector = new Connector(
                workers,
                new Operator(questions),
                new HostTrust(hostKeys, this.narrator),
                new Identities(new KeyFiles(this.narrator), this.narrator),
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
        SshHost known = hosts.get(target);
        if (known == null) {
            Route route = routes.apply(target);
            route.notes().forEach(narrator);
            known = new SshHost(route.name(), link(route.hops()), workers);
            hosts.put(target, known);
        }
        return known;
    }

    private Link link(List<Hop> hops) {
        Link known = links.get(hops);
        if (known == null) {
            Optional<Link> before = hops.size() == 1 ? Optional.empty() : Optional.of(link(hops.subList(0, hops.size() - 1)));
            known = new Link(List.copyOf(hops), before, connector, workers);
            links.put(List.copyOf(hops), known);
        }
        return known;
    }

    @Override
    public synchronized void close() {
        hosts.values().forEach(SshHost::close);
        links.values().forEach(Link::close);
        workers.close();
    }
}
