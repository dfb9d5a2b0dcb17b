package io.oneha.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.ServerState;
import java.util.List;
import java.util.Optional;

/** What goes wrong in a zone of three. */
enum BrokenRecordings implements Recordings {
    A_LEADER_KILLED_AND_THEN_ONE_SERVER_LEFT {
        @Override
        public void play(Replay replay) {
            Lab lab = replay.in(oneDown(RecordedState.ledBy(1, 45, -1, 1, 1).withLog(136, 45)));
            lab.server(1).kill();
            replay.refuses(1, "leader-killed.zone.raftstatus.old-leader");
            List<String> version = replay.sends(2, "leader-killed.system.version-on-follower");
            List<String> update = replay.sends(2, "leader-killed.zone.update-on-follower-before-election");
            lab.pass(100);
            replay.wasAnswered(version, "leader-killed.system.version-on-follower");
            replay.wasAnswered(update, "leader-killed.zone.update-on-follower-before-election");
            replay.answers(2, "leader-killed.zone.raftstatus.follower-before-election");
            replay.answers(2, "leader-killed.zone.info-on-follower");

            lab.server(0).kill();
            lab.timeUntil(
                    120_000,
                    () -> Lab.raft(lab.server(2)).term() == 55
                            && Lab.raft(lab.server(2)).votedFor() == -1);
            for (String what : List.of(
                    "zone.raftstatus",
                    "zone.raftstatus.wrong-password",
                    "system.config",
                    "system.version",
                    "zone.addserver",
                    "zone.delserver",
                    "zone.resetserver",
                    "zone.update",
                    "zone.info",
                    "zonepool.info")) {
                List<String> answer = replay.sends(2, "candidate." + what);
                replay.wasAnswered(answer, "candidate." + what);
            }
        }
    },

    NO_MAJORITY_AND_THEN_A_PARTITION {
        @Override
        public void play(Replay replay) {
            Lab lab = replay.in(oneDown(RecordedState.ledBy(2, 67, -1, 2, 2).withLog(136, 45)));
            lab.server(0).kill();
            lab.server(1).kill();
            replay.answers(2, "leader-no-quorum.zone.raftstatus");
            replay.staysSilent(2, "leader-no-quorum.zone.update");
            replay.answers(2, "leader-no-quorum.zone.raftstatus-after-write", "leader-no-quorum.system.version");
            lab.startAll();
            lab.pass(10_000);
            replay.answers(2, "leader-no-quorum.zone.info-after-heal");

            lab.zone.network().cutOff(List.of(lab.server(2)));
            lab.server(1).raft().orElseThrow().missHeartbeats();
            lab.pass(1000);
            for (int i = 0; i < 3; i++) {
                replay.answers(i, "partition.zone.raftstatus.s" + i);
            }
            replay.answers(1, "partition.zone.update.new-leader");
            List<String> lost = replay.sends(2, "partition.zone.update.old-leader");
            lab.pass(2000);
            replay.answers(1, "partition.vip.raftstatus");
            for (int i = 0; i < 3; i++) {
                replay.answers(i, "partition.zone.info.s" + i);
            }
            lab.zone.network().cutOff(List.of());
            lab.pass(15_000);
            replay.wasAnswered(lost, "partition.zone.update.old-leader");
            for (int i = 0; i < 3; i++) {
                replay.answers(i, "partition-healed.zone.info.s" + i);
            }
        }
    },

    WRITES_LOST_IN_PARTITIONS_AND_A_LEADER_STUCK {
        @Override
        public void play(Replay replay) {
            Lab lab =
                    replay.in(RecordedState.ledBy(2, 5, 2, -1, 2).withLog(10, 1).rebuild());
            lab.zone.network().cutOff(List.of(lab.server(2)));
            lab.server(0).raft().orElseThrow().missHeartbeats();
            lab.pass(1000);
            replay.answers(0, "lostwrite1.update.new-leader");
            List<String> first = replay.sends(2, "lostwrite1.update.old-leader");
            lab.pass(3000);
            lab.zone.network().cutOff(List.of());
            lab.pass(15_000);
            replay.wasAnswered(first, "lostwrite1.update.old-leader");
            for (int i = 0; i < 3; i++) {
                replay.answers(i, "lostwrite1.zone.info.s" + i);
            }

            lab.zone.network().cutOff(List.of(lab.server(0)));
            lab.server(2).raft().orElseThrow().missHeartbeats();
            lab.pass(1000);
            List<String> second = replay.sends(0, "lostwrite2.update.old-leader");
            lab.pass(3000);
            lab.zone.network().cutOff(List.of());
            lab.pass(15_000);
            replay.wasAnswered(second, "lostwrite2.update.old-leader");
            for (int i = 0; i < 3; i++) {
                replay.answers(i, "lostwrite2.zone.info.s" + i);
            }
            lab.update(lab.leader(), "AFTER=\"1\"");
            lab.pass(1000);
            replay.answers(2, "lostwrite.final.zone.info");

            assertThat(lab.server(2).state()).isEqualTo(Optional.of(ServerState.LEADER));
            lab.server(0).kill();
            lab.server(1).kill();
            for (int i = 1; i <= 20; i++) {
                lab.update(lab.server(2), "X" + i + "=\"1\"");
            }
            replay.staysSilent(2, "stuck-leader.zone.raftstatus");
            lab.startAll();
            lab.pass(30_000);
            replay.answers(2, "stuck-leader-after.zone.info");
        }
    },

