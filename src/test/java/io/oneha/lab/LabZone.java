package io.oneha.lab;

import io.oneha.testing.Program;
import io.oneha.zone.Credentials;
import io.oneha.zone.MalformedAnswerException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.XmlRpcParser;
import io.oneha.zone.XmlRpcRequest;
import io.oneha.zone.XmlRpcResponse;
import io.oneha.zone.ZoneXml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The zone of a lab's front-ends, asked on each front-end itself, so that it is seen also where the network is cut. */
public final class LabZone {
    /** Longer than the defaults' election time-out. */
    private static final Duration QUIET = Duration.ofSeconds(6);

    private final Lab lab;

    LabZone(Lab lab) {
        this.lab = lab;
    }

    /** What a front-end's oned says of its raft state; empty where it does not answer. */
    public Optional<RaftStatus> raftOf(Frontend frontend) {
        XmlRpcRequest request = XmlRpcRequest.of("one.zone.raftstatus", new Credentials(Lab.CREDENTIALS));
        return answer(frontend, request, 3)
                .filter(XmlRpcResponse.TextValue.class::isInstance)
                .map(answer -> raft((XmlRpcResponse.TextValue) answer));
    }

    private static RaftStatus raft(XmlRpcResponse.TextValue answer) {
        try {
            return new ZoneXml().raft(answer.text());
        } catch (MalformedAnswerException e) {
            throw new AssertionError(answer.text(), e);
        }
    }

    /** Has the leader write virtual machines: so many log records with so many rows of so many bytes each. */
    public void writesVms(int records, int rows, int bytes) {
        if (lab.isReal()) {
            clonesVms(records * rows);
            return;
        }
        XmlRpcRequest request = XmlRpcRequest.of("lab.vms.write", new Credentials(Lab.CREDENTIALS))
                .integer(records)
                .integer(rows)
                .integer(bytes);
        Frontend leader = leader().orElseThrow();
        if (!answer(leader, request, 300)
                .filter(new XmlRpcResponse.NumberValue(records)::equals)
                .isPresent()) {
            throw new AssertionError(leader.name() + " did not commit all virtual machines\n" + tells());
        }
    }

    /** The first is made by oned itself, the others are like it, and made past its log, the same on every server. */
    private void clonesVms(int count) {
        Frontend leader = leader().orElseThrow();
        List<Frontend> zone =
                lab.frontends().stream().filter(Frontend::hasTables).toList();
        String first = "SELECT oid FROM vm_pool WHERE oid = 0";
        if (leader.sql(first).isEmpty()) {
            XmlRpcRequest request = XmlRpcRequest.of("one.vm.allocate", new Credentials(Lab.CREDENTIALS))
                    .string("CPU=\"0.1\" MEMORY=\"64\"")
                    .bool(true);
            answer(leader, request, 60)
                    .filter(new XmlRpcResponse.NumberValue(0)::equals)
                    .orElseThrow();
        }
        Await.awaits(QUIET, "each server has the first virtual machine", () -> zone.stream()
                .noneMatch(frontend -> frontend.sql(first).isEmpty()));
        String id = "CONCAT('<ID>', last + seq, '</ID>')";
        zone.forEach(
                frontend -> frontend.sql("INSERT INTO vm_pool (oid, name, body, uid, gid, state, lcm_state, resched,"
                        + " owner_u, group_u, other_u, short_body, body_json) SELECT last + seq, name, REPLACE(body, '<ID>0</ID>', "
                        + id
                        + "), uid, gid, state, lcm_state, resched, owner_u, group_u, other_u, REPLACE(short_body, '<ID>0</ID>', "
                        + id + "), body_json FROM vm_pool, (SELECT MAX(oid) last FROM vm_pool) was, seq_1_to_" + count
                        + " WHERE oid = 0"));
    }

    /** What a front-end's oned answers to a call within so many seconds; empty where it does not. */
    public Optional<XmlRpcResponse> asks(Frontend frontend, XmlRpcRequest call, int seconds) {
        return answer(frontend, call, seconds);
    }

