package io.oneha.zone;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * oned's XML-RPC API, as far as oneha reads it. No call blocks, every future ends within the time-out (plus scheduling), and
 * none ends exceptionally: what goes wrong is a {@link Reply.Failure}.
 *
 * <p>Source: OpenNebula, "XML-RPC API", and src/rm/RequestManagerZone.cc, RequestManagerSystem.cc.
 */
public interface ZoneApi {
    /** {@code one.zone.raftstatus}: answered by the server itself, always. Needs ADMIN on the zone. */
    CompletableFuture<Reply<RaftStatus>> raftStatus(String endpoint, Duration timeout);

    /** {@code one.zone.info}: answered by the server itself; a follower's may be stale. */
    CompletableFuture<Reply<Zone>> zone(String endpoint, int zoneId, Duration timeout);

    /** {@code one.zonepool.info}: answered by the server itself. */
    CompletableFuture<Reply<List<Zone>>> zonePool(String endpoint, Duration timeout);

    /** {@code one.cluster.info}: a follower asks its leader. */
    CompletableFuture<Reply<Cluster>> cluster(String endpoint, int cluster, Duration timeout);

    /** {@code one.system.version}: a follower asks its leader. */
    CompletableFuture<Reply<String>> version(String endpoint, Duration timeout);

    /** {@code one.system.config}: a follower asks its leader, and answers with the leader's. */
    CompletableFuture<Reply<SystemSettings>> settings(String endpoint, Duration timeout);
}
