package io.oneha.app.change;

import io.oneha.app.Changes;
import io.oneha.app.look.ZoneLook;
import io.oneha.app.session.Session;
import io.oneha.app.settings.Folders;
import io.oneha.base.Text;
import io.oneha.inventory.Inventory;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.EarlierSteps;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.RefusalCode;
import io.oneha.plan.Step;
import io.oneha.run.RunEvent;
import io.oneha.run.journal.Runs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Plans and runs for the dashboard, on a thread of their own that ends with the program. */
public final class BackgroundChanges implements Changes {
    private final ChangeTarget ground;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "oneha-changes");
        worker.setDaemon(true);
        return worker;
    });
    private Optional<RunPosition> unfinished = Optional.empty();
    /** What was asked for last. */
    private ChangeRequest last = new ChangeRequest(Intent.CONVERGE, false, false);
    /** The same with what the run's plan has chosen for it. */
    private ChangeRequest settled = last;

    private Optional<Runnable> stop = Optional.empty();
    private EarlierSteps earlier = EarlierSteps.NONE;
    private boolean stopping;

    /** @param ground where they happen */
    public BackgroundChanges(ChangeTarget ground) {
        this.ground = ground;
    }

    /**
     * Those of a zone that is looked at.
     *
     * @param version oneha's, for the journal
     */
    public static Changes of(ZoneLook look, Session session, String version) {
        Optional<Inventory> inventory = look.target().inventory();
        if (inventory.isEmpty()) {
            return Changes.none("there is no inventory (-i FILE)");
        }
        Optional<String> refused = inventory.get().changesRefused();
        if (refused.isPresent()) {
            return Changes.none(Text.clean(refused.get()));
        }
        if (!look.reachesHosts()) {
            return Changes.none("SSH is off, and hosts are changed over it");
        }
        Optional<Path> state = Folders.state(session.surroundings().environment());
        if (state.isEmpty()) {
            return Changes.none("a run is written down: set HOME or XDG_STATE_HOME to say where");
        }
        return new BackgroundChanges(
                ground(look, inventory.get(), state.get(), session, version, Optional.of("oneha apply --resume")));
    }

    /**
     * Those of a zone that ends with this process, so that no other goes on with them.
     *
     * @param state where they are written down
     */
    public static Changes passing(ZoneLook look, Path state, Session session, String version) {
        Inventory inventory = look.target().inventory().orElseThrow();
        return new BackgroundChanges(ground(look, inventory, state, session, version, Optional.empty()));
    }

    /** Whether its runs are gone with this process. */
    public boolean isPassing() {
        return ground.resume().isEmpty();
    }

    private static ChangeTarget ground(
            ZoneLook look, Inventory inventory, Path state, Session session, String version, Optional<String> resume) {
        Runs runs = RunSession.runs(state, session);
        return new ZoneChangeTarget(
                look, inventory, runs, version, session.surroundings().clock(), resume);
    }

    @Override
    public Optional<String> refusal() {
        return Optional.empty();
    }

    @Override
    public void plan(ChangeRequest wanted, Consumer<Decision> decided) {
        thread.execute(() -> {
            Decision decision;
            try {
                decision = ground.decide(understood(wanted), earlier(wanted));
            } catch (RuntimeException e) {
                decision =
                        new Decision.Refusal(RefusalCode.NOT_PLANNED, reason(e), "look at the servers, then try again");
            }
            decided.accept(decision);
        });
    }

    @Override
    public void start(ChangeRequest wanted, Plan plan, Consumer<RunEvent> events, Consumer<String> broke) {
        synchronized (this) {
            stop = Optional.empty();
            stopping = false;
        }
        thread.execute(() -> {
            try {
                ChangeRequest understood = understood(wanted);
                if (!plan.intent().outlivesChanges() && !isStill(plan, ground.decide(understood, earlier(wanted)))) {
                    broke.accept("the zone or its hosts are no longer as the plan found them: plan again");
                } else if (isStopping()) {
                    broke.accept("stopped before anything was changed");
                } else {
                    Consumer<RunEvent> noted = this::note;
                    Optional<String> run = continued(wanted, understood.settledBy(plan));
                    ground.carryOut(plan, understood, run, noted.andThen(events), this::begins);
                }
            } catch (RuntimeException e) {
                broke.accept(reason(e));
            }
        });
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        stop.ifPresent(Runnable::run);
    }

    /** How far a run came that was left before it came to its good end, and how it is resumed, where it can be. */
    public synchronized Optional<String> left() {
        return unfinished.map(position -> position.words() + "; nothing is running."
                + ground.resume()
                        .map(command -> " To resume it: " + command + " " + position.run())
                        .orElse(""));
    }

    private synchronized void begins(Runnable end) {
        stop = Optional.of(end);
        if (stopping) {
            end.run();
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized void note(RunEvent event) {
        unfinished = event instanceof RunEvent.Started started
                ? Optional.of(RunPosition.at(started))
                : unfinished.map(position -> position.after(event));
        if (event instanceof RunEvent.StepStarted step) {
            earlier = earlier.begins(step.step().spec());
        } else if (event instanceof RunEvent.StepDone done) {
            earlier = earlier.proves(done.step().spec());
        } else if (event instanceof RunEvent.StepSkipped skipped) {
            earlier = earlier.proves(skipped.step().spec());
        } else if (event instanceof RunEvent.Finished) {
            unfinished = Optional.empty();
            earlier = EarlierSteps.NONE;
        }
    }

    /** The run that this one continues: the last one, where it was left before its end and was asked for the same. */
    private synchronized Optional<String> continued(ChangeRequest wanted, ChangeRequest chosen) {
        Optional<String> run = unfinished.filter(left -> isSame(wanted)).map(RunPosition::run);
        if (run.isEmpty()) {
            earlier = EarlierSteps.on(earlier.hosts());
        }
        last = wanted;
        settled = chosen;
        return run;
    }

    /** Of a run that goes on, what it has chosen already: it hands over once, and to the same server. */
    private synchronized ChangeRequest understood(ChangeRequest wanted) {
        return unfinished.isPresent() && isSame(wanted) ? settled : wanted;
    }

    /**
     * What a run that failed has left half done is for the next one to go on with. That a step was proved counts only where the same is
     * asked for; whose front-ends were left half done counts for whatever is.
     */
    private synchronized EarlierSteps earlier(ChangeRequest wanted) {
        return isSame(wanted) ? earlier : EarlierSteps.on(earlier.hosts());
    }

    /** Whether it is what was asked for last, as it was asked for or as the run's plan has settled it. */
    private boolean isSame(ChangeRequest wanted) {
        return wanted.equals(last) || wanted.equals(settled);
    }

    private static boolean isStill(Plan agreed, Decision now) {
        return now instanceof Plan plan
                && plan.fingerprint().equals(agreed.fingerprint())
                && plan.steps().stream()
                        .map(Step::id)
                        .toList()
                        .equals(agreed.steps().stream().map(Step::id).toList());
    }

    private static String reason(RuntimeException e) {
        return Text.clean(
                Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName()));
    }
}
