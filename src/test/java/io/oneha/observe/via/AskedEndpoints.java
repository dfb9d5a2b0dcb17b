package io.oneha.observe.via;

import io.oneha.zone.Cluster;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.SystemSettings;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Endpoints that answer, hang, or fail; one that was not set up refuses. */
final class AskedEndpoints implements ZoneApi {
    private final String direct;
    final List<String> endpoints = new CopyOnWriteArrayList<>();
    volatile Duration longest = Duration.ZERO;
    final Map<String, CompletableFuture<Reply<RaftStatus>>> answers = new ConcurrentHashMap<>();

    /** @param direct the one that never tells its version */
    AskedEndpoints(String direct) {
        this.direct = direct;
    }

    void answers(String endpoint) {
        BigInteger nine = BigInteger.valueOf(9);
        RaftStatus leader = new RaftStatus(0, ServerState.LEADER, 1, 0, nine, nine, 1, BigInteger.ONE.negate());
        answers.put(endpoint, CompletableFuture.completedFuture(new Reply.Answer<>(leader, Duration.ofMillis(2))));
    }

    void fails(String endpoint, FailureKind kind) {
        answers.put(
                endpoint, CompletableFuture.completedFuture(new Reply.Failure<>(kind, "failed", Duration.ofMillis(2))));
    }

    void hangs(String endpoint) {
        answers.put(endpoint, new CompletableFuture<>());
    }

    @Override
    public CompletableFuture<Reply<RaftStatus>> raftStatus(String endpoint, Duration timeout) {
        endpoints.add(endpoint);
        longest = timeout.compareTo(longest) > 0 ? timeout : longest;
        return answers.getOrDefault(
                endpoint,
                CompletableFuture.completedFuture(
                        new Reply.Failure<>(FailureKind.REFUSED, "connection refused", Duration.ofMillis(1))));
    }

    @Override
    public CompletableFuture<Reply<Zone>> zone(String endpoint, int zoneId, Duration timeout) {
        throw new AssertionError("not asked here");
    }

    @Override
    public CompletableFuture<Reply<List<Zone>>> zonePool(String endpoint, Duration timeout) {
        throw new AssertionError("not asked here");
    }

    @Override
    public CompletableFuture<Reply<Cluster>> cluster(String endpoint, int cluster, Duration timeout) {
        throw new AssertionError("not asked here");
    }

    @Override
    public CompletableFuture<Reply<String>> version(String endpoint, Duration timeout) {
        return endpoint.equals(direct)
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(new Reply.Answer<>("7.0.1", Duration.ofMillis(2)));
    }

    @Override
    public CompletableFuture<Reply<SystemSettings>> settings(String endpoint, Duration timeout) {
        throw new AssertionError("not asked here");
    }
}
