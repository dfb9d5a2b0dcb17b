package io.oneha.observe;

import io.oneha.observe.host.HostView;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ZoneServer;

/**
 * One server in a snapshot.
 *
 * @param server its pool entry; for a server that is not in the pool, id -1, the name it is known by and the endpoint asked
 * @param inPool whether the zone's pool has it
 * @param inInventory whether the inventory has it
 * @param asked the endpoint that was asked, which may differ from the pool's: an inventory's {@code ansible_host} is what the
 *     operator's machine can reach
 * @param raft its raft status, or why not
 * @param via how the XML-RPC answer came
 * @param host what SSH tells of its host
 */
public record ServerView(
        ZoneServer server,
        boolean inPool,
        boolean inInventory,
        String asked,
        Reply<RaftStatus> raft,
        Via via,
        HostView host) {
    /** A server that was asked directly, and whose host was not looked at. */
    public ServerView(ZoneServer server, boolean inPool, boolean inInventory, String asked, Reply<RaftStatus> raft) {
        this(server, inPool, inInventory, asked, raft, Via.DIRECT, HostView.NOT_ASKED);
    }

    /** The same with what SSH tells. */
    public ServerView with(Via way, HostView view) {
        return new ServerView(server, inPool, inInventory, asked, raft, way, view);
    }

    /** Its name. */
    public String name() {
        return server.name();
    }
}
