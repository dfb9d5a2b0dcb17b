package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Overall;
import io.oneha.health.Severity;
import io.oneha.health.Verdict;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.observe.Via;
import io.oneha.observe.VipView;
import io.oneha.observe.host.HostFacts.Peer;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.ssh.SshException;
import io.oneha.testing.HostSamples;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.TemplateAttribute;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reports to print; numbers and texts are those of the recorded states that they are named after. */
public final class Samples {
    public static final BigInteger UNSIGNED_64 = new BigInteger("18446744073709551615");

    static final Instant AT = Instant.parse("2026-11-24T10:20:30.123456Z");

    private static final List<TemplateAttribute> TEMPLATE = List.of(
            new TemplateAttribute.Single("CONTACT", "ops@example.org"),
            new TemplateAttribute.Single("NOTE", "one"),
            new TemplateAttribute.Vector("PLACE", List.of(new TemplateAttribute.Single("ROOM", "7"))),
            new TemplateAttribute.Single("NOTE", "two"));

    private Samples() {}

    /** cli/repaired: a healthy zone. */
    static Report healthy() {
        return report(
                List.of(
                        server(0, "server-0", ServerState.LEADER, 39, 19, 0),
                        server(1, "server-1", ServerState.FOLLOWER, 39, 19, 0),
                        server(2, "server-2", ServerState.FOLLOWER, 39, 19, -1)),
                new Verdict(Overall.OK, OptionalInt.of(1), Optional.of(pool(0, "server-0")), List.of()),
                Optional.empty());
    }

    /** cli/follower-down, with a virtual address. */
    static Report followerDown() {
        Finding down = new Finding(
                FindingCode.SERVER_UNREACHABLE,
                Severity.WARNING,
                "server-2",
                "connection refused",
                "start opennebula there");
        Finding fragile = new Finding(
                FindingCode.NO_FAULT_TOLERANCE,
                Severity.WARNING,
                "zone",
                "one more loss stops the zone",
                "bring server-2 back");
        return report(
                List.of(
                        server(0, "server-0", ServerState.LEADER, 39, 19, 0),
                        server(1, "server-1", ServerState.FOLLOWER, 39, 19, 0),
                        failed(2, "server-2", FailureKind.REFUSED, "connection refused")),
                new Verdict(
                        Overall.DEGRADED, OptionalInt.of(0), Optional.of(pool(0, "server-0")), List.of(down, fragile)),
                Optional.of(new VipView("10.90.0.100/24", Optional.of("eth0"), Optional.of(List.of("server-0")))));
    }

    /**
     * SSH is used: the leader's host is well, the second's user may not become root, the third's refuses the user; XML-RPC to the
     * second and third goes through SSH.
     */
    static Report overSsh() {
        ServerView leader = server(0, "server-0", ServerState.LEADER, 39, 19, 0)
                .with(
                        Via.DIRECT,
                        HostSamples.leader(0, "server-0")
                                .holding("10.90.0.100", 24)
                                .clockOffset(Duration.ofNanos(-1_234_567))
                                .peers(
                                        HostSamples.peer(1, "server-1"),
                                        new Peer("server-2", Optional.empty(), false, false))
                                .view(AT.minusSeconds(4), AT.minusMillis(700)));
        ServerView limited = server(1, "server-1", ServerState.FOLLOWER, 39, 19, 0)
                .with(
                        Via.SSH,
                        HostSamples.follower(1, "server-1")
                                .limited()
                                .service("opennebula-fireedge", ServiceState.FAILED)
                                .elections(List.of("a\u001b[31mb"))
                                .view(AT.minusSeconds(4)));
        String refused = "ubuntu@10.90.0.13 is refused: it offers publickey";
        ServerView failed = failed(2, "server-2", FailureKind.UNREACHABLE, "through SSH: " + refused)
                .with(
                        Via.SSH,
                        HostSamples.failed(SshException.Kind.LOGIN, "server-2: " + refused, AT.minusSeconds(65)));
        return report(
                List.of(leader, limited, failed),
                new Verdict(Overall.OK, OptionalInt.of(1), Optional.of(pool(0, "server-0")), List.of()),
                Optional.of(new VipView(
                        "10.90.0.100/24",
                        Optional.of("eth0"),
                        Optional.of(List.of("server-0")),
                        List.of("server-2"),
                        Optional.of(AT.minusSeconds(7)))));
    }

    /** cli/fedmaster: unsigned 64 bits in full. */
    static Report federationMaster() {
        RaftStatus raft =
                new RaftStatus(1, ServerState.LEADER, 4294967295L, 1, BigInteger.ZERO, UNSIGNED_64, 18, UNSIGNED_64);
        return report(
                List.of(view(1, "server-1", new Reply.Answer<>(raft, Duration.ofNanos(2_543_210)))),
                new Verdict(Overall.OK, OptionalInt.of(0), Optional.of(pool(1, "server-1")), List.of()),
                Optional.empty());
    }

