package io.oneha.tui;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Via;
import io.oneha.observe.VipView;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.observe.host.HostFacts.Peer;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.observe.host.HostView;
import io.oneha.ssh.SshException.Kind;
import io.oneha.term.Size;
import io.oneha.testing.HostSamples;
import io.oneha.tui.model.Model;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ZoneServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Dashboards whose front-ends are seen over SSH as well. */
public final class HostScenes {
    private static final String VIP = "10.90.0.100";
    private static final int FACTS_AGE = 4;
    private static final long GIB = 1L << 30;

    private HostScenes() {}

    /** All is well, and the leader holds the address. */
    public static Model healthy(Size size) {
        return observe(size, "healthy", 3, snapshot -> seen(snapshot, List.of("server-0"), List.of(), Via.DIRECT));
    }

    /** Port 2633 is closed to us, so that XML-RPC goes through SSH. */
    public static Model throughSsh(Size size) {
        return observe(size, "healthy", 3, snapshot -> seen(snapshot, List.of("server-0"), List.of(), Via.SSH));
    }

    /** Two hosts hold the address. */
    public static Model split(Size size) {
        return observe(
                size, "healthy", 3, snapshot -> seen(snapshot, List.of("server-0", "server-2"), List.of(), Via.DIRECT));
    }

    /** One host refuses our login, another does not let us become root; nobody that was seen holds the address. */
    public static Model troubled(Size size) {
        return observe(size, "healthy", 3, HostScenes::troubled);
    }

    /** A server without oned whose host answers, and still holds the address. */
    public static Model onedDown(Size size) {
        Model before =
                observe(size, "healthy2", 3, snapshot -> seen(snapshot, List.of("server-2"), List.of(), Via.DIRECT));
        return Scenes.observe(
                before, "follower-down", 5, snapshot -> seen(snapshot, List.of("server-2"), List.of(), Via.DIRECT));
    }

    /** SSH fails for a while now: what it told is old. */
    public static Model old(Size size) {
        Model before = healthy(size);
        Instant until = before.now();
        return Scenes.observe(before, "healthy", 90, snapshot -> aged(snapshot, until));
    }

    /** Front-ends of which one is not seen, one resolves another wrongly, and one is cut off by ports. */
    public static Model reach(int servers, Size size) {
        return reach(servers, "n1a", size);
    }

    /** The same with names that begin with {@code stem} and end with a number from 1. */
    public static Model reach(int servers, String stem, Size size) {
        return observe(size, "healthy", 1, snapshot -> reach(snapshot, servers, stem));
    }

    private static Model observe(Size size, String state, int seconds, UnaryOperator<Snapshot> change) {
        return Scenes.observe(Scenes.asking(size), state, seconds, change);
    }

    private static Snapshot seen(Snapshot snapshot, List<String> holders, List<String> unseen, Via via) {
        List<ServerView> servers = new ArrayList<>();
        for (ServerView server : snapshot.servers()) {
            boolean holds = holders.contains(server.name());
            HostSamples sample = sample(server, snapshot);
            HostSamples host = holds ? sample.holding(VIP, 24) : sample;
            Instant at = snapshot.observedAt();
            servers.add(server.with(via, host.view(at.minusSeconds(FACTS_AGE), at.minusSeconds(1))));
        }
        return with(snapshot, servers, holders, unseen, snapshot.observedAt().minusSeconds(1));
    }

    private static HostSamples sample(ServerView server, Snapshot snapshot) {
        int id = server.server().id();
        HostSamples sample = id == 0 ? HostSamples.leader(id, server.name()) : HostSamples.follower(id, server.name());
        return sample.peers(snapshot.servers().stream()
                .filter(other -> !other.equals(server))
                .map(other -> HostSamples.peer(other.server().id(), other.name()))
                .toArray(Peer[]::new));
    }

