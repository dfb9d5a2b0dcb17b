package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.DemoOptions;
import io.oneha.health.FindingCode;
import io.oneha.health.Overall;
import io.oneha.health.Severity;
import io.oneha.lab.Await;
import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.Maintenance;
import io.oneha.plan.Maintenance.Reboot;
import io.oneha.plan.Plan;
import io.oneha.plan.StepSpec;
import io.oneha.run.RunEvent;
import io.oneha.zone.ServerState;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A demo zone of three that is looked after by real plans and real runs. */
@QuarkusTest
@Timeout(180)
class DemoCareTest {
    private static final ChangeRequest RESTART = ChangeRequest.restart(List.of(), Maintenance.NONE);

    @TempDir
    Path state;

    private DemoChanges zone;

    @BeforeEach
    void open() {
        zone = new DemoChanges(new DemoOptions(3, 1, 0, false), state);
    }

    @AfterEach
    void close() throws InterruptedException {
        zone.close();
    }

    @Test
    void theServerThatASwitchoverNamesWinsTheElectionAndItsFileIsPutBack() {
        String old = zone.leader();
        String heir = old.equals("n1a3") ? "n1a2" : "n1a3";
        long term = term();
        ChangeRequest wanted = ChangeRequest.switchover(Optional.of(heir));
        Plan plan = zone.plan(wanted);
        assertThat(plan.consents()).containsExactly(new Plan.Consent(heir + " leads instead of " + old, heir));
        zone.carryOut(plan, wanted);

        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(zone.leader()).isEqualTo(heir);
        assertThat(term()).isEqualTo(term + 1);
        assertThat(zone.events)
                .filteredOn(RunEvent.StepMeasured.class::isInstance)
                .extracting(event -> ((RunEvent.StepMeasured) event).what())
                .contains("nobody led for");
        assertThat(zone.awaitLevel())
                .allSatisfy(view -> assertThat(timeout(view)).contains("5000"));
        assertThat(zone.decide(wanted)).isInstanceOf(Decision.NothingToDo.class);
    }

    @Test
    void aRestartOfThreeChangesTheLeaderOnceAndEndsWithAllOfThemLevel() {
        String old = zone.leader();
        long term = term();
        zone.carryOut(zone.plan(RESTART), RESTART);

        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(calm()).containsExactlyInAnyOrder("n1a1", "n1a2", "n1a3").endsWith(old);
        assertThat(zone.leader()).isNotEqualTo(old);
        assertThat(term()).isEqualTo(term + 1);
        zone.run("writes", "0");
        assertThat(zone.awaitLevel())
                .extracting(view -> DemoChanges.raft(view).state())
                .containsOnlyOnce(ServerState.LEADER)
                .containsOnly(ServerState.LEADER, ServerState.FOLLOWER);
    }

