package io.oneha.zone;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * oned's XML-RPC calls that change a zone. They are asked of the leader itself, once: whether a call was carried out is only
 * known by its answer. A call that ends in time-out may be carried out later, so it is never repeated without a look.
 *
 * <p>Source: OpenNebula, "XML-RPC API", and src/rm/RequestManagerZone.cc.
 */
public interface ZoneChanges {
    /**
     * {@code one.zone.addserver}: one more server of the zone, which counts for its majority at once. oned takes a server that
     * is there already a second time, and answers with the zone's id, not with the server's.
     *
     * @param endpoint where the leader is asked
     * @param zoneId the zone
     * @param name the server's name
     * @param server the server's own endpoint
     */
    CompletableFuture<Reply<Long>> addServer(String endpoint, int zoneId, String name, String server, Duration timeout);

    /**
     * {@code one.zone.resetserver}: the leader takes the end of its own log for what a follower has, and goes back from there by what
     * that answers. It is no entry of the log, holds for this leader alone, and may be asked again.
     *
     * @param server the follower's id in the zone
     */
    CompletableFuture<Reply<Long>> resetServer(String endpoint, int zoneId, int server, Duration timeout);

    /**
     * {@code one.zone.delserver}: one server of the zone less. oned lowers the majority before it writes, so that it works where another
     * write would hang (OpenNebula, src/raft/RaftManager.cc).
     *
     * @param server the server's number
     */
    CompletableFuture<Reply<Long>> deleteServer(String endpoint, int zoneId, int server, Duration timeout);

    /**
     * {@code one.zone.update}, appending: an attribute of the zone's template is written, be it with the value that it has. That
     * is the smallest write there is, for a follower that missed entries catches up at the next write and not before.
     */
    CompletableFuture<Reply<Long>> setAttribute(
            String endpoint, int zoneId, String name, String value, Duration timeout);

    /**
     * {@code one.cluster.update}, appending: the same with an attribute of a cluster. oned writes each of the cluster's hosts after
     * it, too (OpenNebula, src/rm/api/ClusterAPI.cc, extra_updates).
     */
    CompletableFuture<Reply<Long>> setClusterAttribute(
            String endpoint, int cluster, String name, String value, Duration timeout);
}