    /** Names that no format may stumble over. */
    static Report awkward() {
        Finding finding = new Finding(
                FindingCode.CANDIDATE,
                Severity.CRITICAL,
                "a|b 'c'=\"d\"\\",
                "one | two,\u001b[31m three",
                "say \"no\"");
        return report(
                List.of(
                        server(0, "前端-一", ServerState.CANDIDATE, 3, 8, -1),
                        server(1, "a|b 'c'=\"d\"\\", ServerState.FOLLOWER, 3, 8, 0),
                        failed(2, "x,\u001b]0;y\u0007\u202ez", FailureKind.ONED_ERROR, "said \"no\",\nthen hung up")),
                new Verdict(Overall.CRITICAL, OptionalInt.empty(), Optional.empty(), List.of(finding)),
                Optional.empty());
    }

    /** A pool that has one server twice. */
    static Report twins() {
        return report(
                List.of(
                        server(0, "fe", ServerState.LEADER, 3, 8, 0),
                        server(1, "fe", ServerState.FOLLOWER, 3, 8, 0),
                        server(1, "fe", ServerState.FOLLOWER, 3, 8, 0)),
                new Verdict(Overall.OK, OptionalInt.empty(), Optional.empty(), List.of()),
                Optional.empty());
    }

    /** No server told which zone it is. */
    static Report mute(FailureKind kind, boolean inPool) {
        Reply.Failure<Zone> failure = new Reply.Failure<>(kind, "because of " + kind, Duration.ofMillis(3));
        ServerView asked = new ServerView(
                new ZoneServer(-1, "10.90.0.11", "http://10.90.0.11:2633/RPC2", Optional.empty()),
                inPool,
                false,
                "http://10.90.0.11:2633/RPC2",
                failure.cast());
        Finding nothing = new Finding(
                FindingCode.NO_ANSWER, Severity.CRITICAL, "zone", "nobody answered", "check address and port");
        return new Report(
                snapshot(failure, List.of(asked), Optional.empty()),
                new Verdict(Overall.UNKNOWN, OptionalInt.empty(), Optional.empty(), List.of(nothing)),
                List.of(ServerRow.of(asked, Optional.empty(), false)));
    }

    static String print(ReportFormat format, Report report) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        format.print(report, out);
        out.flush();
        return text.toString();
    }

    private static Report report(List<ServerView> servers, Verdict verdict, Optional<VipView> vip) {
        Zone zone = new Zone(
                0,
                "OpenNebula",
                ZoneState.ENABLED,
                TEMPLATE,
                servers.stream().map(ServerView::server).toList());
        List<ServerRow> rows = new ArrayList<>();
        for (ServerView view : servers) {
            Optional<BigInteger> lag =
                    view.raft().value().isPresent() ? Optional.of(BigInteger.ZERO) : Optional.empty();
            rows.add(ServerRow.of(view, lag, false));
        }
        return new Report(
                snapshot(new Reply.Answer<>(zone, Duration.ofMillis(2)), servers, vip), verdict, List.copyOf(rows));
    }

    private static Snapshot snapshot(Reply<Zone> zone, List<ServerView> servers, Optional<VipView> vip) {
        Target target = new Target("http://10.90.0.11:2633/RPC2", List.of(), Optional.empty(), Optional.empty());
        return new Snapshot(
                AT,
                target,
                zone,
                servers,
                Optional.empty(),
                zone.value().map(known -> "7.4.0"),
                vip,
                List.of(),
                Duration.ofSeconds(1));
    }

    private static ZoneServer pool(int id, String name) {
        return new ZoneServer(id, name, "http://10.90.0.1" + (id + 1) + ":2633/RPC2", Optional.empty());
    }

    private static ServerView server(int id, String name, ServerState state, long term, long index, int vote) {
        BigInteger log = BigInteger.valueOf(index);
        RaftStatus raft = new RaftStatus(id, state, term, vote, log, log, term, BigInteger.ONE.negate());
        return view(id, name, new Reply.Answer<>(raft, Duration.ofNanos(2_100_000 + id * 300_000L)));
    }

    private static ServerView failed(int id, String name, FailureKind kind, String text) {
        return view(id, name, new Reply.Failure<>(kind, text, Duration.ofMillis(1)));
    }

    private static ServerView view(int id, String name, Reply<RaftStatus> raft) {
        ZoneServer server = pool(id, name);
        return new ServerView(server, true, false, server.endpoint(), raft);
    }
}
