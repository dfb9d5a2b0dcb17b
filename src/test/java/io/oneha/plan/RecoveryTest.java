package io.oneha.plan;

import static io.oneha.zone.ServerState.CANDIDATE;
import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The least that cures one server of a zone. */
class RecoveryTest {
    private static final String IN_PLACE = "curable reset-term start-server caught-up calm";
    private static final String STOPPED_FIRST = "curable stop-server reset-term start-server caught-up calm";
    static final String COPY =
            "keep-stopped account credentials database server-id reset-server start caught-up same-data calm finish";
    private static final String RESTORED = "curable " + COPY;
    private static final String STOPPED_AND_RESTORED = "curable stop-server " + COPY;

    private static final Database DEAD = new Database(
            false,
            "ERROR 2002 (HY000): Can't connect to local server through socket",
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void itsStepsAre(String case_, Scene scene, String words) {
        assertThat(words(plan(scene.decides(wanted())))).isEqualTo(words);
    }

    static Stream<Arguments> itsStepsAre() {
        return Stream.of(
                Arguments.of("one that is stopped", zone().isDown("n1a3"), IN_PLACE),
                Arguments.of(
                        "one whose database server is stopped as well",
                        patient(Optional.of(DEAD), "ab12"),
                        "start-database " + IN_PLACE),
                Arguments.of("one that stands for election", zone().runs("n1a3", CANDIDATE), STOPPED_FIRST),
                Arguments.of(
                        "one that runs with other credentials",
                        zone().runs("n1a3", FOLLOWER).seen("n1a3", facts(true, Optional.of(log(1, 263)), "cd34")),
                        "curable stop-server credentials reset-term start-server caught-up calm"),
                Arguments.of(
                        "one that is stopped and has other credentials",
                        patient(Optional.of(log(1, 263)), "cd34"),
                        "curable credentials reset-term start-server caught-up calm"),
                Arguments.of("one whose log ends where the leader's begins", outOfLog(199), IN_PLACE),
                Arguments.of("one that misses what the leader keeps no more", outOfLog(198), RESTORED),
                Arguments.of("one whose database is empty", patient(Optional.empty(), "ab12"), RESTORED),
                Arguments.of("one with another SERVER_ID, stopped", other(), RESTORED),
                Arguments.of(
                        "one without SERVER_ID that runs on its own",
                        zone().runs("n1a3", FOLLOWER).runsSolo("n1a3"),
                        STOPPED_AND_RESTORED),
                Arguments.of(
                        "one that was installed anew",
                        zone().added("n1a3"),
                        "readiness packages keep-stopped account configuration remotes credentials database server-id hooks"
                                + " reset-server start caught-up same-data roles calm finish"),
                Arguments.of(
                        "one of a zone of two, whose leader has no majority without it",
                        Scene.wants("n1a1", "n1a3").runs("n1a1", LEADER).isDown("n1a3"),
                        IN_PLACE));
    }

    @Test
    void aCopyThatWasAskedForIsMadeAlthoughLessWouldDo() {
        Plan plan = plan(zone().isDown("n1a3").decides(ChangeRequest.recover("n1a3", true)));
        assertThat(words(plan)).isEqualTo(RESTORED);
        assertThat(Consents.of(plan)).singleElement().satisfies(consent -> {
            assertThat(consent.word()).isEqualTo("n1a3");
            assertThat(consent.question()).contains("its own is replaced");
        });
    }

    @Test
    void nothingOfOnedStartsBeforeTheLeaderHasForgottenHowFarItWas() {
        List<String> words = List.of(RESTORED.split(" "));
        assertThat(words.indexOf("start")).isEqualTo(words.indexOf("reset-server") + 1);
        assertThat(words.indexOf("keep-stopped")).isLessThan(words.indexOf("account"));
    }

    @Test
    void aServerThatFollowsIsLeftAlone() {
        assertThat(zone().runs("n1a3", FOLLOWER).decides(wanted())).isInstanceOf(NothingToDo.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void itsPlanSaysWhetherItMayCostALeader(String case_, Scene scene, boolean says) {
        List<String> notices = plan(scene.decides(wanted())).notices();
        assertThat(notices.stream().filter(notice -> notice.contains("the zone changes its leader once")))
                .as("%s", notices)
                .hasSize(says ? 1 : 0);
    }

    static Stream<Arguments> itsPlanSaysWhetherItMayCostALeader() {
        return Stream.of(
                Arguments.of("one that stands for election", zone().runs("n1a3", CANDIDATE), true),
                Arguments.of(
                        "one whose oned runs and does not answer",
                        zone().isDown("n1a3").seen("n1a3", facts(true, Optional.of(log(1, 263)), "ab12")),
                        true),
                Arguments.of("one that is stopped", zone().isDown("n1a3"), false),
                Arguments.of(
                        "one that follows and has other credentials",
                        zone().runs("n1a3", FOLLOWER).seen("n1a3", facts(true, Optional.of(log(1, 263)), "cd34")),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefused(String why, Scene scene, ChangeRequest request, String code, String text, String remedy) {
        Decision decision = scene.decides(request);
        assertThat(decision).isInstanceOf(Refusal.class);
        Refusal refusal = (Refusal) decision;
        assertThat(refusal.word()).isEqualTo(code);
        assertThat(refusal.reason()).contains(text);
        assertThat(refusal.remedy()).contains(remedy);
    }

    static Stream<Arguments> isRefused() {
        return Stream.of(
                Arguments.of(
                        "without a leader",
                        Scene.wants("n1a1", "n1a2", "n1a3")
                                .runs("n1a1", CANDIDATE)
                                .runs("n1a2", FOLLOWER)
                                .isDown("n1a3"),
                        wanted(),
                        "NO_LEADER",
                        "no leader",
                        "`oneha fix`"),
                Arguments.of(
                        "the leader itself",
                        zone().runs("n1a3", FOLLOWER),
                        ChangeRequest.recover("n1a1"),
                        "LEADS",
                        "n1a1 leads",
                        "`oneha switchover`"),
                Arguments.of(
                        "a name that is no server",
                        zone().isDown("n1a3"),
                        ChangeRequest.recover("n1a9"),
                        "NO_SUCH_SERVER",
                        "n1a9",
                        "n1a1, n1a2, n1a3"),
                Arguments.of(
                        "a front-end that has yet to join", zone(), wanted(), "NO_SUCH_SERVER", "n1a3", "n1a1, n1a2"),
                Arguments.of(
                        "another server that is away too",
                        Scene.wants("n1a1", "n1a2", "n1a3", "n1a4", "n1a5")
                                .runs("n1a1", LEADER)
                                .runs("n1a2", FOLLOWER)
                                .isDown("n1a3")
                                .isDown("n1a4")
                                .runs("n1a5", FOLLOWER),
                        wanted(),
                        "SERVER_UNREACHABLE",
                        "n1a4",
                        ""),
                Arguments.of(
                        "a zone of which nobody answers",
                        Scene.wants("n1a1", "n1a2", "n1a3")
                                .isStopped("n1a1")
                                .isStopped("n1a2")
                                .isStopped("n1a3"),
                        wanted(),
                        "NO_ANSWER",
                        "",
                        ""),
                Arguments.of(
                        "a host that was not seen",
                        zone().isDown("n1a3").unseen("n1a3"),
                        wanted(),
                        "HOST_UNSEEN",
                        "n1a3",
                        "--no-ssh"),
                Arguments.of(
                        "a host that is cut off from everybody",
                        zone().isDown("n1a3").unseen("n1a3"),
                        wanted(),
                        "HOST_UNSEEN",
                        "n1a3",
                        "the zone changes its leader once"),
                Arguments.of(
                        "a host that answers and was not seen",
                        zone().runs("n1a3", CANDIDATE).unseen("n1a3"),
                        wanted(),
                        "HOST_UNSEEN",
                        "n1a3",
                        "leave --no-ssh away, then plan again"),
                Arguments.of(
                        "a host without sudo",
                        zone().isDown("n1a3").withoutSudo("n1a3"),
                        wanted(),
                        "NO_SUDO",
                        "n1a3",
                        ""),
                Arguments.of(
                        "an oned that something else than its unit has started",
                        zone().runs("n1a3", CANDIDATE).seen("n1a3", facts(false, Optional.of(log(1, 263)), "ab12")),
                        wanted(),
                        "OUTSIDE_UNIT",
                        "n1a3",
                        "opennebula.service"));
    }

    private static Scene patient(Optional<Database> database, String sum) {
        return zone().isDown("n1a3").seen("n1a3", facts(false, database, sum));
    }

    /** Whose SERVER_ID is another server's. */
    static Scene other() {
        return zone().isDown("n1a3").seen("n1a3", SceneFacts.of("n1a3", Optional.of(1), false, 263));
    }

    static Scene outOfLog(long last) {
        HostFacts leader = SceneFacts.of("n1a1", Optional.of(0), true, 263);
        return patient(Optional.of(log(1, last)), "ab12")
                .seen("n1a1", SceneFacts.with(leader, leader.authSums(), Optional.of(log(200, 263))));
    }

    private static HostFacts facts(boolean runs, Optional<Database> database, String sum) {
        return SceneFacts.with(
                SceneFacts.of("n1a3", Optional.of(2), runs, 263), Map.of("/var/lib/one/.one/one_auth", sum), database);
    }

    private static Database log(long first, long last) {
        return new Database(true, "", OptionalLong.of(first), OptionalLong.of(last), OptionalLong.of(last - first + 1));
    }

    static ChangeRequest wanted() {
        return ChangeRequest.recover("n1a3");
    }

    static Scene zone() {
        return Scene.wants("n1a1", "n1a2", "n1a3").runs("n1a1", LEADER).runs("n1a2", FOLLOWER);
    }

    static String words(Plan plan) {
        assertThat(plan.steps()).allMatch(step -> step.host().equals("n1a3"));
        return plan.steps().stream().map(step -> step.spec().word()).collect(Collectors.joining(" "));
    }

    static Plan plan(Decision decision) {
        assertThat(decision).as("%s", decision).isInstanceOf(Plan.class);
        return (Plan) decision;
    }
}
