package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.DemoOptions;
import io.oneha.lab.Await;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.Intent;
import io.oneha.plan.Maintenance;
import io.oneha.plan.Plan;
import io.oneha.plan.RefusalCode;
import io.oneha.run.RunEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A demo zone that is a federation's slave and that nobody else writes to: its oned passes what is the master's on to it, and the master is
 * away, so that a run which wrote to it would never see a follower catch up.
 */
@QuarkusTest
@Timeout(180)
class DemoFederationTest {
    @TempDir
    Path state;

    private DemoChanges zone;

    @BeforeEach
    void open() {
        zone = new DemoChanges(new DemoOptions(3, 1, 0, false), state);
        zone.run("federation", "slave");
        zone.run("writes", "0");
    }

    @AfterEach
    void close() throws InterruptedException {
        zone.close();
    }

    @Test
    void itsServersAreRestartedAndItsOwnWritesBringThemLevel() {
        ChangeRequest all = ChangeRequest.restart(List.of(), Maintenance.NONE);
        Plan plan = zone.plan(all);
        zone.carryOut(plan, all);

        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(plan.notices()).anyMatch(line -> line.contains("writes RESERVED_CPU of cluster 0, unchanged"));
        assertThat(zone.events)
                .extracting(Object::toString)
                .as("its own writes pass")
                .anyMatch(event -> event.contains("was taken at once") || event.contains("nobody could write for"));
        assertThat(told()).noneMatch(line -> line.contains("federation master"));
        zone.awaitLevel();
    }

    @Test
    void aServerOfItIsRecoveredOnACopyOfItsOwnLeadersDatabase() {
        ChangeRequest wanted = ChangeRequest.recover(zone.leader().equals("n1a3") ? "n1a2" : "n1a3", true);
        zone.carryOut(zone.plan(wanted), wanted);

        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(told()).noneMatch(line -> line.contains("federation master"));
    }

    @Test
    void nothingIsPlannedThatWouldWriteToItsMaster() {
        assertThat(zone.decide(new ChangeRequest(Intent.SCALE_UP, false, true)))
                .isInstanceOfSatisfying(Decision.Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(RefusalCode.FEDERATION);
                    assertThat(refusal.reason()).contains("part of a federation");
                });
        ChangeRequest fix = ChangeRequest.fix(Optional.of("DUPLICATE_SERVER"));
        zone.run("federation", "standalone");
        zone.run("duplicate", "n1a3");
        Await.awaits(Duration.ofSeconds(60), "a plan of a zone of its own", () -> zone.decide(fix) instanceof Plan);
        zone.run("federation", "slave");
        Await.awaits(Duration.ofSeconds(60), "none of a slave", () -> zone.decide(fix) instanceof Decision.Refusal);
        assertThat(zone.decide(fix))
                .isInstanceOfSatisfying(Decision.Refusal.class, refusal -> assertThat(refusal.reason())
                        .contains("slave of a federation", "oneha touches nothing"));
    }

    private List<String> told() {
        return zone.events.stream()
                .filter(RunEvent.StepLine.class::isInstance)
                .map(event -> ((RunEvent.StepLine) event).line())
                .toList();
    }
}
