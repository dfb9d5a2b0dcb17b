package io.oneha.plan;

import static io.oneha.plan.FixPlanTest.DEAD;
import static io.oneha.plan.FixPlanTest.DENIED;
import static io.oneha.plan.FixPlanTest.leaderless;
import static io.oneha.plan.FixPlanTest.three;
import static io.oneha.zone.ServerState.CANDIDATE;
import static io.oneha.zone.ServerState.FOLLOWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Decision.NothingToDo;
import io.oneha.zone.FailureKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fix that was left in the middle goes on with what it was confirmed for. */
class FixResumptionTest {
    private static final List<String> WHOLE = List.of(
            "n1a3.stop-server",
            "n1a3.leader-again",
            "n1a3.start-database",
            "n1a3.reset-term",
            "n1a3.start-server",
            "n1a3.caught-up",
            "n1a3.calm");
    private static final List<String> STAYS_STOPPED = List.of("n1a3.stop-server", "n1a3.leader-again");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aServerThatTookTheZoneDownIsNeverTakenForOneThatIsOnlyStopped(
            String why, Scene first, int proved, Scene now, List<String> rest) {
        Plan plan = plan(first.decides(ChangeRequest.fix(Optional.empty())));
        ChangeRequest settled = ChangeRequest.fix(Optional.empty()).settledBy(plan);
        EarlierSteps earlier = leftIn(plan, proved);
        Plan resumed = plan(Planner.decide(settled, now.observed(), earlier));
        assertThat(resumed.steps()).extracting(Step::id).isEqualTo(rest);
        assertThat(Continuation.against(plan, plan.steps().get(proved), resumed))
                .isEmpty();
        // A run that goes on is settled again, by what is left of its plan.
        assertThat(settled.settledBy(resumed)).isEqualTo(settled);
    }

