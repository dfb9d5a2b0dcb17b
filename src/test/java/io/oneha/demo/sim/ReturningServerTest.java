package io.oneha.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.raft.RaftDisk;
import io.oneha.demo.raft.RaftSettings;
import io.oneha.demo.sim.XmlRpcCall.Parameter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server brings home that was away: its term, a restored database, the first heartbeat that it hears. */
class ReturningServerTest {
    /** Beyond what is needed for a leader that stays. */
    private static final long WHILE = 20_000;

    /** Facts of real zones, section 2: a link cut for 14 s, oned killed, the link healed, oned started: 3 of 3, gap 5.1 to 5.3 s. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aServerThatStoodWhileItWasCutOffDeposesTheLeaderAfterARestartAsWell(long seed) {
        Lab lab = Lab.healthy(seed, 3);
        SimServer leader = lab.leader();
        SimServer away = stoodWhileCutOff(lab);
        away.start();
        lab.timeUntil(10_000, () -> lab.zone.leaders().isEmpty());
        assertThat(lab.timeUntil(WHILE, () -> lab.zone.leaders().size() == 1)).isGreaterThan(1000);
        // Its own log is older.
        assertThat(lab.leader()).isNotSameAs(away);
        lab.pass(WHILE);
        long term = Lab.raft(lab.leader()).term();
        lab.pass(60_000);
        assertThat(Lab.raft(lab.leader()).term()).as("once only").isEqualTo(term);
        assertThat(leader.isRunning()).isTrue();
    }

    /** Facts of real zones, section 2: 0 of 3. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void withItsStateSetToTheLeadersTermBeforeTheStartItDeposesNobody(long seed) {
        Lab lab = Lab.healthy(seed, 3);
        SimServer leader = lab.leader();
        long term = Lab.raft(leader).term();
        SimServer away = stoodWhileCutOff(lab);
        assertThat(away.database().raft().term()).isGreaterThan(term + 2);
        away.database().raft().keep(term, -1);
        away.start();
        lab.pass(WHILE);
        assertThat(lab.leader()).isSameAs(leader);
        assertThat(Lab.raft(leader).term()).isEqualTo(term);
        lab.update(leader, "NEXT=\"1\"");
        lab.timeUntil(10_000, () -> Lab.index(away) == Lab.index(leader));
    }

    private static SimServer stoodWhileCutOff(Lab lab) {
        SimServer away = lab.followers().get(0);
        lab.zone.network().cutOff(List.of(away));
        lab.pass(10_000);
        lab.update(lab.leader(), "MISSED=\"1\"");
        lab.pass(10_000);
        away.kill();
        lab.zone.network().cutOff(List.of());
        lab.pass(1000);
        return away;
    }

    /** Facts of real zones, section 1: without a reset never, then 2.8 to 4.6 s after it; before the start: within about 1 s. */
    @Test
    void aRestoredCopyBeyondTheLogJoinsOnlyAfterAReset() {
        Lab lab = beyondTheLog();
        SimServer away = restored(lab);
        lab.zone.load().rate(5);
        away.start();
        lab.pass(WHILE);
        assertThat(Lab.index(lab.leader()) - Lab.index(away)).isGreaterThan(50);
        reset(lab, away);
        assertThat(lab.timeUntil(10_000, () -> caughtUp(lab, away))).isLessThan(5000);

        Lab other = beyondTheLog();
        SimServer early = restored(other);
        other.zone.load().rate(5);
        reset(other, early);
        early.start();
        other.timeUntil(10_000, early::isListening);
        assertThat(other.timeUntil(10_000, () -> caughtUp(other, early))).isLessThan(3500);
        assertThat(Lab.raft(other.leader()).term()).isEqualTo(Lab.raft(early).term());
    }

    /** Facts of real zones, section 1: behind for 15 s in 3 of 3, whenever the reset came; one write, and it had caught up after 0.3 s. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRestoredServerWaitsForTheNextWrite(boolean resetFirst) {
        Lab lab = beyondTheLog();
        SimServer away = restored(lab);
        IntStream.range(0, 20).forEach(i -> lab.update(lab.leader(), "N=\"" + i + "\""));
        lab.pass(5000);
        if (resetFirst) {
            reset(lab, away);
        }
        away.start();
        lab.pass(6000);
        if (!resetFirst) {
            reset(lab, away);
        }
        lab.pass(15_000);
        assertThat(Lab.index(lab.leader()) - Lab.index(away)).isEqualTo(20);
        lab.update(lab.leader(), "NEXT=\"1\"");
        assertThat(lab.timeUntil(5000, () -> caughtUp(lab, away))).isLessThan(1000);
    }

    /** A zone with a log of 20 records, one of whose followers was off for longer than that. */
    private static Lab beyondTheLog() {
        Lab lab = Lab.off(6, 3, RaftSettings.DEFAULTS.withLogRetention(20), 100, 1);
        lab.startAll();
        lab.pass(60_000);
        lab.followers().get(0).kill();
        lab.zone.load().rate(5);
        lab.pass(130_000);
        lab.zone.load().rate(0);
        lab.pass(1000);
        return lab;
    }

    /** The server that is off gets the leader's database. */
    private static SimServer restored(Lab lab) {
        SimServer away = lab.zone.servers().stream()
                .filter(server -> !server.isRunning())
                .findFirst()
                .orElseThrow();
        RaftDisk backup = lab.leader().database().raft();
        away.database().raft().restore(backup);
        return away;
    }

    private static void reset(Lab lab, SimServer away) {
        lab.call(lab.leader(), 100, "one.zone.resetserver", Parameter.of(0), Parameter.of(away.serverId()));
    }

    private static boolean caughtUp(Lab lab, SimServer away) {
        return Lab.index(lab.leader()) - Lab.index(away) <= 1;
    }

    /** Facts of real zones, sections 0 and 4 (c2): the warm-up of a restarted server does not keep it from standing. */
    @Test
    void theWarmUpOfARestartedServerEndsWithTheFirstHeartbeat() {
        Lab lab = Lab.healthy(7, 3);
        SimServer leader = lab.leader();
        lab.followers().forEach(SimServer::stop);
        lab.zone.servers().stream().filter(server -> server != leader).forEach(SimServer::start);
        lab.pass(6000);
        assertThat(lab.followers()).hasSize(2).allSatisfy(follower -> assertThat(follower.isListening())
                .isTrue());
        leader.stop();
        assertThat(lab.timeUntil(WHILE, () -> lab.zone.leaders().size() == 1)).isLessThan(9000);
    }

    @Test
    void aRestartedServerThatHearsNobodyWaitsForItsWarmUp() {
        Lab lab = Lab.healthy(7, 3);
        lab.zone.servers().forEach(SimServer::stop);
        lab.startAll();
        assertThat(lab.timeUntil(30_000, () -> lab.zone.leaders().size() == 1)).isGreaterThan(20_000);
    }
}
