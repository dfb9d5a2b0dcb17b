package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.DemoOptions;
import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.EarlierSteps;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.run.RunEvent;
import io.oneha.zone.ServerState;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real plans and real runs on the demo's zone, whose clock goes ten times as fast as the real one. */
@QuarkusTest
@Timeout(120)
class DemoGrowthTest {
    private static final ChangeRequest SCALE_UP = new ChangeRequest(Intent.SCALE_UP, false, false);

    @TempDir
    Path state;

    private DemoChanges zone;

    @AfterEach
    void close() throws InterruptedException {
        zone.close();
    }

    @Test
    void aZoneOfOneGrowsToThreeThatAreLevelAndThenThereIsNothingToDo() {
        open(1);
        Plan plan = plan();
        assertThat(plan.steps()).extracting(step -> step.host()).containsOnly("n1a2", "n1a3");
        carryOut(plan);

        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        zone.run("writes", "0");
        List<ServerView> pool = zone.awaitLevel();
        assertThat(pool).extracting(view -> view.server().name()).containsExactly("n1a1", "n1a2", "n1a3");
        assertThat(pool).extracting(view -> view.server().id()).containsExactly(0, 1, 2);
        assertThat(pool)
                .extracting(view -> DemoChanges.raft(view).state())
                .containsExactly(ServerState.LEADER, ServerState.FOLLOWER, ServerState.FOLLOWER);
        assertThat(pool)
                .allSatisfy(view -> assertThat(view.host().known().orElseThrow().services())
                        .containsEntry("opennebula-fireedge", ServiceState.ACTIVE)
                        .containsEntry("opennebula-novnc", ServiceState.ACTIVE));
        assertThat(zone.ground.decide(SCALE_UP, EarlierSteps.NONE))
                .isInstanceOfSatisfying(Decision.NothingToDo.class, nothing -> assertThat(nothing.why())
                        .contains("the 3 servers"));
    }

    @Test
    void aLeaderThatChangesIsPlannedAnewAndTheRunGoesOn() {
        open(3);
        String leader = plan().leader();
        zone.onEvent = event -> {
            if (event instanceof RunEvent.StepDone done && done.step().id().equals("n1a4.account")) {
                zone.elects(leader.equals("n1a1") ? "n1a2" : "n1a1");
            }
        };
        carryOut(plan());

        assertThat(zone.events).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(RunEvent.Replanned.class, replanned -> assertThat(replanned.from())
                        .isEqualTo(leader)));
        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(zone.look.now().snapshot().pool())
                .extracting(view -> view.server().name())
                .containsExactly("n1a1", "n1a2", "n1a3", "n1a4", "n1a5");
    }

    @Test
    void aStopAfterAServerAddComesWhenThatServerRunsAndTheNextRunGoesOnFromThere() {
        open(1);
        zone.onEvent = event -> {
            if (event instanceof RunEvent.StepDone done && done.step().id().equals("n1a2.server-add")) {
                zone.stop.run();
            }
        };
        carryOut(plan());
        assertThat(zone.last()).isInstanceOf(RunEvent.Stopped.class);
        assertThat(awaitEnd())
                .filteredOn(finding -> finding.code() == FindingCode.RUN_UNFINISHED)
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.remedy()).startsWith("press R").doesNotContain("--resume"));
        assertThat(zone.events).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(
                        RunEvent.StepDone.class,
                        done -> assertThat(done.step().id()).isEqualTo("n1a2.start")));
        zone.onEvent = event -> {};
        // A follower that has only started may be behind for a moment, which nobody joins beside.
        while (zone.ground.decide(SCALE_UP, EarlierSteps.NONE) instanceof Decision.Refusal) {
            zone.look.now();
        }
        Plan rest = (Plan) zone.ground.decide(SCALE_UP, EarlierSteps.on(Set.of("n1a2")));
        assertThat(rest.steps())
                .extracting(Step::id)
                .as("it follows, so that its database stays")
                .contains("n1a2.caught-up", "n1a2.roles")
                .doesNotContain("n1a2.readiness", "n1a2.database");
        carryOut(rest);

        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(zone.look.now().snapshot().pool())
                .extracting(view -> view.server().name())
                .containsExactly("n1a1", "n1a2", "n1a3");
    }

    @Test
    void aHostThatIsCutOffIsNotFitToJoin() {
        open(3);
        zone.run("partition", "n1a4");
        carryOut(plan());

        assertThat(zone.last()).isInstanceOfSatisfying(RunEvent.StepFailed.class, failed -> assertThat(failed.reason())
                .startsWith("n1a4: port 2633 of " + plan().leader() + " is not reached"));
    }

    @Test
    void aServerThatIsHaAlreadyNeedsNoForceHa() {
        open(1);

        assertThat(zone.ground.decide(new ChangeRequest(Intent.FORCE_HA, false, false), EarlierSteps.NONE))
                .isInstanceOf(Decision.NothingToDo.class);
    }

    @Test
    void aFrontEndWithoutHaIsTakenIntoItWhenThatIsAskedForByNameAndMayGrowThen() {
        open(new DemoOptions(1, 1, 0, false).withoutHa());
        assertThat(zone.ground.decide(new ChangeRequest(Intent.FORCE_HA, false, false), EarlierSteps.NONE))
                .isInstanceOfSatisfying(Decision.Refusal.class, refusal -> assertThat(refusal.word())
                        .isEqualTo("RUNS_WITHOUT_HA"));
        carryOut((Plan) zone.ground.decide(new ChangeRequest(Intent.FORCE_HA, true, false), EarlierSteps.NONE));

        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(zone.look.now().snapshot().pool())
                .extracting(view -> DemoChanges.raft(view).state())
                .containsExactly(ServerState.LEADER);
        assertThat(plan().steps()).extracting(step -> step.host()).containsOnly("n1a2", "n1a3");
    }

    private void open(int frontEnds) {
        open(new DemoOptions(frontEnds, 1, 0, false));
    }

    private void open(DemoOptions options) {
        zone = new DemoChanges(options.growing(), state);
    }

    private Plan plan() {
        return zone.plan(SCALE_UP);
    }

    private void carryOut(Plan plan) {
        zone.carryOut(plan, SCALE_UP);
    }

    /** What is found once no host is seen as it was while the run went on. */
    private List<Finding> awaitEnd() {
        List<Finding> findings = zone.look.now().verdict().findings();
        // As long as its mark says that it lives, however severe what it has left may be.
        while (findings.stream()
                .anyMatch(finding -> finding.code() == FindingCode.RUN_UNFINISHED
                        && finding.reason().startsWith("a run is under way"))) {
            findings = zone.look.now().verdict().findings();
        }
        return findings;
    }
}