    static Stream<Arguments> aServerThatTookTheZoneDownIsNeverTakenForOneThatIsOnlyStopped() {
        return Stream.of(
                Arguments.of("killed in the stop, nobody leads yet", culprit(DEAD), 0, culprit(DEAD), WHOLE),
                Arguments.of(
                        "killed in the stop, somebody leads by now",
                        culprit(DEAD),
                        0,
                        three().isDown("n1a3").looks("n1a3", facts -> SceneFacts.withoutDatabase(facts, DEAD)),
                        WHOLE),
                Arguments.of(
                        "killed in the stop, and its database was started by hand since",
                        culprit(DEAD),
                        0,
                        three().isDown("n1a3"),
                        WHOLE),
                Arguments.of(
                        "killed while the others elect",
                        culprit(DEAD),
                        1,
                        leaderless().isDown("n1a3").looks("n1a3", facts -> SceneFacts.withoutDatabase(facts, DEAD)),
                        WHOLE.subList(1, 7)),
                Arguments.of(
                        "one whose database lets nobody in stays stopped while nobody leads",
                        culprit(DENIED),
                        0,
                        leaderless().isDown("n1a3").looks("n1a3", facts -> SceneFacts.withoutDatabase(facts, DENIED)),
                        STAYS_STOPPED),
                Arguments.of(
                        "and when somebody leads by now",
                        culprit(DENIED),
                        1,
                        three().isDown("n1a3").looks("n1a3", facts -> SceneFacts.withoutDatabase(facts, DENIED)),
                        STAYS_STOPPED.subList(1, 2)));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource
    void whatTheFixOfTheZoneOrOfALoginHasStoppedStaysStopped(String code, String subject) {
        ChangeRequest settled =
                new ChangeRequest(Intent.FIX, false, false, "", List.of(code, subject), Maintenance.NONE);
        EarlierSteps earlier = EarlierSteps.NONE.begins(new StepSpec.StopServer("n1a3", "", ""));
        for (Scene now : List.of(leaderless().isDown("n1a3"), three().isDown("n1a3"))) {
            assertThat(plan(Planner.decide(settled, now.observed(), earlier)).steps())
                    .extracting(Step::id)
                    .isEqualTo(STAYS_STOPPED);
        }
    }

    static Stream<Arguments> whatTheFixOfTheZoneOrOfALoginHasStoppedStaysStopped() {
        return Stream.of(Arguments.of("NO_LEADER", "zone"), Arguments.of("SERVER_AUTH", "n1a3"));
    }

    @Test
    void aServerThatHasDiedSinceItWasStartedIsStartedAgain() {
        Scene down = three().isDown("n1a3");
        Plan plan = plan(down.decides(ChangeRequest.fix(Optional.empty())));
        ChangeRequest settled = ChangeRequest.fix(Optional.empty()).settledBy(plan);
        List<String> all = List.of("n1a3.start-server", "n1a3.caught-up", "n1a3.calm");
        for (int proved = 1; proved < plan.steps().size(); proved++) {
            Plan rest = plan(Planner.decide(settled, down.observed(), leftIn(plan, proved)));
            assertThat(rest.steps()).extracting(Step::id).isEqualTo(all);
        }
        EarlierSteps whole = leftIn(plan, 2).proves(plan.steps().get(2).spec());
        assertThat(plan(Planner.decide(settled, down.observed(), whole)).steps())
                .extracting(Step::id)
                .isEqualTo(all);
        assertThat(Planner.decide(settled, three().runs("n1a3", FOLLOWER).observed(), whole))
                .isInstanceOf(NothingToDo.class);
    }

    @Test
    void theTermOfOneThatHasDiedSinceItWasStartedIsSetBackBeforeItStartsAgain() {
        Plan plan = plan(culprit(DEAD).decides(ChangeRequest.fix(Optional.empty())));
        ChangeRequest settled = ChangeRequest.fix(Optional.empty()).settledBy(plan);
        Scene died = three().isDown("n1a3");
        for (int proved = 5; proved < 7; proved++) {
            Plan rest = plan(Planner.decide(settled, died.observed(), leftIn(plan, proved)));
            assertThat(rest.steps()).extracting(Step::id).isEqualTo(WHOLE.subList(2, 7));
        }
    }

    @Test
    void thatTheFirstOfSeveralRunsIsLookedAtWhereMoreIsDoneToItAndNotBefore() {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", CANDIDATE)
                .isDown("n1a2")
                .isDown("n1a3");
        Plan plan = plan(scene.decides(ChangeRequest.fix(Optional.of("QUORUM_LOST"))));
        ChangeRequest settled = ChangeRequest.fix(Optional.of("QUORUM_LOST")).settledBy(plan);
        Scene now = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", CANDIDATE)
                .runs("n1a2", CANDIDATE)
                .isDown("n1a3");
        Plan rest = plan(Planner.decide(settled, now.observed(), leftIn(plan, 1)));
        assertThat(rest.steps())
                .extracting(Step::id)
                .startsWith("n1a3.start-server", "n1a2.start-server", "n1a2.leader-again");
        assertThat(Continuation.against(plan, plan.steps().get(1), rest)).isEmpty();
    }

    @Test
    void theCopyThatAFixWasConfirmedForIsSettledForGood() {
        List<String> about = List.of("DB_DIVERGED", "n1a3", ChangeRequest.RESTORE);
        ChangeRequest settled = new ChangeRequest(Intent.FIX, false, false, "", about, Maintenance.NONE);
        Plan whole = plan(three().isDown("n1a3").decides(ChangeRequest.fix(Optional.of("n1a3"))));
        assertThat(settled.settledBy(whole).subjects()).contains(ChangeRequest.RESTORE);
    }

    /** What a run has done that was killed in one of its steps, counted from 0. */
    private static EarlierSteps leftIn(Plan plan, int step) {
        EarlierSteps earlier = EarlierSteps.NONE;
        for (Step done : plan.steps().subList(0, step)) {
            earlier = earlier.begins(done.spec()).proves(done.spec());
        }
        return earlier.begins(plan.steps().get(step).spec());
    }

    private static Scene culprit(String trouble) {
        return leaderless()
                .runs("n1a3", FOLLOWER)
                .fails("n1a3", FailureKind.AUTHENTICATION)
                .looks("n1a3", facts -> SceneFacts.withoutDatabase(facts, trouble));
    }

    private static Plan plan(Decision decision) {
        assertThat(decision).isInstanceOf(Plan.class);
        return (Plan) decision;
    }
}
