package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.look.ZoneLook;
import io.oneha.demo.Demo;
import io.oneha.demo.DemoOptions;
import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Severity;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.observe.ServerView;
import io.oneha.observe.Target;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.EarlierSteps;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.run.RunEvent;
import io.oneha.run.journal.Runs;
import io.oneha.zone.Credentials;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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

    private final List<RunEvent> events = new ArrayList<>();
    private Consumer<RunEvent> onEvent = event -> {};
    private Runnable stop = () -> {};
    private Demo demo;
    private ZoneLook look;
    private ChangeTarget ground;
    private Thread time;

    @AfterEach
    void close() throws InterruptedException {
        time.interrupt();
        time.join();
        look.close();
        demo.close();
    }

    @Test
    void aZoneOfOneGrowsToThreeThatAreLevelAndThenThereIsNothingToDo() {
        open(1);
        Plan plan = plan();
        assertThat(plan.steps()).extracting(step -> step.host()).containsOnly("n1a2", "n1a3");
        carryOut(plan);

        assertThat(last()).isInstanceOf(RunEvent.Finished.class);
        run("writes", "0");
        List<ServerView> pool = awaitLevel();
        assertThat(pool).extracting(view -> view.server().name()).containsExactly("n1a1", "n1a2", "n1a3");
        assertThat(pool).extracting(view -> view.server().id()).containsExactly(0, 1, 2);
        assertThat(pool)
                .extracting(view -> raft(view).state())
                .containsExactly(ServerState.LEADER, ServerState.FOLLOWER, ServerState.FOLLOWER);
        assertThat(pool)
                .allSatisfy(view -> assertThat(view.host().known().orElseThrow().services())
                        .containsEntry("opennebula-fireedge", ServiceState.ACTIVE)
                        .containsEntry("opennebula-novnc", ServiceState.ACTIVE));
        assertThat(ground.decide(SCALE_UP, EarlierSteps.NONE))
                .isInstanceOfSatisfying(Decision.NothingToDo.class, nothing -> assertThat(nothing.why())
                        .contains("the 3 servers"));
    }

    @Test
    void aLeaderThatChangesIsPlannedAnewAndTheRunGoesOn() {
        open(3);
        String leader = plan().leader();
        onEvent = event -> {
            if (event instanceof RunEvent.StepDone done && done.step().id().equals("n1a4.account")) {
                run("election", leader.equals("n1a1") ? "n1a2" : "n1a1");
            }
        };
        carryOut(plan());

        assertThat(events).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(RunEvent.Replanned.class, replanned -> assertThat(replanned.from())
                        .isEqualTo(leader)));
        assertThat(last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(look.now().snapshot().pool())
                .extracting(view -> view.server().name())
                .containsExactly("n1a1", "n1a2", "n1a3", "n1a4", "n1a5");
    }

    @Test
    void aStopAfterAServerAddComesWhenThatServerRunsAndTheNextRunGoesOnFromThere() {
        open(1);
        onEvent = event -> {
            if (event instanceof RunEvent.StepDone done && done.step().id().equals("n1a2.server-add")) {
                stop.run();
            }
        };
        carryOut(plan());
        assertThat(last()).isInstanceOf(RunEvent.Stopped.class);
        assertThat(awaitEnd())
                .filteredOn(finding -> finding.code() == FindingCode.RUN_UNFINISHED)
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.remedy()).startsWith("press R").doesNotContain("--resume"));
        assertThat(events).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(
                        RunEvent.StepDone.class,
                        done -> assertThat(done.step().id()).isEqualTo("n1a2.start")));
        onEvent = event -> {};
        // A follower that has only started may be behind for a moment, which nobody joins beside.
        while (ground.decide(SCALE_UP, EarlierSteps.NONE) instanceof Decision.Refusal) {
            look.now();
        }
        Plan rest = (Plan) ground.decide(SCALE_UP, EarlierSteps.on(Set.of("n1a2")));
        assertThat(rest.steps())
                .extracting(Step::id)
                .as("it follows, so that its database stays")
                .contains("n1a2.caught-up", "n1a2.roles")
                .doesNotContain("n1a2.readiness", "n1a2.database");
        carryOut(rest);

        assertThat(last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(look.now().snapshot().pool())
                .extracting(view -> view.server().name())
                .containsExactly("n1a1", "n1a2", "n1a3");
    }

    @Test
    void aHostThatIsCutOffIsNotFitToJoin() {
        open(3);
        run("partition", "n1a4");
        carryOut(plan());

        assertThat(last()).isInstanceOfSatisfying(RunEvent.StepFailed.class, failed -> assertThat(failed.reason())
                .startsWith("n1a4: port 2633 of " + plan().leader() + " is not reached"));
    }

    @Test
    void aServerThatIsHaAlreadyNeedsNoForceHa() {
        open(1);

        assertThat(ground.decide(new ChangeRequest(Intent.FORCE_HA, false, false), EarlierSteps.NONE))
                .isInstanceOf(Decision.NothingToDo.class);
    }

    @Test
    void aFrontEndWithoutHaIsTakenIntoItWhenThatIsAskedForByNameAndMayGrowThen() {
        open(new DemoOptions(1, 1, 0, false).withoutHa());
        assertThat(ground.decide(new ChangeRequest(Intent.FORCE_HA, false, false), EarlierSteps.NONE))
                .isInstanceOfSatisfying(Decision.Refusal.class, refusal -> assertThat(refusal.word())
                        .isEqualTo("RUNS_WITHOUT_HA"));
        carryOut((Plan) ground.decide(new ChangeRequest(Intent.FORCE_HA, true, false), EarlierSteps.NONE));

        assertThat(last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(look.now().snapshot().pool())
                .extracting(view -> raft(view).state())
                .containsExactly(ServerState.LEADER);
        assertThat(plan().steps()).extracting(step -> step.host()).containsOnly("n1a2", "n1a3");
    }

    private void open(int frontEnds) {
        open(new DemoOptions(frontEnds, 1, 0, false));
    }

    private void open(DemoOptions options) {
        demo = Demo.start(options.growing());
        time = new Thread(this::passTime, "test-time");
        time.start();
        byte[] yaml = demo.inventoryYaml().getBytes(StandardCharsets.UTF_8);
        Inventory inventory = InventoryReader.read("demo", new ByteArrayInputStream(yaml), Optional::empty);
        Target target = new Target("demo", List.of(), Optional.of(inventory), Optional.empty());
        Clock clock = Clock.systemUTC();
        look = ZoneLook.on(target, new Credentials(demo.session()), Duration.ofSeconds(5), clock, demo.hosts());
        Runs runs = new Runs(state, clock, line -> {});
        ground = new ZoneChangeTarget(look, inventory, runs, "test", clock, Optional.empty());
    }

    private void passTime() {
        try {
            while (true) {
                demo.advanceTo(demo.now() + 50);
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Plan plan() {
        assertThat(ground.decide(SCALE_UP, EarlierSteps.NONE)).isInstanceOf(Plan.class);
        return (Plan) ground.decide(SCALE_UP, EarlierSteps.NONE);
    }

    private void carryOut(Plan plan) {
        events.clear();
        Consumer<RunEvent> note = events::add;
        ground.carryOut(
                plan, SCALE_UP, Optional.empty(), note.andThen(event -> onEvent.accept(event)), end -> stop = end);
    }

    private RunEvent last() {
        return events.get(events.size() - 1);
    }

    private void run(String name, String word) {
        demo.commands().stream().filter(command -> command.name().equals(name)).forEach(command -> command.run()
                .apply(List.of(word)));
    }

    /** The zone's servers once all have the same log, which they have a moment after the last write. */
    private List<ServerView> awaitLevel() {
        List<ServerView> pool = look.now().snapshot().pool();
        while (pool.stream().map(view -> raft(view).commit()).distinct().count() > 1
                || pool.stream().map(view -> raft(view).logIndex()).distinct().count() > 1
                || pool.stream().anyMatch(DemoGrowthTest::isMarked)) {
            pool = look.now().snapshot().pool();
        }
        return pool;
    }

    /** What is found once no host is seen as it was while the run went on. */
    private List<Finding> awaitEnd() {
        List<Finding> findings = look.now().verdict().findings();
        while (findings.stream()
                .anyMatch(finding ->
                        finding.code() == FindingCode.RUN_UNFINISHED && finding.severity() == Severity.INFO)) {
            findings = look.now().verdict().findings();
        }
        return findings;
    }

    /** Whether its facts are still those of the time when the run had the lock. */
    private static boolean isMarked(ServerView view) {
        return view.host().known().flatMap(HostFacts::run).isPresent();
    }

    private static RaftStatus raft(ServerView view) {
        return view.raft().value().orElseThrow();
    }
}