    A_ZONE_DISABLED {
        @Override
        public void play(Replay replay) {
            String template = "CONTACT=\"ops@example.org\"\nNOTE=\"new side\"\nVIA=\"follower\"\nLAG_TEST=c1";
            Lab lab = replay.in(RecordedState.ledBy(1, 88, -1, 1, 1)
                    .withLog(138, 68)
                    .withTemplate(template)
                    .withThirdAddedByApi()
                    .rebuild());
            replay.answers(1, "enable.disable-ok");
            for (String what :
                    List.of("zone.info", "zone.raftstatus", "zone.update", "zone.addserver", "system.version")) {
                replay.answers(1, "disabled." + what);
            }
            lab.pass(1000);
            replay.answers(2, "disabled.follower.zone.info", "disabled.follower.zone.update");
            replay.answers(1, "enable.bad-zone", "enable.int-instead-of-bool", "enable.nonadmin");
            replay.answers(2, "enable.enable-on-follower");
            replay.answers(1, "enable.zone.info");
        }
    },

    DATABASES_DEAD {
        @Override
        public void play(Replay replay) {
            Lab lab = replay.in(
                    RecordedState.ledBy(2, 91, -1, 2, 2).withLog(140, 88).rebuild());
            lab.server(0).breakDatabase();
            for (String what : List.of("zone.info", "zone.raftstatus")) {
                List<String> answer = replay.sends(0, "dbdead.follower." + what);
                replay.wasAnswered(answer, "dbdead.follower." + what);
            }
            replay.in(RecordedState.ledBy(2, 92, -1, 2, 2).withLog(142, 92).rebuild())
                    .server(2)
                    .breakDatabase();
            replay.answers(0, "dbdead.leader.system.version-via-follower");
            replay.answers(2, "dbdead.leader.zone.info", "dbdead.leader.zone.raftstatus");
            List<String> write = replay.sends(2, "dbdead.leader.zone.update");
            replay.wasAnswered(write, "dbdead.leader.zone.update");
            lab.server(1).breakDatabase();
            lab.pass(21_000);
            replay.in(lab);
            replay.refuses(1, "dbdead.zone.info", "dbdead.zone.raftstatus", "dbdead.zone.update");
        }
    },

    A_SERVER_ID_TWICE {
        @Override
        public void play(Replay replay) {
            Lab lab = replay.in(
                    RecordedState.ledBy(2, 17, 2, -1, 2).withLog(6, 17).rebuild());
            replay.answers(0, "acl-admin.zone.raftstatus.s0", "acl-admin-later.zone.raftstatus.s0");
            replay.answers(1, "acl-admin.zone.raftstatus.s1", "acl-admin-later.zone.raftstatus.s1");
            lab.server(0).stop();
            lab.server(0).serverId(1);
            lab.server(0).start();
            lab.pass(10_000);
            for (int i = 0; i < 3; i++) {
                replay.answers(i, "duplicate-id.zone.raftstatus.s" + i);
            }
            replay.answers(2, "duplicate-id.zone.update");
        }
    },

    SERVERS_WITH_GRPC {
        @Override
        public void play(Replay replay) {
            replay.in(
                    RecordedState.ledBy(2, 16, 2, 2, 2).withLog(3, 1).withGrpc().rebuild());
            replay.answers(2, "grpc.zone.info", "grpc.zone.raftstatus.leader");
            replay.answers(0, "grpc.zone.update.follower");
        }
    };

    private static Lab oneDown(RecordedState state) {
        return state.withTemplate("CONTACT=\"ops@example.org\"\nNOTE=\"one down\"\nVIA=\"follower\"\nLAG_TEST=c1")
                .withThirdAddedByApi()
                .rebuild();
    }
}
