package io.oneha.plan;

import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A run that was interrupted while it started an oned: what it has not proved is planned, whatever came about meanwhile. */
class UnprovedStepsTest {
    private static final Set<String> FIRST = Set.of("n1a1");

    @Test
    void aFirstServerThatLeadsByNowIsStillProved() {
        Plan plan =
                (Plan) decides(Scene.wants("n1a1").with("force_ha: true").runs("n1a1", LEADER), Intent.FORCE_HA, FIRST);
        assertThat(ids(plan)).containsExactly("n1a1.start-leader", "n1a1.roles");
        assertThat(plan.consents()).isEmpty();
        assertThat(plan.intent()).isEqualTo(Intent.FORCE_HA);
    }

    @Test
    void theOthersJoinAfterIt() {
        Plan plan = (Plan) decides(Scene.wants("n1a1", "n1a2").runs("n1a1", LEADER), Intent.CONVERGE, FIRST);
        assertThat(ids(plan))
                .startsWith("n1a1.start-leader", "n1a1.roles", "n1a2.readiness")
                .endsWith("n1a2.finish");
    }

    @Test
    void aFirstServerThatWasStoppedForItsRestartIsStartedAndNoZoneThatIsDown() {
        Plan plan = (Plan) decides(Scene.wants("n1a1", "n1a2").isStopped("n1a1"), Intent.CONVERGE, FIRST);
        assertThat(ids(plan)).startsWith("n1a1.start-leader", "n1a1.roles", "n1a2.readiness");
        assertThat(decides(Scene.wants("n1a1", "n1a2").isStopped("n1a1"), Intent.CONVERGE, Set.of()))
                .isInstanceOfSatisfying(Decision.Refusal.class, refusal -> assertThat(refusal.word())
                        .isEqualTo("ZONE_DOWN"));
    }

    @Test
    void aFirstServerThatRunsWithoutHaSoFarIsStillSeenToHaveStarted() {
        Plan plan = (Plan) decides(Scene.wants("n1a1").with("force_ha: true").runsSolo("n1a1"), Intent.FORCE_HA, FIRST);
        assertThat(ids(plan)).startsWith("n1a1.readiness", "n1a1.backup", "n1a1.start-solo");
    }

    @Test
    void aServerThatHasJoinedAndWasElectedMeanwhileIsStillProved() {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", FOLLOWER)
                .runs("n1a2", FOLLOWER)
                .runs("n1a3", LEADER);
        Plan plan = (Plan) decides(scene, Intent.SCALE_UP, Set.of("n1a3"));
        assertThat(ids(plan)).containsExactly("n1a3.start", "n1a3.caught-up", "n1a3.roles", "n1a3.finish");
    }

    private static Decision decides(Scene scene, Intent intent, Set<String> begun) {
        return Planner.decide(new ChangeRequest(intent, false, false), scene.observed(), EarlierSteps.on(begun));
    }

    private static List<String> ids(Plan plan) {
        return plan.steps().stream().map(Step::id).toList();
    }
}