    private static Snapshot troubled(Snapshot snapshot) {
        Instant at = snapshot.observedAt();
        ServerView leader = snapshot.servers().get(0);
        ServerView second = snapshot.servers().get(1);
        ServerView third = snapshot.servers().get(2);
        HostSamples limited = sample(second, snapshot)
                .limited()
                .service("opennebula-flow", ServiceState.ACTIVE)
                .service("opennebula-fireedge", ServiceState.FAILED)
                .differing("/etc/one/oned.conf")
                .differing("/etc/one/sched.conf")
                .disks(List.of(new Disk("/var/lib/mysql", "/", 40 * GIB, 2 * GIB)));
        HostView refused = HostSamples.failed(
                Kind.LOGIN,
                "server-2: ubuntu@10.90.0.13 is refused: tried the agent's 2 keys and ~/.ssh/id_ed25519, it offers publickey",
                Scenes.START.minusSeconds(130));
        List<ServerView> servers = List.of(
                leader.with(Via.DIRECT, sample(leader, snapshot).view(at.minusSeconds(FACTS_AGE))),
                second.with(Via.SSH, limited.view(at.minusSeconds(FACTS_AGE))),
                third.with(Via.DIRECT, refused));
        return with(snapshot, servers, List.of(), List.of("server-2"), at.minusSeconds(1));
    }

    private static Snapshot aged(Snapshot snapshot, Instant until) {
        List<ServerView> servers = new ArrayList<>();
        for (ServerView server : snapshot.servers()) {
            int id = server.server().id();
            HostView view =
                    (id == 0 ? sample(server, snapshot).holding(VIP, 24) : sample(server, snapshot)).view(until);
            servers.add(server.with(
                    Via.DIRECT,
                    id == 1
                            ? HostSamples.failing(
                                    view, Kind.SILENT, "server-1: no answer within 5 s", until.plusSeconds(2))
                            : view));
        }
        return with(snapshot, servers, List.of("server-0"), List.of(), until);
    }

    private static Snapshot reach(Snapshot snapshot, int count, String stem) {
        List<ServerView> servers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            servers.add(another(snapshot.servers().get(Math.min(i, 2)), i, stem + (i + 1)));
        }
        Instant at = snapshot.observedAt();
        List<ServerView> seen = new ArrayList<>();
        for (ServerView server : servers) {
            int id = server.server().id();
            Peer[] peers = servers.stream()
                    .filter(other -> !other.equals(server))
                    .map(other -> peer(id, other))
                    .toArray(Peer[]::new);
            HostSamples sample = id == 0
                    ? HostSamples.leader(id, server.name()).holding(VIP, 24)
                    : HostSamples.follower(id, server.name());
            HostView view = sample.peers(peers).view(at);
            seen.add(server.with(
                    Via.DIRECT,
                    id == 2
                            ? HostSamples.failed(
                                    Kind.HOST_KEY,
                                    "n1a3: the host key is not the one in line 12 of /home/ops/.ssh/known_hosts",
                                    at.minusSeconds(20))
                            : view));
        }
        return with(snapshot, seen, List.of(stem + 1), List.of(stem + 3), at);
    }

    private static ServerView another(ServerView server, int id, String name) {
        String endpoint = "http://10.90.0." + (11 + id) + ":2633/RPC2";
        RaftStatus raft = server.raft().value().orElseThrow();
        return new ServerView(
                new ZoneServer(id, name, endpoint, Optional.empty()),
                true,
                true,
                endpoint,
                new Reply.Answer<>(
                        new RaftStatus(
                                id,
                                raft.state(),
                                raft.term(),
                                raft.votedFor(),
                                raft.commit(),
                                raft.logIndex(),
                                raft.logTerm(),
                                raft.fedIndex()),
                        server.raft().elapsed()));
    }

    private static Peer peer(int from, ServerView to) {
        Peer whole = HostSamples.peer(to.server().id(), to.name());
        int id = to.server().id();
        if (from == 1 && id == 0) {
            return new Peer(whole.name(), Optional.of("127.0.1.1"), true, true);
        }
        if (from == 0 && id == 2) {
            return new Peer(whole.name(), Optional.empty(), false, false);
        }
        if (from == 3) {
            return new Peer(whole.name(), whole.address(), id % 2 == 0, id % 3 == 0);
        }
        return whole;
    }

    private static Snapshot with(
            Snapshot snapshot, List<ServerView> servers, List<String> holders, List<String> unseen, Instant seenAt) {
        VipView vip = new VipView(VIP + "/24", Optional.of("eth0"), Optional.of(holders), unseen, Optional.of(seenAt));
        return new Snapshot(
                snapshot.observedAt(),
                snapshot.target(),
                snapshot.zone(),
                servers,
                snapshot.settings(),
                snapshot.version(),
                Optional.of(vip),
                snapshot.missing(),
                snapshot.deadline());
    }
}
