package io.oneha.steps.site;

import io.oneha.base.Endpoint;
import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.plan.HarmlessWrite;
import io.oneha.ssh.Forward;
import io.oneha.ssh.RemoteHost;
import io.oneha.steps.site.Worker.Progress;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.TemplateAttribute.Single;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneChanges;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The oned of one host, asked on the host itself through SSH: only what it says of itself, never a proxy, and no doubt whom a
 * write reaches.
 */
public final class Oned implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(5);
    /** A write waits for a majority; the answer may take an election. */
    private static final Duration WRITE = Duration.ofSeconds(15);

    /** The calls that change the zone. */
    public static final String ADD_SERVER = "one.zone.addserver";

    public static final String RESET_SERVER = "one.zone.resetserver";

    public static final String DELETE_SERVER = "one.zone.delserver";

    /** The cluster that each zone has. */
    private static final int CLUSTER = 0;

    private final RemoteHost host;
    private final int port;
    private final Site.Api api;
    private Forward forward;

    Oned(RemoteHost host, int port, Site.Api api) {
        this.host = host;
        this.port = port;
        this.api = api;
    }

    /** Its raft state. */
    public Reply<RaftStatus> raft() {
        return call(endpoint -> api.reads().raftStatus(endpoint, CALL));
    }

    /** Whether it says that it is in this state. */
    public boolean is(ServerState state) {
        return raft().value().filter(raft -> raft.state() == state).isPresent();
    }

    private Reply<Zone> zone() {
        return call(endpoint -> api.reads().zone(endpoint, api.zoneId(), CALL));
    }

    /** The zone's servers as it has them, read anew each time: of a follower, perhaps stale. */
    public List<ZoneServer> servers() {
        Reply<Zone> reply = zone();
        return reply.value()
                .map(Zone::servers)
                .orElseThrow(() -> new StepException(
                        host.name() + ": " + reply.failure().orElseThrow().text(), ""));
    }

    /**
     * The server of a front-end among them; empty when there is none.
     *
     * @throws StepException the pool has it twice
     */
    public Optional<ZoneServer> find(String frontEnd) {
        List<ZoneServer> found = servers().stream()
                .filter(server -> isOf(server, frontEnd, endpoint(frontEnd)))
                .toList();
        if (found.size() > 1) {
            throw new StepException(
                    "the zone has " + frontEnd + " as " + found.size() + " servers",
                    "remove the one whose number " + frontEnd + "'s oned.conf has not: `onezone server-del`");
        }
        return found.stream().findFirst();
    }

    /** The endpoint by which the zone's servers reach a front-end. */
    public static String endpoint(String frontEnd) {
        return Endpoint.of(frontEnd).toString();
    }

    /** Whether a server of a pool is that of a front-end. */
    public static boolean isOf(ZoneServer server, String name, String endpoint) {
        return server.name().equalsIgnoreCase(name) || Endpoint.same(server.endpoint(), endpoint);
    }

    /** The front-end whose server it is; empty when the inventory has none. */
    public static Optional<FrontEnd> frontEnd(Inventory inventory, ZoneServer server) {
        return inventory.frontEnds().stream()
                .filter(frontEnd -> isOf(server, frontEnd.name(), frontEnd.endpoint()))
                .findFirst();
    }

    /** {@code one.zone.addserver}. A failure does not say that it was not done: see {@link ZoneChanges}. */
    public Reply<Long> addServer(String name, String server) {
        return call(endpoint -> api.writes().addServer(endpoint, api.zoneId(), name, server, WRITE));
    }

    /** {@code one.zone.resetserver}. */
    public Reply<Long> resetServer(int id) {
        return call(endpoint -> api.writes().resetServer(endpoint, api.zoneId(), id, WRITE));
    }

    /** {@code one.zone.delserver}. A failure does not say that it was not done: see {@link ZoneChanges}. */
    public Reply<Long> deleteServer(int id) {
        return call(endpoint -> api.writes().deleteServer(endpoint, api.zoneId(), id, WRITE));
    }

    /** An attribute written again as it is, so that there is a write; none where it cannot be read, or there is none. */
    public Reply<Long> touch(HarmlessWrite write) {
        return switch (write) {
            case ZONE ->
                then(
                        zone(),
                        RewrittenAttribute::of,
                        single -> call(endpoint -> api.writes()
                                .setAttribute(endpoint, api.zoneId(), single.name(), single.value(), WRITE)));
            case CLUSTER ->
                then(
                        call(endpoint -> api.reads().cluster(endpoint, CLUSTER, CALL)),
                        RewrittenAttribute::of,
                        single -> call(endpoint -> api.writes()
                                .setClusterAttribute(endpoint, CLUSTER, single.name(), single.value(), WRITE)));
        };
    }

    /** The same; why no write is known to have passed is told. */
    public void touch(HarmlessWrite write, Progress progress) {
        touch(write).failure().ifPresent(failure -> progress.line("no write was seen to pass: " + failure.text()));
    }

    private static <T> Reply<Long> then(
            Reply<T> read, Function<T, Reply<Single>> attribute, Function<Single, Reply<Long>> write) {
        Reply<Single> found = read.failure()
                .<Reply<Single>>map(Reply.Failure::cast)
                .orElseGet(() -> attribute.apply(read.value().orElseThrow()));
        return found.failure()
                .<Reply<Long>>map(Reply.Failure::cast)
                .orElseGet(() -> write.apply(found.value().orElseThrow()));
    }

    private synchronized <T> Reply<T> call(Function<String, CompletableFuture<Reply<T>>> call) {
        if (forward == null || !forward.isOpen()) {
            forward = host.forward("127.0.0.1", port, CALL);
        }
        Reply<T> reply =
                call.apply("http://127.0.0.1:" + forward.port() + "/RPC2").join();
        // The tunnel takes the connection first and finds out then that nobody listens at its far end.
        Optional<Reply.Failure<T>> failure = reply.failure();
        if (failure.isPresent() && failure.get().kind() == FailureKind.MALFORMED && forward.isRefused()) {
            return new Reply.Failure<>(FailureKind.REFUSED, "connection refused", reply.elapsed());
        }
        return reply;
    }

    @Override
    public synchronized void close() {
        if (forward != null) {
            forward.close();
        }
    }
}
