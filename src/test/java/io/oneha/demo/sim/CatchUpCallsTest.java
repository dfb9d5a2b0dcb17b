package io.oneha.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.raft.DatabaseWrite;
import io.oneha.demo.raft.Peers;
import io.oneha.demo.raft.RaftCall;
import io.oneha.demo.raft.RaftDisk;
import io.oneha.demo.raft.RaftNode;
import io.oneha.demo.raft.RaftSettings;
import io.oneha.demo.raft.SimulatedClock;
import io.oneha.zone.ServerState;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many calls it takes a leader to bring up a follower that is far behind. Facts of real zones: section 0. */
class CatchUpCallsTest {
    private static final int BEHIND = 300;
    private static final int FAR = 2;

    private final SimulatedClock clock = new SimulatedClock();
    private final Map<String, RaftNode> nodes = new TreeMap<>();
    private boolean reachable = true;
    private int calls;

    @Test
    void afterALeaderChangeItWalksBackOneRecordACallAndThenForward() {
        IntStream.range(0, 3).forEach(this::add);
        nodes.values().forEach(RaftNode::start);
        clock.advanceTo(30_000);
        assertThat(calls).as("it is the next write that begins it").isZero();
        write();
        clock.advanceTo(60_000);
        assertThat(lag()).isZero();
        assertThat(calls).isEqualTo(2 * BEHIND + 1);
    }

    @Test
    void withoutAChangeItSendsOnlyWhatIsMissing() {
        afterALeaderChangeItWalksBackOneRecordACallAndThenForward();
        reachable = false;
        IntStream.range(0, BEHIND).forEach(i -> {
            write();
            clock.advanceTo(clock.now() + 20);
        });
        assertThat(lag()).isEqualTo(BEHIND);
        calls = 0;
        reachable = true;
        clock.advanceTo(clock.now() + 30_000);
        assertThat(lag()).isZero();
        assertThat(calls).isEqualTo(BEHIND);
    }

    private void add(int id) {
        long last = id == FAR ? 100 : 100 + BEHIND;
        // The one that is behind does not stand for election.
        RaftSettings settings = RaftSettings.DEFAULTS.withElectionTimeout(id == FAR ? 1_000_000 : 5000 + 3000L * id);
        List<String> names = List.of("a", "b", "c");
        Database database =
                new Database(new RaftDisk(last, 1, 1, -1), ZoneBody.of("zone", names, names), List.of(Lab.ONEADMIN));
        Peers peers = (to, call, done) -> clock.after(1, () -> {
            if (to.equals("c") && !reachable) {
                clock.after(1000, () -> done.accept(Optional.empty()));
                return;
            }
            if (to.equals("c") && call instanceof RaftCall.Replicate replicate && !replicate.isHeartbeat()) {
                calls++;
            }
            nodes.get(to).handle(call, reply -> clock.after(1, () -> done.accept(Optional.of(reply))));
        });
        nodes.put(
                names.get(id),
                new RaftNode(id, database.raft(), database, () -> settings, clock, peers, new Random(id), event -> {}));
    }

    private RaftNode leader() {
        return nodes.values().stream()
                .filter(node -> node.state() == ServerState.LEADER)
                .findFirst()
                .orElseThrow();
    }

    private void write() {
        leader().write(DatabaseWrite.ELSEWHERE, done -> {});
    }

    private long lag() {
        return index(leader()) - index(nodes.get("c"));
    }

    private static long index(RaftNode node) {
        return node.status(BigInteger.ZERO).logIndex().longValueExact();
    }
}
