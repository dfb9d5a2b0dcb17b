package io.oneha.observe;

import io.oneha.base.Endpoint;
import io.oneha.zone.Cluster;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.SystemSettings;
import io.oneha.zone.TemplateAttribute;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Servers whose answers a test scripts; a server without a script never answers. Counts what it is asked. */
final class FakeZone implements ZoneApi {
    static final Duration QUICK = Duration.ofMillis(2);

    final List<String> calls = new ArrayList<>();
    final List<Duration> timeouts = new ArrayList<>();
    private final Map<String, Server> servers = new HashMap<>();

    static final class Server {
        Optional<Reply<RaftStatus>> raft = Optional.empty();
        Map<Integer, Reply<Zone>> zones = new HashMap<>();
        Optional<List<Zone>> zonePool = Optional.empty();
        boolean tellsSettings = true;

        Server raft(int id, ServerState state, long term, long commit) {
            raft = Optional.of(answer(status(id, state, term, commit)));
            return this;
        }

        Server fails(FailureKind kind, String text) {
            raft = Optional.of(new Reply.Failure<>(kind, text, QUICK));
            zones.clear();
            for (int id = 0; id < 3; id++) {
                zones.put(id, new Reply.Failure<>(kind, text, QUICK));
            }
            zonePool = Optional.empty();
            return this;
        }

        Server hangs() {
            raft = Optional.empty();
            zones.clear();
            zonePool = Optional.empty();
            return this;
        }

        Server tells(Zone zone) {
            zones.put(zone.id(), answer(zone));
            return this;
        }

        Server pool(Zone... all) {
            zonePool = Optional.of(List.of(all));
            return this;
        }
    }

    Server at(String endpoint) {
        return servers.computeIfAbsent(Endpoint.key(endpoint), key -> new Server());
    }

    static <T> Reply<T> answer(T value) {
        return new Reply.Answer<>(value, QUICK);
    }

    static RaftStatus status(int id, ServerState state, long term, long commit) {
        BigInteger index = BigInteger.valueOf(state == ServerState.SOLO ? -1 : commit);
        return new RaftStatus(id, state, term, -1, BigInteger.valueOf(commit), index, term, BigInteger.ONE.negate());
    }

    static String url(String host) {
        return "http://" + host + ":2633/RPC2";
    }

    /** A zone whose servers have the ids 0, 1, 2 … in order. */
    static Zone zone(int id, String name, String... hosts) {
        List<ZoneServer> pool = new ArrayList<>();
        for (String host : hosts) {
            pool.add(new ZoneServer(pool.size(), host, url(host), Optional.empty()));
        }
        return new Zone(id, name, ZoneState.ENABLED, List.of(), pool);
    }

    static Zone publishedAt(Zone zone, String endpoint) {
        return new Zone(
                zone.id(),
                zone.name(),
                zone.state(),
                List.of(new TemplateAttribute.Single("ENDPOINT", endpoint)),
                zone.servers());
    }

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    @Override
    public synchronized CompletableFuture<Reply<RaftStatus>> raftStatus(String endpoint, Duration timeout) {
        return reply("raftstatus " + Endpoint.label(endpoint), timeout, at(endpoint).raft);
    }

    @Override
    public synchronized CompletableFuture<Reply<Zone>> zone(String endpoint, int zoneId, Duration timeout) {
        return reply(
                "zone " + zoneId + " " + Endpoint.label(endpoint),
                timeout,
                Optional.ofNullable(at(endpoint).zones.get(zoneId)));
    }

    @Override
    public synchronized CompletableFuture<Reply<List<Zone>>> zonePool(String endpoint, Duration timeout) {
        return reply(
                "zonepool " + Endpoint.label(endpoint),
                timeout,
                at(endpoint).zonePool.map(FakeZone::answer));
    }

    @Override
    public synchronized CompletableFuture<Reply<Cluster>> cluster(String endpoint, int cluster, Duration timeout) {
        throw new AssertionError("no look asks for clusters");
    }

    @Override
    public synchronized CompletableFuture<Reply<String>> version(String endpoint, Duration timeout) {
        return reply(
                "version " + Endpoint.label(endpoint),
                timeout,
                at(endpoint).tellsSettings ? Optional.of(answer("7.4.0")) : Optional.empty());
    }

    @Override
    public synchronized CompletableFuture<Reply<SystemSettings>> settings(String endpoint, Duration timeout) {
        SystemSettings settings =
                new SystemSettings(BigInteger.valueOf(250000), Duration.ofSeconds(5), Duration.ofMillis(500), "mysql");
        return reply(
                "settings " + Endpoint.label(endpoint),
                timeout,
                at(endpoint).tellsSettings ? Optional.of(answer(settings)) : Optional.empty());
    }

    private <T> CompletableFuture<Reply<T>> reply(String call, Duration timeout, Optional<Reply<T>> scripted) {
        calls.add(call);
        timeouts.add(timeout);
        Optional<Reply<T>> reply = scripted.map(answer -> answer.failure()
                .filter(failure -> failure.text().contains("TIMEOUT"))
                .<Reply<T>>map(failure -> new Reply.Failure<>(
                        failure.kind(),
                        failure.text().replace("TIMEOUT", timeout.toMillis() + " ms"),
                        failure.elapsed()))
                .orElse(answer));
        return reply.map(CompletableFuture::completedFuture).orElseGet(CompletableFuture::new);
    }
}
