package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.Changes;
import io.oneha.app.look.ZoneLook;
import io.oneha.demo.Demo;
import io.oneha.demo.DemoOptions;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.lab.Await;
import io.oneha.observe.ServerView;
import io.oneha.observe.Target;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.EarlierSteps;
import io.oneha.plan.Plan;
import io.oneha.run.RunEvent;
import io.oneha.run.journal.Runs;
import io.oneha.zone.Credentials;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Real plans and real runs on the demo's zone, whose clock goes ten times as fast as the real one. */
final class DemoChanges {
    final List<RunEvent> events = new CopyOnWriteArrayList<>();
    final ZoneLook look;
    final ChangeTarget ground;
    /** Is told of each event of a run, in the thread that runs. */
    Consumer<RunEvent> onEvent = event -> {};
    /** Stops the run. */
    Runnable stop = () -> {};

    private volatile int pace = 50;

    private final Demo demo;
    private final Thread time = new Thread(this::passTime, "test-time");

    DemoChanges(DemoOptions options, Path state) {
        demo = Demo.start(options);
        time.start();
        byte[] yaml = demo.inventoryYaml().getBytes(StandardCharsets.UTF_8);
        Inventory inventory = InventoryReader.read("demo", new ByteArrayInputStream(yaml), Optional::empty);
        Target target = new Target("demo", List.of(), Optional.of(inventory), Optional.empty());
        Clock clock = Clock.systemUTC();
        look = ZoneLook.on(target, new Credentials(demo.session()), Duration.ofSeconds(5), clock, demo.hosts());
        Runs runs = new Runs(state, clock, line -> {});
        ground = new ZoneChangeTarget(look, inventory, runs, "test", clock, Optional.empty());
    }

    /** How long in the demo, in milliseconds, each 5 ms here are. */
    void pace(int millis) {
        pace = millis;
    }

    private void passTime() {
        try {
            while (true) {
                demo.advanceTo(demo.now() + pace);
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Decision decide(ChangeRequest wanted) {
        return ground.decide(wanted, EarlierSteps.NONE);
    }

    Plan plan(ChangeRequest wanted) {
        Decision decision = decide(wanted);
        assertThat(decision).isInstanceOf(Plan.class);
        return (Plan) decision;
    }

    void carryOut(Plan plan, ChangeRequest wanted) {
        events.clear();
        Consumer<RunEvent> note = events::add;
        ground.carryOut(
                plan, wanted, Optional.empty(), note.andThen(event -> onEvent.accept(event)), end -> stop = end);
    }

    /** The same as the dashboard does it, until the run has ended. */
    void start(Changes changes, ChangeRequest wanted, Plan plan) {
        events.clear();
        CompletableFuture<String> ended = new CompletableFuture<>();
        changes.start(
                wanted,
                plan,
                event -> {
                    events.add(event);
                    if (event instanceof RunEvent.Finished
                            || event instanceof RunEvent.StepFailed
                            || event instanceof RunEvent.Stopped) {
                        ended.complete("");
                    }
                },
                ended::complete);
        assertThat(ended.join()).isEmpty();
    }

    /** What the dashboard plans. */
    Decision decided(Changes changes, ChangeRequest wanted) {
        CompletableFuture<Decision> decided = new CompletableFuture<>();
        changes.plan(wanted, decided::complete);
        return decided.join();
    }

    RunEvent last() {
        return events.get(events.size() - 1);
    }

    /** Causes a fault. */
    void run(String name, String... words) {
        demo.commands().stream().filter(command -> command.name().equals(name)).forEach(command -> command.run()
                .apply(List.of(words)));
    }

    List<ServerView> pool() {
        return look.now().snapshot().pool();
    }

    /** The name of the one server that leads. */
    String leader() {
        List<String> leaders = pool().stream()
                .filter(view -> view.raft()
                        .value()
                        .filter(raft -> raft.state() == ServerState.LEADER)
                        .isPresent())
                .map(view -> view.server().name())
                .toList();
        assertThat(leaders).hasSize(1);
        return leaders.get(0);
    }

    /** The zone's servers once all have the same log, which they have a moment after the last write. */
    List<ServerView> awaitLevel() {
        List<ServerView> pool = pool();
        while (pool.stream().map(view -> raft(view).commit()).distinct().count() > 1
                || pool.stream().map(view -> raft(view).logIndex()).distinct().count() > 1
                || pool.stream().anyMatch(DemoChanges::isMarked)) {
            pool = pool();
        }
        return pool;
    }

    /** How many servers carry the mark of a run now. */
    long marks() {
        return look.beside().snapshot().pool().stream()
                .filter(DemoChanges::isMarked)
                .count();
    }

    /** Whether its facts are still those of the time when the run had the lock. */
    private static boolean isMarked(ServerView view) {
        return view.host().known().flatMap(HostFacts::run).isPresent();
    }

    static RaftStatus raft(ServerView view) {
        return view.raft().value().orElseThrow();
    }

    void close() throws InterruptedException {
        time.interrupt();
        time.join();
        look.close();
        demo.close();
    }

    /** An election that another wins is held again. */
    void elects(String name) {
        run("writes", "0");
        Await.awaits(Duration.ofSeconds(60), name + " leads", () -> {
            ServerView view = pool().stream()
                    .filter(its -> its.server().name().equals(name))
                    .findFirst()
                    .orElseThrow();
            if (view.is(ServerState.FOLLOWER)) {
                run("election", name);
            }
            return view.is(ServerState.LEADER);
        });
    }
}
