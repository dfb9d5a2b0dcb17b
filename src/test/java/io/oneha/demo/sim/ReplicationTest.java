package io.oneha.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.raft.RaftSettings;
import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.zone.ServerState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicationTest {
    private static final String ENDED_WELL = "<value><boolean>1</boolean></value>";

    @Test
    void aWriteReachesEveryServer() {
        Lab lab = Lab.healthy(1, 3);
        List<String> answer = lab.update(lab.leader(), "NOTE=\"three servers\"");
        assertThat(lab.timeUntil(100, () -> !answer.isEmpty())).isLessThanOrEqualTo(30);
        assertThat(answer.get(0)).contains(ENDED_WELL);
        lab.pass(1000);
        assertThat(lab.zone.servers()).allSatisfy(server -> {
            assertThat(Lab.index(server)).isEqualTo(101);
            assertThat(Lab.commit(server)).isEqualTo(101);
            assertThat(server.database().zone().xml()).contains("three servers");
        });
    }

    @Test
    void aFollowerPassesAWriteOnToItsLeader() {
        Lab lab = Lab.healthy(1, 3);
        assertThat(lab.call(
                                lab.followers().get(0),
                                100,
                                "one.zone.update",
                                Parameter.of(0),
                                Parameter.of("VIA=\"follower\""),
                                Parameter.of(1))
                        .orElseThrow())
                .contains(ENDED_WELL);
        lab.pass(1000);
        assertThat(lab.leader().database().zone().xml()).contains("<VIA><![CDATA[follower]]></VIA>");
    }

    @Test
    void aFollowerThatMissedEntriesStaysBehindANewLeaderUntilTheNextWrite() {
        Lab lab = Lab.healthy(2, 3);
        SimServer follower = lab.followers().get(0);
        follower.kill();
        for (int i = 0; i < 54; i++) {
            lab.update(lab.leader(), "LAG_TEST=\"b" + i + "\"");
            lab.pass(100);
        }
        lab.pass(1000);
        long term = Lab.raft(lab.leader()).term();
        lab.followers().get(0).raft().orElseThrow().missHeartbeats();
        lab.pass(30_000);
        assertThat(Lab.raft(lab.leader()).term()).isGreaterThan(term);
        follower.start();
        lab.pass(60_000);

        assertThat(Lab.raft(follower).state()).isEqualTo(ServerState.FOLLOWER);
        assertThat(Lab.raft(follower).term()).isEqualTo(Lab.raft(lab.leader()).term());
        assertThat(Lab.index(follower)).isEqualTo(100);
        assertThat(Lab.commit(follower)).isEqualTo(100);
        assertThat(follower.database().zone().xml()).doesNotContain("b53");

        lab.update(lab.leader(), "LAG_TEST=\"c1\"");
        long caughtUp = lab.timeUntil(10_000, () -> Lab.index(follower) == 155);
        assertThat(caughtUp).isLessThan(3000);
        lab.pass(600);
        assertThat(follower.database().zone().xml()).contains("c1");
    }

    @Test
    void aLeaderThatWasThereAllAlongBringsAFollowerUpByItself() {
        Lab lab = Lab.healthy(3, 3);
        SimServer follower = lab.followers().get(0);
        follower.kill();
        lab.update(lab.leader(), "NOTE=\"one down\"");
        lab.pass(30_000);
        follower.start();
        lab.timeUntil(4000 + 3300, () -> follower.raft().isPresent() && Lab.index(follower) == 101);
        assertThat(lab.leader()).isNotSameAs(follower);
    }

    @Test
    void aFrozenLogStandsWhileTheLeaderMovesAndGoesOnWhenThawed() {
        Lab lab = Lab.healthy(4, 3);
        SimServer follower = lab.followers().get(0);
        follower.database().setLogStands(true);
        lab.zone.load().rate(5);
        lab.pass(30_000);
        assertThat(Lab.index(follower)).isEqualTo(100);
        assertThat(Lab.raft(follower).state()).isEqualTo(ServerState.FOLLOWER);
        assertThat(Lab.index(lab.leader())).isGreaterThan(200);
        follower.database().setLogStands(false);
        lab.timeUntil(15_000, () -> Lab.index(follower) == Lab.index(lab.leader()));
    }

    @Test
    void aSlowFollowerFallsBehindSteadily() {
        Lab lab = Lab.healthy(5, 3);
        SimServer follower = lab.followers().get(0);
        follower.database().setRecordDelay(900);
        lab.zone.load().rate(3);
        lab.pass(20_000);
        long lag = Lab.index(lab.leader()) - Lab.index(follower);
        lab.pass(20_000);
        assertThat(Lab.index(lab.leader()) - Lab.index(follower)).isGreaterThan(lag + 20);
    }

    @Test
    void aFollowerBeyondTheLogRetentionNeverCatchesUpNotEvenAfterAReset() {
        RaftSettings small = RaftSettings.DEFAULTS.withLogRetention(20);
        Lab lab = Lab.off(6, 3, small, 100, 1);
        lab.startAll();
        lab.pass(60_000);
        SimServer follower = lab.followers().get(0);
        follower.kill();
        lab.zone.load().rate(5);
        lab.pass(130_000);
        follower.start();
        lab.pass(60_000);
        assertThat(Lab.index(follower)).isEqualTo(100);
        lab.call(lab.leader(), 100, "one.zone.resetserver", Parameter.of(0), Parameter.of(follower.serverId()));
        lab.pass(60_000);
        assertThat(Lab.index(follower)).isEqualTo(100);

        follower.kill();
        follower.database().raft().restore(lab.leader().database().raft());
        follower.start();
        lab.pass(10_000);
        lab.call(lab.leader(), 100, "one.zone.resetserver", Parameter.of(0), Parameter.of(follower.serverId()));
        lab.pass(10_000);
        assertThat(Lab.index(lab.leader()) - Lab.index(follower)).isLessThan(5);
    }

    @Test
    void aLeaderWithoutAMajorityStaysLeaderReadsAndLetsWritesHang() {
        Lab lab = Lab.healthy(7, 3);
        SimServer leader = lab.leader();
        lab.followers().forEach(SimServer::kill);
        lab.pass(60_000);
        assertThat(Lab.raft(leader).state()).isEqualTo(ServerState.LEADER);
        List<String> write = lab.update(leader, "NOTE=\"no quorum\"");
        lab.pass(60_000);
        assertThat(write).isEmpty();
        assertThat(Lab.index(leader)).isEqualTo(101);
        assertThat(Lab.commit(leader)).isEqualTo(100);
        assertThat(lab.call(leader, 100, "one.system.version").orElseThrow()).contains("7.4.0");
        assertThat(leader.database().zone().xml()).doesNotContain("no quorum");

        lab.zone.servers().stream()
                .filter(server -> !server.isRunning())
                .findFirst()
                .orElseThrow()
                .start();
        lab.timeUntil(8000, () -> !write.isEmpty());
        assertThat(write.get(0)).contains(ENDED_WELL);
        assertThat(leader.database().zone().xml()).contains("no quorum");
    }

    @Test
    void aServerThatIsAddedCountsAtOnceAndWritesHangUntilItComes() {
        Lab lab = Lab.off(8, 2);
        ZoneBody alone = ZoneBody.of("http://localhost:2633/RPC2", List.of("server-0"), List.of(Lab.endpoint(0)));
        lab.zone.servers().forEach(server -> server.database().apply(alone));
        lab.server(0).start();
        lab.pass(30_000);
        assertThat(Lab.raft(lab.server(0)).state()).isEqualTo(ServerState.LEADER);

        String second = "SERVER=[NAME=\"server-1\",ENDPOINT=\"" + Lab.endpoint(1) + "\"]";
        assertThat(lab.call(lab.server(0), 100, "one.zone.addserver", Parameter.of(0), Parameter.of(second)))
                .get()
                .asString()
                .contains(ENDED_WELL);
        List<String> update = lab.update(lab.server(0), "NOTE=\"later\"");
        List<String> delete = lab.send(lab.server(0), "one.zone.delserver", Parameter.of(0), Parameter.of(1));
        lab.pass(60_000);
        assertThat(update).isEmpty();
        assertThat(delete).isEmpty();
        assertThat(lab.server(0).database().zone().servers()).hasSize(2);

        lab.server(1).start();
        lab.timeUntil(10_000, () -> !update.isEmpty() && !delete.isEmpty());
        assertThat(lab.server(0).database().zone().xml()).contains("later");
        assertThat(lab.server(0).database().zone().servers()).hasSize(1);
    }

    @Test
    void aServerAddedTwiceIsListedTwiceAndBothFollow() {
        Lab lab = Lab.healthy(9, 3);
        String again = "SERVER=[NAME=\"server-2\",ENDPOINT=\"" + Lab.endpoint(2) + "\"]";
        assertThat(lab.call(lab.leader(), 100, "one.zone.addserver", Parameter.of(0), Parameter.of(again)))
                .get()
                .asString()
                .contains(ENDED_WELL);
        lab.pass(2000);
        assertThat(lab.leader().database().zone().servers())
                .extracting(server -> server.get("ID") + " " + server.get("NAME"))
                .containsExactly("0 server-0", "1 server-1", "2 server-2", "3 server-2");
        assertThat(lab.call(
                        lab.leader(),
                        1000,
                        "one.zone.update",
                        Parameter.of(0),
                        Parameter.of("A=\"b\""),
                        Parameter.of(1)))
                .isPresent();
    }

    @Test
    void fifteenHangingWritesSilenceALeaderUntilAFollowerComesAndThenAllRun() {
        Lab lab = Lab.healthy(10, 3);
        SimServer leader = lab.leader();
        List<SimServer> followers = lab.followers();
        followers.forEach(SimServer::kill);
        for (int i = 1; i <= 15; i++) {
            lab.update(leader, "X" + i + "=\"1\"");
        }
        lab.pass(1000);
        assertThat(lab.call(leader, 30_000, "one.zone.raftstatus")).isEmpty();
        assertThat(leader.isListening()).isTrue();
        assertThat(leader.state()).contains(ServerState.LEADER);

        followers.get(0).start();
        lab.pass(30_000);
        assertThat(lab.call(leader, 1000, "one.zone.raftstatus")).isPresent();
        for (int i = 1; i <= 15; i++) {
            assertThat(leader.database().zone().xml()).contains("<X" + i + ">");
        }
    }

    @Test
    void aZoneInSoloWritesAtOnceAndHasNoLog() {
        Lab lab = Lab.solo();
        SimServer solo = lab.server(0);
        List<String> answer = lab.update(solo, "NOTE=\"alone\"");
        assertThat(answer).hasSize(1);
        assertThat(solo.database().zone().xml()).contains("alone");
        assertThat(Lab.raft(solo).serverId()).isEqualTo(-1);
        assertThat(Lab.raft(solo).state()).isEqualTo(ServerState.SOLO);
        assertThat(Lab.index(solo)).isEqualTo(-1);
        lab.pass(60_000);
        assertThat(Lab.raft(solo).state()).isEqualTo(ServerState.SOLO);
    }

    @Test
    void equalSeedsMakeEqualHistories() {
        assertThat(history(42)).isEqualTo(history(42)).isNotEqualTo(history(43));
    }

    private static String history(long seed) {
        Lab lab = Lab.healthy(seed, 5);
        lab.zone.load().rate(7);
        lab.pass(5000);
        lab.leader().kill();
        lab.pass(20_000);
        lab.zone.network().cutOff(List.of(lab.leader()));
        lab.pass(20_000);
        return lab.toString();
    }
}
