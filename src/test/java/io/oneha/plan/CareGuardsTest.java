package io.oneha.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.Severity;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.RunMark;
import io.oneha.zone.ServerState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A run has stopped n1a5 of five servers, and its marks keep that from alarming. */
class CareGuardsTest {
    private static final ChangeRequest RESTART = ChangeRequest.restart(List.of(), Maintenance.NONE);
    private static final EarlierSteps STOPPED =
            EarlierSteps.on(Set.of("n1a5")).and(List.of("n1a5.drain", "n1a5.stop-server"), "n1a5.start-server");

    private static final RunMark MARK = RunMark.read(List.of(
                    "run 20261128-120000-aaaa", "user erika", "machine jump", "works n1a5 " + Scene.NOW, "quiet 5"))
            .orElseThrow();

    @Test
    void whatARunKeepsFromAlarmingIsNoReasonToStopAnotherServer() {
        Scene scene = zone(true);

        assertThat(scene.observed().verdict().findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.INFO));
        assertThat(scene.decides(RESTART))
                .isInstanceOfSatisfying(Decision.Refusal.class, refusal -> assertThat(refusal.reason())
                        .startsWith("n1a5: "));
    }

    @Test
    void theRunThatHasStoppedItBringsItBackFirst() {
        Plan plan = (Plan) Planner.decide(RESTART, zone(true).observed(), STOPPED);

        assertThat(plan.steps().get(0).id()).isEqualTo("n1a5.start-server");
    }

    @Test
    void whenAnotherIsLostBesideItItIsStartedAndNothingElseIsPlanned() {
        Plan plan = (Plan) Planner.decide(RESTART, zone(false).observed(), STOPPED);

        assertThat(plan.steps()).extracting(Step::id).containsExactly("n1a5.start-server", "n1a5.plan-again");
    }

    /** Seen on a machine so busy that systemctl took longer than its 2 s. */
    @Test
    void aHostThatDoesNotTellOfItsUnitsInTimeIsUnseenAndNotOneWhoseOnedSomethingElseHasStarted() {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER)
                .runs("n1a3", ServerState.FOLLOWER)
                .looks("n1a3", CareGuardsTest::withoutUnits);

        assertThat(scene.decides(RESTART)).isInstanceOfSatisfying(Decision.Refusal.class, refusal -> {
            assertThat(refusal.isAmong(Set.of(RefusalCode.HOST_UNSEEN), Set.of()))
                    .as(refusal.reason())
                    .isTrue();
            assertThat(refusal.reason()).contains("n1a3", "services: systemctl gave no answer within 2 s");
        });
    }

    @Test
    void aServerThatDoesNotAnswerIsNotStartedUnlessItIsSeenToBeStopped() {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER)
                .isDown("n1a3");
        ChangeRequest fix = ChangeRequest.fix(Optional.of("n1a3"));

        assertThat(scene.decides(fix)).isInstanceOf(Plan.class);
        assertThat(scene.looks("n1a3", CareGuardsTest::withoutUnits).decides(fix))
                .isInstanceOfSatisfying(Decision.Refusal.class, refusal -> assertThat(
                                refusal.isAmong(Set.of(RefusalCode.HOST_UNSEEN), Set.of()))
                        .as(refusal.reason())
                        .isTrue());
    }

    private static HostFacts withoutUnits(HostFacts facts) {
        return SceneFacts.withoutUnits(facts, "services: systemctl gave no answer within 2 s");
    }

    private static Scene zone(boolean fourth) {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3", "n1a4", "n1a5")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER)
                .runs("n1a3", ServerState.FOLLOWER);
        (fourth ? scene.runs("n1a4", ServerState.FOLLOWER) : scene.isDown("n1a4")).isDown("n1a5");
        List.of("n1a1", "n1a2", "n1a3", "n1a5").forEach(name -> scene.hasMark(name, MARK));
        return scene;
    }
}