    @Test
    void aLeaderThatChangesInTheMiddleIsPlannedAnewAndEachServerIsRestartedOnce() {
        Plan plan = zone.plan(RESTART);
        String first = plan.steps().get(0).host();
        String other = Stream.of("n1a1", "n1a2", "n1a3")
                .filter(name -> !name.equals(first) && !name.equals(plan.leader()))
                .findFirst()
                .orElseThrow();
        zone.onEvent = event -> {
            if (event instanceof RunEvent.StepDone done && done.step().id().equals(first + ".stop-server")) {
                zone.elects(other);
            }
        };
        zone.carryOut(plan, RESTART);

        assertThat(zone.events.stream().filter(RunEvent.Replanned.class::isInstance))
                .hasSize(1);
        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(calm()).containsExactlyInAnyOrder("n1a1", "n1a2", "n1a3");
        assertThat(stopped()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aStopWhileAServerIsStoppedComesWhenItRunsAgainAndNothingIsLeftLowered() {
        Plan plan = zone.plan(ChangeRequest.switchover(Optional.empty()));
        String heir = plan.steps().get(0).host();
        zone.onEvent = event -> {
            if (event instanceof RunEvent.StepDone done && done.step().spec() instanceof StepSpec.StopServer) {
                zone.stop.run();
            }
        };
        zone.carryOut(plan, ChangeRequest.switchover(Optional.empty()));

        assertThat(zone.last()).isInstanceOf(RunEvent.Stopped.class);
        assertThat(stopped()).containsExactly(heir);
        assertThat(zone.leader()).isEqualTo(plan.leader());
        assertThat(done(StepSpec.RestoreTimeout.class)).containsExactly(heir);
        assertThat(zone.pool())
                .hasSize(3)
                .allSatisfy(view ->
                        assertThat(view.raft().value()).as(view.server().name()).isPresent());
    }

    @Test
    void aStopAfterTheLeaderWasStoppedComesWhenAnotherLeadsAndTheOldOneRunsAgain() {
        ChangeRequest wanted = ChangeRequest.switchover(Optional.empty());
        Plan plan = zone.plan(wanted);
        zone.onEvent = event -> {
            if (event instanceof RunEvent.StepDone done && done.step().id().equals(plan.leader() + ".stop-server")) {
                zone.stop.run();
            }
        };
        zone.carryOut(plan, wanted);

        assertThat(zone.last()).isInstanceOf(RunEvent.Stopped.class);
        assertThat(zone.leader()).isNotEqualTo(plan.leader());
        assertThat(zone.pool())
                .allSatisfy(view ->
                        assertThat(view.raft().value()).as(view.server().name()).isPresent());
    }

    @Test
    void aServerThatTheRunHasStoppedAlarmsNobodyAndOneThatIsLostBesideItDoes() {
        Plan plan = zone.plan(RESTART);
        String first = plan.steps().get(0).host();
        List<Overall> seen = new ArrayList<>();
        zone.onEvent = event -> {
            if (event instanceof RunEvent.StepDone done && done.step().id().equals(first + ".stop-server")) {
                Await.awaits(
                        Duration.ofSeconds(30),
                        "its marks are seen",
                        () -> zone.look.now().verdict().findings().stream()
                                .anyMatch(finding -> finding.code() == FindingCode.SERVER_UNREACHABLE
                                        && finding.severity() == Severity.INFO));
                seen.add(zone.look.now().verdict().overall());
                zone.run("kill", plan.leader());
                seen.add(zone.look.now().verdict().overall());
                zone.run("start", plan.leader());
                zone.stop.run();
            }
        };
        zone.carryOut(plan, RESTART);

        assertThat(seen).containsExactly(Overall.OK, Overall.CRITICAL);
    }

    @Test
    void aCommandARebootAndTheServicesAreOneVisit() {
        String follower = zone.leader().equals("n1a3") ? "n1a2" : "n1a3";
        ChangeRequest wanted =
                ChangeRequest.restart(List.of(follower), new Maintenance("apt-get -y upgrade", Reboot.IF_NEEDED, true));
        String leader = zone.leader();
        zone.carryOut(zone.plan(wanted), wanted);

        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(stopped()).containsExactly(follower);
        assertThat(lines())
                .contains(
                        "+ apt-get -y upgrade",
                        "the demo has only waited for a while",
                        follower + " reboots",
                        "opennebula-fireedge was restarted");
        assertThat(zone.leader()).isEqualTo(leader);
        // What the run has kept on the host is gone: the same again begins from nothing.
        zone.carryOut(zone.plan(wanted), wanted);
        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(lines()).contains("+ apt-get -y upgrade", follower + " reboots");
    }

    @Test
    void afterACommandThatFailedItsServerRunsAgainAndTheNextPlanBeginsWithThatOne() {
        ChangeRequest wanted = ChangeRequest.restart(List.of(), new Maintenance("exit 3", Reboot.NO, false));
        Plan plan = zone.plan(wanted);
        String first = plan.steps().get(0).host();
        BackgroundChanges changes = new BackgroundChanges(zone.ground);
        zone.start(changes, wanted, plan);

        assertThat(zone.last()).isInstanceOfSatisfying(RunEvent.StepFailed.class, failed -> assertThat(failed.reason())
                .startsWith(first + ": the command has ended with status 3"));
        Await.awaits(Duration.ofSeconds(30), "all answer", () -> zone.pool().stream()
                .allMatch(view -> view.is(ServerState.LEADER) || view.is(ServerState.FOLLOWER)));
        Plan rest = (Plan) zone.decided(changes, wanted);
        assertThat(rest.steps().get(0).id()).isEqualTo(first + ".drain");
    }

    private long term() {
        return zone.pool().stream()
                .mapToLong(view -> DemoChanges.raft(view).term())
                .max()
                .orElseThrow();
    }

    private List<String> calm() {
        return done(StepSpec.Calm.class);
    }

    private List<String> stopped() {
        return done(StepSpec.StopServer.class);
    }

    private List<String> done(Class<? extends StepSpec> kind) {
        return zone.events.stream()
                .filter(event -> event instanceof RunEvent.StepDone done
                        && kind.isInstance(done.step().spec()))
                .map(event -> ((RunEvent.StepDone) event).step().host())
                .toList();
    }

    private List<String> lines() {
        return zone.events.stream()
                .filter(RunEvent.StepLine.class::isInstance)
                .map(event -> ((RunEvent.StepLine) event).line())
                .toList();
    }

    private static Optional<String> timeout(ServerView view) {
        return view.host()
                .known()
                .flatMap(HostFacts::oned)
                .map(HostFacts.OnedConf::raft)
                .map(raft -> raft.get("ELECTION_TIMEOUT_MS"));
    }
}
