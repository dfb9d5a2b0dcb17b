package io.oneha.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Solo, the first starts, and a zone that works. */
enum HealthyRecordings implements Recordings {
    A_ZONE_IN_SOLO {
        @Override
        public void play(Replay replay) {
            replay.in(Lab.solo());
            replay.answers(
                    0, "solo.system.version", "solo.system.version.unknown-user", "solo.system.version.wrong-password");
            replay.answers(0, "solo.system.config", HealthyRecordings::cutDown);
            replay.answers(0, "solo.nosuchmethod", "solo.zonepool.info");
            replay.answers(
                    0,
                    "solo.zone.info",
                    "solo.zone.info.bad-id",
                    "solo.zone.info.decrypt-false",
                    "solo.zone.info.nonadmin");
            for (String who : List.of("", ".nonadmin", ".wrong-password", ".unknown-user", ".empty-session")) {
                replay.answers(0, "solo.zone.raftstatus" + who);
            }
            for (String what : List.of("bad-zone", "malformed", "no-endpoint", "no-name", "no-server", "nonadmin")) {
                replay.answers(0, "solo.zone.addserver." + what);
            }
        }
    },

    FROM_SOLO_TO_TWO_SERVERS {
        @Override
        public void play(Replay replay) {
            Lab lab = replay.in(Lab.off(1, 3));
            ZoneBody fresh = ZoneBody.of("http://localhost:2633/RPC2", List.of("server-0"), List.of(Lab.endpoint(0)));
            lab.zone.servers().forEach(server -> server.database().apply(fresh));
            SimServer first = lab.server(0);
            first.serverId(-1);
            first.start();
            lab.pass(10_000);
            replay.answers(0, "solo-added.zone.info", "solo-added.zone.raftstatus");
            replay.refuses(1, "stopped.zone.raftstatus.refused");

            first.kill();
            first.serverId(0);
            first.start();
            lab.pass(5000);
            replay.answers(0, "boot0.follower-warmup.system.version", "boot0.follower-warmup.zone.info");
            replay.answers(0, "boot0.follower-warmup.zone.raftstatus", "boot0.follower-warmup.zone.update");
            lab.pass(20_000);
            replay.answers(0, "leader-single.zone.raftstatus");

            String second = "SERVER=[NAME=\"server-1\",ENDPOINT=\"" + Lab.endpoint(1) + "\",ENDPOINT_GRPC=\"\"]";
            lab.call(first, 100, "one.zone.addserver", XmlRpcCall.Parameter.of(0), XmlRpcCall.Parameter.of(second));
            replay.answers(0, "added1-not-started.zone.info");
            replay.staysSilent(0, "added1-not-started.zone.update");
            replay.staysSilent(0, "added1-not-started.zone.delserver");
            assertThat(Lab.index(first)).isEqualTo(Lab.commit(first) + 1);
        }
    },

    TWO_SERVERS {
        @Override
        public void play(Replay replay) {
            replay.in(Lab.healthy(1, 2));
            replay.answers(replay.leads(), "two.zone.update-append", "two.zone.addserver-2");
        }
    },

