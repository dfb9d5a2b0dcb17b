package io.oneha.observe;

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
 */
public record ServerView(ZoneServer server, boolean inPool, boolean inInventory, String asked, Reply<RaftStatus> raft) {
    /** Its name. */
    public String name() {
        return server.name();
    }
}
