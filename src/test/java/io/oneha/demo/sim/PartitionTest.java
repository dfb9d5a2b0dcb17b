package io.oneha.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.raft.RaftReply;
import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.zone.ServerState;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aLeaderCutOffStaysLeaderAndItsWriteEndsWellAndIsLost(long seed) {
        Lab lab = Lab.healthy(seed, 3);
        SimServer old = lab.leader();
        lab.zone.network().cutOff(List.of(old));
        lab.timeUntil(20_000, () -> lab.zone.leaders().size() == 2);
        SimServer fresh = lab.zone.leaders().stream()
                .filter(server -> server != old)
                .findFirst()
                .orElseThrow();
        assertThat(Lab.raft(fresh).term()).isGreaterThan(Lab.raft(old).term());

        List<String> lost = lab.update(old, "OLD_SIDE=\"1\"");
        List<String> kept = lab.update(fresh, "NEW_SIDE=\"1\"");
        lab.pass(5000);
        assertThat(kept).hasSize(1);
        assertThat(lost).isEmpty();
        assertThat(Lab.index(old)).isGreaterThan(Lab.commit(old));

        lab.zone.network().cutOff(List.of());
        lab.timeUntil(5000, () -> !lost.isEmpty());
        assertThat(lost.get(0)).contains("<value><boolean>1</boolean></value>");
        lab.timeUntil(20_000, () -> lab.zone.leaders().size() == 1);
        lab.update(lab.leader(), "AFTER=\"1\"");
        lab.pass(10_000);
        assertThat(lab.zone.servers())
                .allSatisfy(server -> assertThat(server.database().zone().xml())
                        .contains("NEW_SIDE", "AFTER")
                        .doesNotContain("OLD_SIDE"));
    }

    @Test
    void clientsGoToTheSideThatAnswers() {
        Lab lab = Lab.healthy(6, 3);
        lab.zone.load().rate(4);
        lab.pass(5000);
        SimServer old = lab.leader();
        long before = Lab.index(old);
        lab.zone.network().cutOff(List.of(old));
        lab.pass(30_000);
        assertThat(Lab.index(old) - Lab.commit(old)).isBetween(1L, 3L);
        SimServer fresh = lab.zone.leaders().stream()
                .filter(server -> server != old)
                .findFirst()
                .orElseThrow();
        assertThat(Lab.commit(fresh)).isGreaterThan(before + 60);
        lab.zone.network().cutOff(List.of());
        lab.pass(30_000);
        assertThat(lab.zone.leaders()).hasSize(1);
        assertThat(lab.zone.servers()).allSatisfy(server -> assertThat(Lab.index(server))
                .isBetween(Lab.index(lab.leader()) - 2, Lab.index(lab.leader())));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFollowerThatRefusesPasswordsTakesTheZoneDownUntilItIsStopped(long seed) {
        Lab lab = Lab.healthy(seed, 3);
        SimServer broken = lab.followers().get(0);
        broken.database().knowPasswords(false);
        boolean wrapped = false;
        boolean fellBack = false;
        long leaderless = 0;
        for (int i = 0; i < 6000; i++) {
            lab.pass(10);
            wrapped |= LongStream.of(terms(lab)).anyMatch(term -> term == RaftReply.NO_TERM);
            fellBack |= LongStream.of(terms(lab)).anyMatch(term -> term == 0);
            leaderless += lab.zone.leaders().isEmpty() ? 10 : 0;
        }
        assertThat(wrapped).isTrue();
        assertThat(fellBack).isTrue();
        assertThat(leaderless).isGreaterThan(20_000);
        assertThat(lab.call(broken, 100, "one.zone.raftstatus").orElseThrow())
                .contains("[one.zone.raftstatus] User couldn't be authenticated, aborting call.", "<i4>256</i4>");

        broken.kill();
        lab.timeUntil(60_000, () -> lab.zone.leaders().size() == 1);
        lab.pass(10_000);
        assertThat(lab.leader()).isNotSameAs(broken);
    }

    @Test
    void aDeadDatabaseRefusesPasswordsAndOnedEndsWithin20Seconds() {
        Lab lab = Lab.healthy(4, 3);
        SimServer broken = lab.followers().get(0);
        broken.breakDatabase();
        assertThat(lab.call(broken, 100, "one.zone.info", Parameter.of(0)).orElseThrow())
                .contains("[one.zone.info] User couldn't be authenticated, aborting call.");
        assertThat(lab.timeUntil(20_000, () -> !broken.isRunning())).isGreaterThan(2800);
        assertThat(broken.isListening()).isFalse();
        broken.start();
        assertThat(broken.isRunning()).isFalse();
        lab.timeUntil(60_000, () -> lab.zone.leaders().size() == 1);

        broken.database().up(true);
        broken.start();
        lab.pass(60_000);
        assertThat(broken.state()).contains(ServerState.FOLLOWER);
    }

    @Test
    void aDeadDatabaseUnderTheLeaderEndsInANewLeader() {
        Lab lab = Lab.healthy(5, 3);
        SimServer broken = lab.leader();
        broken.breakDatabase();
        lab.pass(60_000);
        assertThat(broken.isRunning()).isFalse();
        assertThat(lab.leader()).isNotSameAs(broken);
    }

    @Test
    void aDatabaseThatComesBackInTimeSavesItsOned() {
        Lab lab = Lab.healthy(6, 3);
        SimServer broken = lab.followers().get(0);
        broken.breakDatabase();
        lab.pass(2000);
        broken.database().up(true);
        lab.pass(60_000);
        assertThat(broken.isRunning()).isTrue();
        assertThat(lab.call(broken, 100, "one.zone.raftstatus").orElseThrow()).contains("RAFT");
    }

    @Test
    void aServerOfTheZoneLeftInSoloWritesOnItsOwn() {
        Lab lab = Lab.healthy(7, 3);
        SimServer solo = lab.followers().get(0);
        solo.kill();
        lab.pass(1000);
        solo.serverId(-1);
        solo.start();
        lab.pass(30_000);
        assertThat(Lab.raft(solo).state()).isEqualTo(ServerState.SOLO);
        assertThat(Lab.raft(solo).term()).isEqualTo(Lab.raft(lab.leader()).term());
        assertThat(Lab.index(solo)).isEqualTo(-1);
        assertThat(lab.update(solo, "SPLIT=\"1\"")).hasSize(1);
        assertThat(solo.database().zone().xml()).contains("SPLIT");
        assertThat(lab.leader().database().zone().xml()).doesNotContain("SPLIT");
    }

    @Test
    void aDisabledZoneReadsAndRefusesWrites() {
        Lab lab = Lab.healthy(8, 3);
        lab.call(lab.followers().get(0), 1000, "one.zone.enable", Parameter.of(0), Parameter.of(false));
        lab.pass(1000);
        for (SimServer server : lab.zone.servers()) {
            assertThat(server.database().zone().xml()).contains("<STATE>1</STATE>");
            List<String> write = lab.update(server, "A=\"b\"");
            lab.pass(100);
            assertThat(write.get(0)).contains("[one.zone.update] Cannot process request, zone disabled");
            assertThat(lab.call(server, 100, "one.system.version").orElseThrow())
                    .contains("7.4.0");
        }
        lab.call(lab.followers().get(0), 1000, "one.zone.enable", Parameter.of(0), Parameter.of(true));
        lab.pass(1000);
        assertThat(lab.leader().database().zone().xml()).contains("<STATE>0</STATE>");
    }

    private static long[] terms(Lab lab) {
        return lab.zone.servers().stream()
                .mapToLong(server -> Lab.raft(server).term())
                .toArray();
    }
}
