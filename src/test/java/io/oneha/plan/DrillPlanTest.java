package io.oneha.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Decision.Refusal;
import io.oneha.zone.ServerState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A drill is a switchover that says that it is an exercise: n1a1 leads, n1a3 is to lead. */
class DrillPlanTest {
    private static final Optional<String> TO_3 = Optional.of("n1a3");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsStepsAreThoseOfTheSwitchoverAndItSaysThatItIsAnExercise(boolean unchanged) {
        ChangeRequest wanted = ChangeRequest.drill(TO_3, unchanged);
        Plan drill = plan(wanted, EarlierSteps.NONE);
        Plan switchover = plan(
                unchanged ? ChangeRequest.plainSwitchover(TO_3) : ChangeRequest.switchover(TO_3), EarlierSteps.NONE);

        assertThat(drill.steps()).isEqualTo(switchover.steps());
        assertThat(drill.intent()).isEqualTo(Intent.DRILL);
        assertThat(drill.consents())
                .containsExactly(new Plan.Consent(
                        "n1a3 leads instead of n1a1, as an exercise on the zone that is in use", "n1a3"));
        assertThat(drill.notices())
                .hasSize(switchover.notices().size() + 1)
                .containsAll(switchover.notices())
                .first()
                .asString()
                .endsWith("n1a3 leads afterwards, until `oneha switchover --to n1a1` hands back");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRunKeepsWhomItHasChosenAndTheWay(boolean unchanged) {
        ChangeRequest open = ChangeRequest.drill(Optional.empty(), unchanged);
        Plan plan = plan(open, EarlierSteps.NONE);
        assertThat(open.settledBy(plan)).isEqualTo(ChangeRequest.drill(Optional.of("n1a2"), unchanged));
    }

    @Test
    void whatIsLeftOfADrillIsNoNewConfirmation() {
        ChangeRequest wanted = ChangeRequest.drill(TO_3, true);
        Plan whole = plan(wanted, EarlierSteps.NONE);
        Step over = whole.steps().get(3);
        EarlierSteps killed =
                EarlierSteps.on(Set.of("n1a1")).and(List.of("n1a1.drain", "n1a2.drain", "n1a2.stop-server"), over.id());
        Scene now = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .isDown("n1a2")
                .runs("n1a3", ServerState.FOLLOWER);
        Plan back = (Plan) Planner.decide(wanted, now.observed(), killed);
        Step again = back.steps().get(back.steps().size() - 1);
        assertThat(again.plansRest()).isTrue();
        assertThat(Continuation.against(whole, over, back)).isEmpty();
        assertThat(Continuation.against(back, again, whole)).isEmpty();
        assertThat(Continuation.against(plan(ChangeRequest.plainSwitchover(TO_3), EarlierSteps.NONE), over, back))
                .isPresent();
    }

    @Test
    void whereItIsRefusedItsOwnCommandIsNamed() {
        Scene two = Scene.wants("n1a1", "n1a2").runs("n1a1", ServerState.LEADER).runs("n1a2", ServerState.FOLLOWER);
        assertThat(two.decides(ChangeRequest.drill(Optional.empty(), true)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.remedy())
                        .isEqualTo("`oneha drill` without --no-config-change"));
        Scene tight = three();
        for (String name : List.of("n1a1", "n1a2", "n1a3")) {
            tight.looks(name, facts -> SceneFacts.raft(facts, "BROADCAST_TIMEOUT_MS", "2500"));
        }
        assertThat(tight.decides(ChangeRequest.drill(TO_3, false)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.remedy())
                        .contains("`oneha drill --no-config-change`"));
    }

    private static Scene three() {
        return Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER)
                .runs("n1a3", ServerState.FOLLOWER);
    }

    private static Plan plan(ChangeRequest request, EarlierSteps earlier) {
        return (Plan) Planner.decide(request, three().observed(), earlier);
    }
}
