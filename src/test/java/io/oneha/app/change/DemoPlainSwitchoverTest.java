package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.DemoOptions;
import io.oneha.lab.Await;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Plan;
import io.oneha.plan.StepSpec;
import io.oneha.run.RunEvent;
import io.oneha.zone.ServerState;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A demo zone of three gets another leader without a change of its configuration. */
@QuarkusTest
@Timeout(180)
class DemoPlainSwitchoverTest {
    @TempDir
    Path state;

    private DemoChanges zone;

    @BeforeEach
    void open() {
        zone = new DemoChanges(new DemoOptions(3, 1, 0, false), state);
        Await.awaits(
                Duration.ofSeconds(60),
                "one leads and two follow it",
                () -> zone.pool().stream()
                                        .filter(view -> view.is(ServerState.LEADER))
                                        .count()
                                == 1
                        && zone.pool().stream()
                                        .filter(view -> view.is(ServerState.FOLLOWER))
                                        .count()
                                == 2);
    }

    @AfterEach
    void close() throws InterruptedException {
        zone.close();
    }

    @RepeatedTest(2)
    void theWantedServerWinsAndNoFileIsWritten() {
        String heir = zone.leader().equals("n1a3") ? "n1a2" : "n1a3";
        ChangeRequest wanted = ChangeRequest.plainSwitchover(Optional.of(heir));
        Plan plan = zone.plan(wanted);
        assertThat(plan.steps())
                .noneMatch(step ->
                        step.spec() instanceof StepSpec.LowerTimeout || step.spec() instanceof StepSpec.RestoreTimeout);
        zone.carryOut(plan, wanted);

        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(zone.events).noneMatch(RunEvent.Replanned.class::isInstance);
        assertThat(zone.leader()).isEqualTo(heir);
        assertThat(measured()).contains("nobody led for");
        assertThat(zone.awaitLevel()).hasSize(3);
    }

    @Test
    void whereTheThirdWasStartedMeanwhileTheLeaderIsNotStopped() {
        ChangeRequest wanted = ChangeRequest.plainSwitchover(Optional.empty());
        Plan plan = zone.plan(wanted);
        StepSpec.HandOver over = plan.steps().stream()
                .filter(step -> step.spec() instanceof StepSpec.HandOver)
                .map(step -> (StepSpec.HandOver) step.spec())
                .findFirst()
                .orElseThrow();
        zone.onEvent = event -> {
            if (event instanceof RunEvent.StepDone done && done.step().id().equals(over.other() + ".stop-server")) {
                zone.run("start", over.other());
            }
        };
        zone.carryOut(plan, wanted);

        assertThat(zone.last()).isInstanceOf(RunEvent.StepFailed.class);
        assertThat(zone.leader()).isEqualTo(plan.leader());
    }

    private List<String> measured() {
        return zone.events.stream()
                .filter(RunEvent.StepMeasured.class::isInstance)
                .map(event -> ((RunEvent.StepMeasured) event).what())
                .toList();
    }
}
