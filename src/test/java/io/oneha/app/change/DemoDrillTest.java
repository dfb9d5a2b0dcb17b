package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.DemoOptions;
import io.oneha.lab.Await;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Plan;
import io.oneha.run.RunEvent;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.Runs;
import io.oneha.zone.ServerState;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A drill on a demo zone of three, and what its journal says of it. */
@QuarkusTest
@Timeout(180)
class DemoDrillTest {
    @TempDir
    Path state;

    private DemoChanges zone;

    @BeforeEach
    void open() {
        zone = new DemoChanges(new DemoOptions(3, 1, 0, false), state);
        Await.awaits(
                Duration.ofSeconds(60),
                "one leads and two follow it",
                () -> count(ServerState.LEADER) == 1 && count(ServerState.FOLLOWER) == 2);
    }

    private long count(ServerState wanted) {
        return zone.pool().stream().filter(view -> view.is(wanted)).count();
    }

    @AfterEach
    void close() throws InterruptedException {
        zone.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itIsPassedInEitherWayAndItsReportSaysWhatItCost(boolean unchanged) {
        String old = zone.leader();
        String heir = old.equals("n1a3") ? "n1a2" : "n1a3";
        ChangeRequest wanted = ChangeRequest.drill(Optional.of(heir), unchanged);
        List<Long> marked = new ArrayList<>();
        zone.onEvent = event -> {
            if (event instanceof RunEvent.Looked) {
                marked.add(zone.marks());
            }
        };
        zone.carryOut(zone.plan(wanted), wanted);

        assertThat(zone.events).filteredOn(RunEvent.Looked.class::isInstance).hasSize(2);
        assertThat(zone.events.get(zone.events.size() - 2)).isInstanceOf(RunEvent.Finished.class);
        assertThat(zone.events).isSortedAccordingTo(Comparator.comparing(RunEvent::at));
        assertThat(marked).containsExactly(3L, 0L);
        DrillReport report = report();
        assertThat(report.result()).as(report.checks() + " " + report.after()).isEqualTo(DrillReport.Result.PASSED);
        assertThat(report.from()).isEqualTo(old);
        assertThat(report.to()).isEqualTo(heir);
        assertThat(report.before().orElseThrow().sight().servers()).hasSize(3);
        assertThat(report.oneVersion()).isNotEmpty();
        assertThat(report.handsBack().orElseThrow())
                .isEqualTo("oneha switchover --to " + old + (unchanged ? " --no-config-change" : ""));
        assertThat(report.costs()).allMatch(cost -> cost.took().isPresent());
        assertThat(report.run().steps())
                .allMatch(step -> step.began().isPresent() && step.elapsed().isPresent());
    }

    @Test
    void oneThatIsStoppedIsUnfinishedAndResumedItIsPassedByTheSightOfItsFirstPart() {
        String old = zone.leader();
        ChangeRequest wanted = ChangeRequest.drill(Optional.empty(), false);
        Plan plan = zone.plan(wanted);
        zone.onEvent = event -> {
            if (event instanceof RunEvent.StepDone) {
                zone.stop.run();
            }
        };
        zone.carryOut(plan, wanted);
        assertThat(zone.events.get(zone.events.size() - 2)).isInstanceOf(RunEvent.Stopped.class);
        assertThat(zone.last()).isInstanceOf(RunEvent.Looked.class);
        assertThat(report().result()).isEqualTo(DrillReport.Result.UNFINISHED);
        assertThat(report().after()).isPresent();

        zone.onEvent = event -> {};
        RunRecord left = record();
        ChangeRequest rest = left.origin().request();
        Plan again = (Plan) zone.ground.decide(rest, ResumedRun.earlier(left));
        zone.ground.carryOut(again, rest, Optional.of(left.run()), event -> {}, end -> {});
        DrillReport report = report();
        assertThat(report.result()).as(report.checks() + " " + report.after()).isEqualTo(DrillReport.Result.PASSED);
        assertThat(report.run().run()).isEqualTo(left.run());
        assertThat(report.run().looks()).hasSize(4);
        assertThat(report.from()).isEqualTo(old);
    }

    @Test
    void aSwitchoverIsNotLookedAtForAReport() {
        ChangeRequest wanted = ChangeRequest.switchover(Optional.empty());
        zone.carryOut(zone.plan(wanted), wanted);
        assertThat(zone.events).noneMatch(RunEvent.Looked.class::isInstance);
        assertThat(DrillReport.of(record())).isEmpty();
    }

    private DrillReport report() {
        return DrillReport.of(record()).orElseThrow();
    }

    private RunRecord record() {
        List<RunRecord> runs = new Runs(state, Clock.systemUTC(), line -> {}).list();
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }
}
