package io.oneha.plan;

import static io.oneha.zone.ServerState.CANDIDATE;
import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
import io.oneha.zone.FailureKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan for a finding, and where there is none. */
class FixPlanTest {
    static final String DEAD = "ERROR 2002 (HY000): Can't connect to local server through socket";
    static final String DENIED = "ERROR 1045 (28000): Access denied for user 'oneadmin'@'localhost'";

    @Test
    void whatAnswersWhereTheUnitDoesNotRunIsNotBelievedToLead() {
        Scene pretended = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", LEADER)
                .looks("n1a1", facts -> SceneFacts.of("n1a1", Optional.of(0), false, 263))
                .runs("n1a2", FOLLOWER)
                .isDown("n1a3");
        assertThat(pretended.decides(ChangeRequest.fix(Optional.of("n1a3"))))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(RefusalCode.OUTSIDE_UNIT);
                    assertThat(refusal.reason()).startsWith("n1a1: its oned answers");
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isPlanned(String why, Scene scene, String asked, String mends, List<String> steps) {
        Plan plan = plan(scene, asked);
        assertThat(plan.steps()).extracting(Step::id).isEqualTo(steps);
        assertThat(plan.mends().map(key -> key.code() + " " + key.subject())).contains(mends);
        String word = mends.substring(mends.indexOf(' ') + 1);
        assertThat(Consents.of(plan))
                .extracting(Plan.Consent::word)
                .containsExactly(word.equals("zone") ? "OpenNebula" : word);
    }

    static Stream<Arguments> isPlanned() {
        List<String> back = List.of("n1a3.start-server", "n1a3.caught-up", "n1a3.calm");
        List<String> isolated = List.of(
                "n1a3.stop-server",
                "n1a3.leader-again",
                "n1a3.start-database",
                "n1a3.reset-term",
                "n1a3.start-server",
                "n1a3.caught-up",
                "n1a3.calm");
        return Stream.of(
                Arguments.of("a stopped follower", three().isDown("n1a3"), "", "SERVER_UNREACHABLE n1a3", back),
                Arguments.of("the same by its name", three().isDown("n1a3"), "n1a3", "SERVER_UNREACHABLE n1a3", back),
                Arguments.of(
                        "the same by its code",
                        three().isDown("n1a3"),
                        "server_unreachable",
                        "SERVER_UNREACHABLE n1a3",
                        back),
                Arguments.of(
                        "what follows from it is mended by mending it",
                        three().isDown("n1a3"),
                        "NO_FAULT_TOLERANCE",
                        "SERVER_UNREACHABLE n1a3",
                        back),
                Arguments.of(
                        "a stopped follower whose database is stopped, too",
                        three().isDown("n1a3").looks("n1a3", facts -> SceneFacts.withoutDatabase(facts, DEAD)),
                        "",
                        "DB_DOWN n1a3",
                        List.of("n1a3.start-database", "n1a3.start-server", "n1a3.caught-up", "n1a3.calm")),
                Arguments.of(
                        "a dead database that takes the zone down: its oned is stopped first",
                        leaderless()
                                .runs("n1a3", FOLLOWER)
                                .fails("n1a3", FailureKind.AUTHENTICATION)
                                .looks("n1a3", facts -> SceneFacts.withoutDatabase(facts, DEAD)),
                        "",
                        "DB_DOWN n1a3",
                        isolated),
                Arguments.of(
                        "the same seen while somebody leads between two of the elections that it brings about",
                        three().runs("n1a3", FOLLOWER)
                                .fails("n1a3", FailureKind.AUTHENTICATION)
                                .looks("n1a3", facts -> SceneFacts.withoutDatabase(facts, DEAD)),
                        "",
                        "DB_DOWN n1a3",
                        isolated),
                Arguments.of(
                        "the same asked for as what everybody sees of it",
                        leaderless()
                                .runs("n1a3", FOLLOWER)
                                .fails("n1a3", FailureKind.AUTHENTICATION)
                                .looks("n1a3", facts -> SceneFacts.withoutDatabase(facts, DEAD)),
                        "NO_LEADER",
                        "DB_DOWN n1a3",
                        isolated),
                Arguments.of(
                        "a database that lets nobody in: its oned stays stopped",
                        leaderless()
                                .runs("n1a3", FOLLOWER)
                                .fails("n1a3", FailureKind.AUTHENTICATION)
                                .looks("n1a3", facts -> SceneFacts.withoutDatabase(facts, DENIED)),
                        "",
                        "DB_DOWN n1a3",
                        List.of("n1a3.stop-server", "n1a3.leader-again")),
                Arguments.of(
                        "two of three are stopped, and nobody leads",
                        Scene.wants("n1a1", "n1a2", "n1a3")
                                .runs("n1a1", CANDIDATE)
                                .isDown("n1a2")
                                .isDown("n1a3"),
                        "QUORUM_LOST",
                        "QUORUM_LOST zone",
                        List.of(
                                "n1a2.start-server",
                                "n1a3.start-server",
                                "n1a2.leader-again",
                                "n1a2.caught-up",
                                "n1a3.caught-up",
                                "n1a3.calm")),
                Arguments.of(
                        "a follower that hangs is killed, and starts again",
                        three().runs("n1a3", FOLLOWER).fails("n1a3", FailureKind.SILENT),
                        "",
                        "SERVER_SILENT n1a3",
                        List.of("n1a3.stop-server", "n1a3.start-server", "n1a3.caught-up", "n1a3.calm")));
    }

    @Test
    void whoIsStoppedWithoutALeaderIsStoppedWithoutAskingOne() {
        Plan plan = plan(
                leaderless()
                        .runs("n1a3", FOLLOWER)
                        .fails("n1a3", FailureKind.AUTHENTICATION)
                        .looks("n1a3", facts -> SceneFacts.withoutDatabase(facts, DEAD)),
                "");
        assertThat(plan.leader()).isEmpty();
        assertThat(plan.steps())
                .allSatisfy(step -> assertThat(step.spec().leader()).isEmpty());
        assertThat(plan.summary()).startsWith("OpenNebula, nobody is seen to lead; 7 steps on 1 host");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefused(String why, Scene scene, String asked, String code, String text) {
        Decision decision = scene.decides(ChangeRequest.fix(Optional.of(asked).filter(name -> !name.isEmpty())));
        assertThat(decision).isInstanceOf(Refusal.class);
        Refusal refusal = (Refusal) decision;
        assertThat(refusal.word()).isEqualTo(code);
        assertThat(refusal.reason() + "; " + refusal.remedy()).contains(text);
    }

    static Stream<Arguments> isRefused() {
        return Stream.of(
                Arguments.of("nobody knows it", three(), "n1a7", "NO_SUCH_SERVER", "neither a server"),
                Arguments.of("a shell's word", three(), "$(reboot)", "NO_SUCH_SERVER", "neither a server"),
                Arguments.of(
                        "a server with another number than the zone has for it",
                        three().isDown("n1a3")
                                .looks("n1a3", facts -> SceneFacts.of("n1a3", Optional.of(7), false, 263)),
                        "SERVER_UNREACHABLE",
                        "SERVER_ID_MISMATCH",
                        "oneha recover n1a3"),
                Arguments.of(
                        "a host that cannot be seen",
                        three().isDown("n1a3").unseen("n1a3"),
                        "SERVER_UNREACHABLE",
                        "HOST_UNSEEN",
                        "n1a3"),
                Arguments.of(
                        "a leader whose units no answer tells of",
                        three().isDown("n1a3")
                                .looks(
                                        "n1a1",
                                        facts -> SceneFacts.withoutUnits(facts, "services: no answer within 4 s")),
                        "SERVER_UNREACHABLE",
                        "HOST_UNSEEN",
                        "n1a1 does not tell whether its oned runs"),
                Arguments.of(
                        "nobody leads, and one that refuses every login could not be looked at",
                        leaderless()
                                .runs("n1a3", FOLLOWER)
                                .fails("n1a3", FailureKind.AUTHENTICATION)
                                .unseen("n1a3"),
                        "NO_LEADER",
                        "HOST_UNSEEN",
                        "n1a3"),
                Arguments.of("two servers", two(), "TWO_SERVERS", "TWO_SERVERS", "third front-end"),
                Arguments.of(
                        "a zone of two whose other server refuses every login for another reason than a dead database",
                        Scene.wants("n1a1", "n1a2")
                                .runs("n1a1", CANDIDATE)
                                .runs("n1a2", FOLLOWER)
                                .fails("n1a2", FailureKind.AUTHENTICATION),
                        "n1a2",
                        "SERVER_AUTH",
                        "n1a2"));
    }

    @Test
    void aZoneThatIsWellNeedsNothing() {
        assertThat(three().runs("n1a3", FOLLOWER).decides(ChangeRequest.fix(Optional.empty())))
                .isInstanceOf(NothingToDo.class);
        assertThat(three().runs("n1a3", FOLLOWER).decides(ChangeRequest.fix(Optional.of("NO_LEADER"))))
                .isInstanceOf(NothingToDo.class);
    }

    @Test
    void whatAPlanWasMadeForIsSettledAndItsRestIsStillDoneWhenTheFindingHasPassed() {
        Scene scene = three().isDown("n1a3");
        Plan plan = plan(scene, "");
        ChangeRequest settled = ChangeRequest.fix(Optional.empty()).settledBy(plan);
        assertThat(settled.subjects()).containsExactly("SERVER_UNREACHABLE", "n1a3");
        PlanInput after = three().runs("n1a3", FOLLOWER).observed();
        assertThat(Planner.decide(settled, after)).isInstanceOf(NothingToDo.class);
        EarlierSteps started = EarlierSteps.NONE.proves(new StepSpec.StartServer("n1a3"));
        Plan rest = (Plan) Planner.decide(settled, after, started);
        assertThat(rest.steps())
                .extracting(Step::id)
                .containsExactly("n1a3.start-server", "n1a3.caught-up", "n1a3.calm");
        assertThat(Continuation.against(plan, plan.steps().get(1), rest)).isEmpty();
    }

    @Test
    void aCulpritThatWasStoppedIsBroughtBackUnderTheLeaderThatWasElectedMeanwhile() {
        Plan plan = plan(
                leaderless()
                        .runs("n1a3", FOLLOWER)
                        .fails("n1a3", FailureKind.AUTHENTICATION)
                        .looks("n1a3", facts -> SceneFacts.withoutDatabase(facts, DEAD)),
                "");
        ChangeRequest settled = ChangeRequest.fix(Optional.empty()).settledBy(plan);
        EarlierSteps earlier = EarlierSteps.NONE
                .proves(plan.steps().get(0).spec())
                .proves(plan.steps().get(1).spec())
                .proves(plan.steps().get(2).spec())
                .proves(plan.steps().get(3).spec());
        Plan rest = (Plan) Planner.decide(settled, three().isDown("n1a3").observed(), earlier);
        assertThat(rest.steps())
                .extracting(Step::id)
                .containsExactly("n1a3.start-server", "n1a3.caught-up", "n1a3.calm");
        assertThat(Continuation.against(plan, plan.steps().get(4), rest)).isEmpty();
    }

    @Test
    void aRunThatIsResumedStopsNothingThatItHasStartedAgain() {
        ChangeRequest settled =
                new ChangeRequest(Intent.FIX, false, false, "", List.of("SERVER_SILENT", "n1a3"), Maintenance.NONE);
        EarlierSteps earlier = new EarlierSteps(
                Set.of("n1a3"),
                Set.of("n1a3.stop-server", "n1a3.start-server"),
                Set.of("n1a3.stop-server", "n1a3.start-server"));
        Plan rest =
                (Plan) Planner.decide(settled, three().runs("n1a3", FOLLOWER).observed(), earlier);
        assertThat(rest.steps())
                .extracting(Step::id)
                .containsExactly("n1a3.start-server", "n1a3.caught-up", "n1a3.calm");
    }

    private static Plan plan(Scene scene, String asked) {
        Decision decision = scene.decides(ChangeRequest.fix(Optional.of(asked).filter(name -> !name.isEmpty())));
        assertThat(decision).isInstanceOf(Plan.class);
        return (Plan) decision;
    }

    private static Scene two() {
        return Scene.wants("n1a1", "n1a2").runs("n1a1", LEADER).runs("n1a2", FOLLOWER);
    }

    static Scene three() {
        return Scene.wants("n1a1", "n1a2", "n1a3").runs("n1a1", LEADER).runs("n1a2", FOLLOWER);
    }

    static Scene leaderless() {
        return Scene.wants("n1a1", "n1a2", "n1a3").runs("n1a1", CANDIDATE).runs("n1a2", CANDIDATE);
    }
}
