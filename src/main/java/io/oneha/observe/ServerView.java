package io.oneha.observe;

import io.oneha.observe.host.HostView;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneServer;
import java.util.Optional;

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
 * @param otherPool the pool that it believes in, where that is not the zone's; empty where it agrees, or does not say
 */
public record ServerView(
        ZoneServer server,
        boolean inPool,
        boolean inInventory,
        String asked,
        Reply<RaftStatus> raft,
        Via via,
        HostView host,
        Optional<OtherPool> otherPool) {

    /** A server that was asked directly, agrees with the zone's pool, and whose host was not looked at. */
    public ServerView(ZoneServer server, boolean inPool, boolean inInventory, String asked, Reply<RaftStatus> raft) {
        this(server, inPool, inInventory, asked, raft, Via.DIRECT, HostView.NOT_ASKED, Optional.empty());
    }

    /** The same with what SSH tells. */
    public ServerView with(Via way, HostView view) {
        return new ServerView(server, inPool, inInventory, asked, raft, way, view, otherPool);
    }

    /** The same with the pool that it believes in. */
    public ServerView believing(Optional<OtherPool> other) {
        return new ServerView(server, inPool, inInventory, asked, raft, via, host, other);
    }

    /** Whether it is of another zone that has its majority: nothing may stop it unasked. */
    public boolean hasZoneOfItsOwn() {
        return otherPool.filter(OtherPool::majority).isPresent();
    }

    public String name() {
        return server.name();
    }

    /** Its raft status, where it answered. */
    public Optional<RaftStatus> status() {
        return raft.value();
    }

    /** Why it gave no raft status. */
    public Optional<Reply.Failure<RaftStatus>> failure() {
        return raft.failure();
    }

    /** Whether it told its raft status. */
    public boolean answers() {
        return status().isPresent();
    }

    /** Whether it says that it is in this state. */
    public boolean is(ServerState state) {
        return status().filter(told -> told.state() == state).isPresent();
    }

    /** Whether this is why it gave no raft status. */
    public boolean failed(FailureKind kind) {
        return failure().filter(failure -> failure.kind() == kind).isPresent();
    }

    /** Whether the failure is one of the way there, which leaves it open what the server does. */
    public boolean isUnseen() {
        return failure().filter(failure -> failure.kind().isOfTheWay()).isPresent();
    }
}
