package io.oneha.plan;

import static io.oneha.zone.ServerState.CANDIDATE;
import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
import io.oneha.zone.ServerState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Another leader without a change of configuration: n1a1 leads, n1a3 is to lead, n1a2 is the third. */
class PlainSwitchoverTest {
    private static final ChangeRequest TO_3 = ChangeRequest.plainSwitchover(Optional.of("n1a3"));
    private static final List<String> ALL = List.of(
            "n1a1.drain",
            "n1a2.drain",
            "n1a2.stop-server",
            "n1a1.hand-over",
            "n1a2.start-server",
            "n1a3.leads",
            "n1a1.start-server",
            "n1a2.caught-up",
            "n1a2.calm",
            "n1a1.caught-up",
            "n1a1.calm");

    @Test
    void theThirdIsStoppedThenTheLeaderAndBothAreStartedAgain() {
        Plan plan = plan(TO_3, three(), EarlierSteps.NONE);
        assertThat(ids(plan)).isEqualTo(ALL);
        assertThat(plan.steps().get(3).spec()).isEqualTo(new StepSpec.HandOver("n1a1", "n1a3", "n1a2"));
        assertThat(plan.consents()).containsExactly(new Plan.Consent("n1a3 leads instead of n1a1", "n1a3"));
        assertThat(plan.notices()).anyMatch(line -> line.contains("nobody can write for about 6 s"));
    }

    @Test
    void withoutAWishTheFirstFollowerLeadsNextAndARunKeepsThatAndTheWay() {
        ChangeRequest open = ChangeRequest.plainSwitchover(Optional.empty());
        Plan plan = plan(open, three(), EarlierSteps.NONE);
        assertThat(ids(plan)).contains("n1a2.leads");
        assertThat(open.settledBy(plan)).isEqualTo(ChangeRequest.plainSwitchover(Optional.of("n1a2")));
    }