    private static Optional<XmlRpcResponse> answer(Frontend frontend, XmlRpcRequest call, int seconds) {
        byte[] body = call.bytes();
        String request = "POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nConnection: close\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n" + new String(body, StandardCharsets.UTF_8);
        Program.Result result = frontend.tries("exec 3<> /dev/tcp/127.0.0.1/2633 && printf %s '"
                + request.replace("'", "'\\''") + "' >&3 && timeout " + seconds + " cat <&3");
        int head = result.out().indexOf("\r\n\r\n");
        if (head < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new XmlRpcParser().parse(result.out().substring(head + 4).getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedAnswerException e) {
            throw new AssertionError(frontend.name() + " answered\n" + result.out(), e);
        }
    }

    /** The front-end that leads: of several that say so, the one of the highest term. */
    public Optional<Frontend> leader() {
        record Claim(Frontend frontend, long term) {}
        return lab.frontends().stream()
                .flatMap(frontend -> raftOf(frontend)
                        .filter(raft -> raft.state() == ServerState.LEADER)
                        .map(raft -> new Claim(frontend, raft.term()))
                        .stream())
                .max(Comparator.comparingLong(Claim::term))
                .map(Claim::frontend);
    }

    /** Starts oned on every front-end that is a server of the zone. */
    public void starts() {
        lab.members().parallelStream().forEach(frontend -> frontend.starts("opennebula"));
    }

    /** Waits until there is a leader; when there is none, tells what each front-end says about it. */
    public Frontend awaitsLeader(Duration limit) {
        try {
            Await.awaits(limit, "the zone has a leader", () -> leader().isPresent());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + tells(), e);
        }
        return leader().orElseThrow(() -> new AssertionError("the leader is gone again\n" + tells()));
    }

    /**
     * Waits until all is well and stays so for a while: every server of the zone is in the leader's term, and the leader alone
     * holds the virtual address. A server that comes back deposes the leader, so a moment in which all is well says little.
     */
    public Frontend settles(Duration limit) {
        String vip = lab.plan().vip();
        List<Optional<Long>> terms = new ArrayList<>();
        long[] since = {System.nanoTime()};
        try {
            Await.awaitsCalmly(limit, "the zone has settled", () -> {
                List<Optional<Long>> now = lab.members().stream()
                        .map(frontend -> raftOf(frontend).map(RaftStatus::term))
                        .toList();
                List<Frontend> holders = lab.frontends().stream()
                        .filter(frontend -> frontend.holdsAddress(vip))
                        .toList();
                boolean well = now.stream().distinct().count() == 1
                        && leader().map(List::of).filter(holders::equals).isPresent();
                if (!well || !now.equals(terms)) {
                    since[0] = System.nanoTime();
                    terms.clear();
                    terms.addAll(now);
                }
                return well && System.nanoTime() - since[0] > QUIET.toNanos();
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + tells(), e);
        }
        return awaitsLeader(limit);
    }

    /** What each front-end's oned is, says and has logged last. */
    public String tells() {
        StringBuilder text = new StringBuilder();
        for (Frontend frontend : lab.frontends()) {
            text.append("== ")
                    .append(frontend.name())
                    .append(' ')
                    .append(raftOf(frontend))
                    .append('\n');
            text.append(frontend.tries(
                            "systemctl status opennebula; ip -o address show dev eth0;"
                                    + " journalctl -q --no-pager -n 20 -u opennebula; tail -n 20 /var/log/opennebula.out /var/log/one/oned.log")
                    .out());
        }
        return text.toString();
    }

    /** Whether this front-end leads. */
    public boolean hasLeader(String name) {
        return leader().map(Machine::name).filter(name::equals).isPresent();
    }

    /** Waits until all servers have the same rows; each has the last number that a writer was told was taken, or a later one. */
    void everyServerHas(int written) {
        Await.awaitsCalmly(
                CareScene.LIMIT,
                "all servers have the same rows",
                () -> lab.members().stream().map(Frontend::rows).distinct().count() == 1);
        for (Frontend frontend : lab.members()) {
            int has = ZoneWriter.in(frontend);
            if (has < written) {
                throw new AssertionError(frontend.name() + " has " + has + " of " + written + " writes\n" + tells());
            }
        }
    }
}
