package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.DemoOptions;
import io.oneha.lab.Await;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.Plan;
import io.oneha.plan.StepSpec;
import io.oneha.run.RunEvent;
import io.oneha.zone.ServerState;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server of a demo zone of three that is lost, and recovered by a real plan and a real run. */
@QuarkusTest
@Timeout(180)
class DemoRecoveryTest {
    @TempDir
    Path state;

    private DemoChanges zone;
    private String patient;
    private String leader;

    @BeforeEach
    void open() {
        zone = new DemoChanges(new DemoOptions(3, 1, 0, false), state);
        leader = zone.leader();
        patient = leader.equals("n1a3") ? "n1a2" : "n1a3";
    }

    @AfterEach
    void close() throws InterruptedException {
        zone.close();
    }

    @Test
    void aServerThatWasKilledIsStarted() {
        zone.run("kill", patient);
        recovers(ChangeRequest.recover(patient));
        assertThat(done()).contains("start-server", "caught-up", "calm").doesNotContain("database");
    }

    @Test
    void aDatabaseThatIsDownIsStartedFirst() {
        zone.run("kill", patient);
        zone.run("service", patient, "mariadb", "down");
        recovers(ChangeRequest.recover(patient));
        assertThat(done()).contains("start-database", "start-server");
    }

    @Test
    void aServerThatFollowsIsLeftAloneUnlessACopyIsAskedFor() {
        assertThat(zone.decide(ChangeRequest.recover(patient))).isInstanceOf(Decision.NothingToDo.class);
        recovers(ChangeRequest.recover(patient, true));
        assertThat(done()).contains("stop-server", "keep-stopped", "database", "reset-server", "start");
    }

    @Test
    void aRecoveryThatEndsWithItsOnedStoppedKeepsNoOtherFromTheZone() {
        zone.run("kill", patient);
        ChangeRequest least = ChangeRequest.recover(patient);
        Plan plan = zone.plan(least);
        zone.onEvent = event -> {
            if (event instanceof RunEvent.StepStarted started && started.step().spec() instanceof StepSpec.ResetTerm) {
                zone.run("service", patient, "mariadb", "down");
            }
        };
        zone.carryOut(plan, least);
        assertThat(zone.last()).isInstanceOf(RunEvent.StepFailed.class);
        assertThat(isMarked()).as("the mark of the run that has ended").isTrue();

        zone.onEvent = event -> {};
        recovers(ChangeRequest.recover(patient, true));
        assertThat(done()).contains("start-database", "database", "start");
        Await.awaits(Duration.ofSeconds(60), "no mark is left", () -> !isMarked());
    }

    private boolean isMarked() {
        zone.look.refresh();
        return zone.pool().stream().anyMatch(view -> view.host()
                .known()
                .filter(facts -> facts.run().isPresent())
                .isPresent());
    }

    private void recovers(ChangeRequest wanted) {
        Plan plan = zone.plan(wanted);
        assertThat(plan.consents()).extracting(Plan.Consent::word).containsExactly(patient);
        zone.carryOut(plan, wanted);
        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(zone.leader()).isEqualTo(leader);
        assertThat(zone.pool())
                .filteredOn(view -> view.server().name().equals(patient))
                .allMatch(view -> view.is(ServerState.FOLLOWER));
    }

    private List<String> done() {
        return zone.events.stream()
                .filter(RunEvent.StepDone.class::isInstance)
                .map(event -> ((RunEvent.StepDone) event).step().spec().word())
                .toList();
    }
}