    static Stream<Arguments> refused() {
        Scene five = Scene.wants("n1a1", "n1a2", "n1a3", "n1a4", "n1a5").runs("n1a1", LEADER);
        for (String name : List.of("n1a2", "n1a3", "n1a4", "n1a5")) {
            five.runs(name, FOLLOWER);
        }
        Scene two = Scene.wants("n1a1", "n1a2").runs("n1a1", LEADER).runs("n1a2", FOLLOWER);
        return Stream.of(
                Arguments.of("five", five, TO_3, "a zone of three servers, and this one has 5"),
                Arguments.of("two", two, ChangeRequest.plainSwitchover(Optional.empty()), "and this one has 2"),
                Arguments.of("one is down", pool(LEADER, null, FOLLOWER), TO_3, "n1a2"),
                Arguments.of("nobody leads", pool(FOLLOWER, FOLLOWER, CANDIDATE), TO_3, "no server leads"),
                Arguments.of("no such", three(), ChangeRequest.plainSwitchover(Optional.of("n9")), "n9"),
                Arguments.of("not seen", three().unseen("n1a2"), TO_3, "n1a2"),
                Arguments.of("no virtual address", three().withoutVip(), TO_3, "one_vip"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String name, Scene scene, ChangeRequest request, String why) {
        assertThat(Planner.decide(request, scene.observed()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).contains(why));
    }

    @Test
    void theWantedOneLeadsAlready() {
        assertThat(Planner.decide(ChangeRequest.plainSwitchover(Optional.of("n1a1")), three().observed()))
                .isInstanceOf(NothingToDo.class);
    }

    /** Killed in each step, with the zone as it may be then, and how what is left begins. */
    static Stream<Arguments> resumed() {
        List<String> back = List.of("n1a2.start-server", "n1a2.plan-again");
        List<String> both = List.of("n1a1.start-server", "n1a2.start-server", "n1a2.plan-again");
        List<String> rest = List.of(
                "n1a3.leads",
                "n1a1.start-server",
                "n1a2.start-server",
                "n1a1.caught-up",
                "n1a1.calm",
                "n1a2.caught-up",
                "n1a2.calm");
        List<String> old = List.of("n1a3.leads", "n1a1.start-server", "n1a1.caught-up", "n1a1.calm");
        return Stream.of(
                Arguments.of("n1a1.drain", three(), ALL),
                Arguments.of("n1a2.drain", three(), ALL),
                Arguments.of("n1a2.stop-server", three(), ALL),
                Arguments.of("n1a2.stop-server", pool(LEADER, null, FOLLOWER), back),
                Arguments.of("n1a1.hand-over", pool(LEADER, null, FOLLOWER), back),
                Arguments.of("n1a1.hand-over", pool(null, null, CANDIDATE), both),
                Arguments.of("n1a1.hand-over", pool(null, FOLLOWER, FOLLOWER), begins("n1a1.start-server")),
                Arguments.of("n1a1.hand-over", three(), ALL),
                Arguments.of("n1a2.start-server", pool(null, FOLLOWER, LEADER), rest),
                Arguments.of("n1a2.start-server", pool(null, null, CANDIDATE), both),
                Arguments.of("n1a3.leads", pool(null, FOLLOWER, LEADER), rest),
                Arguments.of("n1a3.leads", pool(null, FOLLOWER, CANDIDATE), begins("n1a1.start-server")),
                Arguments.of("n1a1.start-server", pool(null, FOLLOWER, LEADER), rest),
                Arguments.of("n1a1.start-server", pool(FOLLOWER, FOLLOWER, LEADER), rest),
                Arguments.of("n1a2.caught-up", pool(FOLLOWER, FOLLOWER, LEADER), rest),
                Arguments.of("n1a2.calm", pool(FOLLOWER, FOLLOWER, LEADER), rest),
                Arguments.of("n1a1.caught-up", pool(FOLLOWER, FOLLOWER, LEADER), old),
                Arguments.of("n1a1.calm", pool(FOLLOWER, FOLLOWER, LEADER), old),
                Arguments.of("n1a1.calm", pool(null, FOLLOWER, LEADER), old));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource
    void resumed(String killed, Scene now, List<String> left) {
        EarlierSteps before = EarlierSteps.on(Set.of(killed.substring(0, killed.indexOf('.'))))
                .and(ALL.subList(0, ALL.indexOf(killed)), killed);
        assertThat(ids(plan(TO_3, now, before))).isEqualTo(left);
    }

    @Test
    void whatIsStartedAgainIsNoNewConfirmationAndTheRestGoesOnFromThere() {
        Plan whole = plan(TO_3, three(), EarlierSteps.NONE);
        EarlierSteps killed = EarlierSteps.on(Set.of("n1a1")).and(ALL.subList(0, 3), "n1a1.hand-over");
        Plan back = plan(TO_3, pool(LEADER, null, FOLLOWER), killed);
        assertThat(Continuation.against(whole, whole.steps().get(3), back)).isEmpty();
        Step again = back.steps().get(back.steps().size() - 1);
        assertThat(Continuation.against(back, again, whole)).isEmpty();
    }

    /** Whichever of them is first in the inventory, and whoever leads by then. */
    @Test
    void theOrderInWhichTheStoppedAreBackIsNoNewConfirmation() {
        Plan whole = plan(TO_3, three(), EarlierSteps.NONE);
        EarlierSteps killed = EarlierSteps.on(Set.of("n1a1")).and(ALL.subList(0, 3), "n1a1.hand-over");
        for (Scene now :
                List.of(pool(null, null, CANDIDATE), pool(null, FOLLOWER, LEADER), pool(FOLLOWER, FOLLOWER, LEADER))) {
            Plan back = plan(TO_3, now, killed);
            for (Step left : whole.steps().subList(3, 7)) {
                assertThat(Continuation.against(whole, left, back))
                        .as(left.id() + " " + ids(back))
                        .isEmpty();
            }
        }
    }

    @Test
    void aRestartThatHasBroughtItsServerBackMakesNoOtherTheLeaderUnconfirmed() {
        EarlierSteps killed = EarlierSteps.on(Set.of("n1a2")).and(List.of("n1a2.drain"), "n1a2.stop-server");
        Plan back =
                plan(ChangeRequest.restart(List.of("n1a2"), Maintenance.NONE), pool(FOLLOWER, null, CANDIDATE), killed);
        Step again = back.steps().get(back.steps().size() - 1);
        assertThat(again.id()).isEqualTo("n1a2.plan-again");
        Plan all = plan(ChangeRequest.restart(List.of(), Maintenance.NONE), three(), EarlierSteps.NONE);
        assertThat(Continuation.against(back, again, all)).isPresent();
    }

    @Test
    void whereNoShorterTimeOutIsPossibleTheRefusalNamesThisWay() {
        Scene tight = three();
        for (String name : List.of("n1a1", "n1a2", "n1a3")) {
            tight.looks(name, facts -> SceneFacts.raft(facts, "BROADCAST_TIMEOUT_MS", "2500"));
        }
        assertThat(tight.decides(ChangeRequest.switchover(Optional.of("n1a3"))))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.remedy())
                        .contains("oneha switchover --no-config-change"));
        assertThat(ids(plan(TO_3, tight, EarlierSteps.NONE))).isEqualTo(ALL);
    }

    private static List<String> begins(String start) {
        return List.of(start, start.replace("start-server", "plan-again"));
    }

    private static Scene three() {
        return pool(LEADER, FOLLOWER, FOLLOWER);
    }

    /** @param states of n1a1 to n1a3; null: stopped */
    private static Scene pool(ServerState... states) {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3");
        for (int i = 0; i < states.length; i++) {
            String name = "n1a" + (i + 1);
            scene = states[i] == null ? scene.isDown(name) : scene.runs(name, states[i]);
        }
        return scene;
    }

    private static Plan plan(ChangeRequest request, Scene scene, EarlierSteps earlier) {
        Decision decision = Planner.decide(request, scene.observed(), earlier);
        assertThat(decision).isInstanceOf(Plan.class);
        return (Plan) decision;
    }

    private static List<String> ids(Plan plan) {
        return plan.steps().stream().map(Step::id).toList();
    }
}