    A_HEALTHY_ZONE {
        @Override
        public void play(Replay replay) {
            replay.in(RecordedState.ledBy(0, 1, 0, 0, 0)
                    .withLog(9, 1)
                    .withTemplate("NOTE=\"three servers\"")
                    .withThirdAddedByApi()
                    .rebuild());
            replay.answers(0, "healthy.zone.raftstatus.leader", "healthy.vip.zone.raftstatus");
            replay.answers(1, "healthy.zone.raftstatus.follower1");
            replay.answers(2, "healthy.zone.raftstatus.follower2");
            replay.answers(
                    1, "healthy.zone.raftstatus.follower.nonadmin", "healthy.zone.raftstatus.follower.wrong-password");
            List<String> places = List.of("leader", "follower1", "follower2");
            for (int i = 0; i < places.size(); i++) {
                String place = places.get(i);
                replay.answers(i, "healthy.zone.info." + place, "healthy.zonepool.info." + place);
                replay.answers(i, "healthy.system.version." + place);
                replay.answers(i, "healthy.system.config." + place, HealthyRecordings::cutDown);
            }
            replay.answers(0, "healthy.system.config.nonadmin", HealthyRecordings::cutDown);
            replay.answers(0, "healthy.zone.update.endpoint-vip");
            for (String what :
                    List.of("bad-zone", "nonadmin", "wrong-arity", "wrong-password", "wrong-type", "duplicate")) {
                replay.answers(0, "healthy.zone.addserver." + what);
            }
            replay.answers(0, "healthy.zone.info.after-duplicate");
            for (String what : List.of("bad-zone", "nonadmin", "unknown", "ok")) {
                replay.answers(0, "healthy.zone.delserver." + what);
            }
            replay.answers(1, "healthy.zone.addserver.on-follower", "healthy.zone.info.after-addserver-on-follower");
            replay.answers(2, "healthy.zone.delserver.on-follower");
            for (String what : List.of("ok", "unknown", "nonadmin", "bad-zone")) {
                replay.answers(0, "healthy.zone.resetserver." + what);
            }
            replay.answers(1, "healthy.zone.resetserver.on-follower");
            for (String what : List.of("append", "bad-id", "bad-type", "nonadmin", "server-attr")) {
                replay.answers(0, "healthy.zone.update." + what);
            }
            // oned's parser reports a line number from memory it never wrote.
            replay.answers(0, "healthy.zone.update.malformed", recorded -> recorded.replace("line 32554", "line 0"));
            replay.answers(1, "healthy.zone.update.append-on-follower");
            replay.answers(0, "repair.zone.addserver", "repair.zone.delserver");
        }
    },

    A_FOLLOWER_STOPPED {
        @Override
        public void play(Replay replay) {
            Lab lab = replay.in(
                    RecordedState.ledBy(0, 39, 0, 0, -1).withLog(18, 39).rebuild());
            lab.server(2).stop();
            replay.refuses(2, "follower-down.zone.raftstatus.stopped");
            replay.answers(0, "follower-down.zone.update");
            lab.server(2).start();
            lab.pass(10_000);
            lab.server(2).hang();
            replay.staysSilent(2, "frozen.zone.raftstatus.s2");
        }
    },

    A_FOLLOWER_LAGGING {
        @Override
        public void play(Replay replay) {
            String template = "CONTACT=\"ops@example.org\"\nNOTE=\"one down\"\nVIA=\"follower\"\nLAG_TEST=";
            replay.in(RecordedState.ledBy(1, 45, -1, 1, 1)
                    .withLog(135, 39)
                    .withLogOf(2, 81)
                    .withTemplate(template + "b55")
                    .withTemplateOf(2, template + "b1")
                    .withThirdAddedByApi()
                    .rebuild());
            for (int i = 0; i < 3; i++) {
                replay.answers(i, "lagging.zone.raftstatus.s" + i, "lagging.zone.info.s" + i);
            }
        }
    };

    private static final Set<String> SIMULATED = Set.of(
            "API_LIST_ORDER",
            "DB",
            "FEDERATION",
            "KEEPALIVE_MAX_CONN",
            "KEEPALIVE_TIMEOUT",
            "LISTEN_ADDRESS",
            "MANAGER_TIMER",
            "MAX_CONN",
            "MAX_CONN_BACKLOG",
            "PORT",
            "RAFT",
            "SCRIPTS_REMOTE_DIR",
            "TIMEOUT");
    private static final Pattern CONFIGURATION = Pattern.compile(
            "(?<=&lt;OPENNEBULA_CONFIGURATION&gt;).*(?=&lt;/OPENNEBULA_CONFIGURATION&gt;)", Pattern.DOTALL);
    private static final Pattern ELEMENT = Pattern.compile("&lt;(\\w+)&gt;.*?&lt;/\\1&gt;", Pattern.DOTALL);

    /** A recorded configuration without the elements that the simulation leaves out. */
    private static String cutDown(String recorded) {
        return CONFIGURATION
                .matcher(recorded)
                .replaceFirst(whole -> Matcher.quoteReplacement(ELEMENT.matcher(whole.group())
                        .results()
                        .filter(element -> SIMULATED.contains(element.group(1)))
                        .map(MatchResult::group)
                        .collect(Collectors.joining())));
    }
}
