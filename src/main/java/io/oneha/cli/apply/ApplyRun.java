package io.oneha.cli.apply;

import io.oneha.app.change.LeftMarks;
import io.oneha.app.change.ResumeWait;
import io.oneha.app.change.ResumedRun;
import io.oneha.app.change.RunHistory;
import io.oneha.app.change.RunSession;
import io.oneha.app.change.SavedPlan;
import io.oneha.app.look.Report;
import io.oneha.app.look.ZoneLook;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.app.settings.ConfigKey;
import io.oneha.app.settings.Folders;
import io.oneha.app.settings.Settings;
import io.oneha.base.RunId;
import io.oneha.base.Text;
import io.oneha.cli.output.PlanDocument;
import io.oneha.cli.output.PlanText;
import io.oneha.cli.output.TextColours;
import io.oneha.inventory.Inventory;
import io.oneha.observe.host.PeerProbing;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.EarlierSteps;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.PlanInput;
import io.oneha.plan.Planner;
import io.oneha.run.PoolMembers;
import io.oneha.run.RunEvent;
import io.oneha.run.RunOutcome;
import io.oneha.run.journal.JournalException;
import io.oneha.run.journal.RunOrigin;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.Runs;
import io.oneha.run.journal.StepRecord;
import io.oneha.steps.StepWorkers;
import io.oneha.steps.site.Site;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Plans, asks, and carries out: what every command does that changes a zone. */
public final class ApplyRun {
    private final Session session;
    private final ApplyRequest request;
    private final String version;
    private final Clock clock;
    private final Runs runs;

    /**
     * @param session what the command works with
     * @param request what is to be carried out
     * @param version oneha's, for the journal
     */
    public ApplyRun(Session session, ApplyRequest request, String version) {
        this.request = request;
        this.version = version;
        this.clock = session.surroundings().clock();
        this.runs = Folders.state(session.surroundings().environment())
                .map(folder -> RunSession.runs(folder, session))
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE, "a run is written down: set HOME or XDG_STATE_HOME to say where"));
        this.session = session;
    }

    /** Does it, and gives the program's exit code. */
    public int run() {
        Optional<RunRecord> before = request.resume().map(this::resumable);
        Session here = before.map(this::withInventoryOf).orElse(session);
        Settings settings = here.settingsWithTarget();
        if (settings.readOnly()) {
            throw new CommandException(ExitCode.REFUSED, "--read-only rules out every change");
        }
        try (ZoneLook look = ZoneLook.open(here, settings, PeerProbing.REPEATED)) {
            Inventory inventory = look.target()
                    .inventory()
                    .orElseThrow(() -> new CommandException(
                            ExitCode.USAGE, "a change needs an inventory (-i FILE): it says what the zone should be"));
            inventory.requireChangeable();
            if (before.filter(ApplyRun::isDone).isPresent()) {
                // What is printed with -o json is events, and this is none.
                new LeftMarks(before.get(), look, inventory, clock)
                        .remove(request.json() ? session.narrator()::warn : session.out()::println);
                session.out().flush();
                return ExitCode.OK.number();
            }
            Optional<SavedPlan> saved = request.saved().map(SavedPlan::read);
            saved.ifPresent(plan -> plan.requireHosts(inventory));
            ChangeRequest wanted = before.map(run -> run.origin().request())
                    .or(() -> saved.flatMap(SavedPlan::request))
                    .orElseGet(request::wanted);
            Report[] report = new Report[1];
            Supplier<Decision> looks = () -> {
                report[0] = look.beforeChange();
                return decide(wanted, look, report[0], before);
            };
            Decision decision = before.isPresent()
                    ? new ResumeWait(System::nanoTime, () -> Thread.sleep(1000))
                            .awaited(looks, session.narrator()::warn)
                    : looks.get();
            return carryOut(decision, wanted, before, look, settings, report[0]);
        } catch (JournalException e) {
            throw new CommandException(ExitCode.REFUSED, e.getMessage());
        }
    }

    private RunRecord resumable(String run) {
        RunRecord before = runs.read(run)
                .orElseThrow(() ->
                        new CommandException(ExitCode.USAGE, "there is no run " + run + "; `oneha runs` lists them"));
        if (!before.state().isResumable() && !isDone(before)) {
            throw new CommandException(
                    ExitCode.REFUSED, "run " + run + " is " + before.state().word() + ": there is nothing to resume");
        }
        return before;
    }

    private static boolean isDone(RunRecord run) {
        return run.state() == RunRecord.State.DONE;
    }

    /** A run goes on with its own inventory, unless another is named. */
    private Session withInventoryOf(RunRecord run) {
        Map<ConfigKey, String> given = new EnumMap<>(ConfigKey.class);
        given.putAll(session.given());
        if (!run.origin().inventory().equals("-")) {
            given.putIfAbsent(ConfigKey.INVENTORY, run.origin().inventory());
        }
        return new Session(session.surroundings(), given, session.out(), session.narrator());
    }

    private int carryOut(
            Decision decision,
            ChangeRequest wanted,
            Optional<RunRecord> before,
            ZoneLook look,
            Settings settings,
            Report report) {
        if (decision instanceof Decision.Refusal refusal) {
            throw new CommandException(
                    ExitCode.REFUSED, refusal.word() + ": " + refusal.reason() + "; " + refusal.remedy());
        }
        Optional<SavedPlan> saved = request.saved().map(SavedPlan::read);
        if (decision instanceof Decision.NothingToDo nothing && saved.isPresent()) {
            throw new CommandException(
                    ExitCode.REFUSED, "the saved plan is stale, nothing of it is left to do: " + nothing.why());
        }
        if (decision instanceof Decision.NothingToDo nothing && before.isEmpty()) {
            DrillEnd.requireSteps(wanted, nothing);
            if (request.json()) {
                PlanDocument.print(nothing, session.out());
            } else {
                new PlanText(TextColours.where(session.isColoured(settings))).print(nothing, session.out());
            }
            session.out().flush();
            return ExitCode.OK.number();
        }
        Plan plan = decision instanceof Plan steps
                ? steps
                : before.map(run -> end(wanted.intent(), run.zone(), run.leader()))
                        .orElseThrow();
        saved.ifPresent(file -> requireFresh(file.fingerprint(), plan));
        if (isAgreedTo(plan, before, settings) && !plan.intent().outlivesChanges()) {
            Decision again = decide(wanted, look, look.beforeChange(), before);
            requireFresh(
                    plan.fingerprint(),
                    again instanceof Plan steps ? steps : end(plan.intent(), plan.zone(), plan.leader()));
        }
        Inventory inventory = look.target().inventory().orElseThrow();
        int zoneId = report.snapshot().zone().value().map(zone -> zone.id()).orElse(0);
        ChangeRequest settled = wanted.settledBy(plan);
        RunOrigin origin = RunOrigin.ofThisProcess(version, inventory.source(), settled);
        PoolMembers pool = PoolMembers.of(inventory, report.snapshot());
        String run = before.map(RunRecord::run).orElseGet(() -> RunId.at(clock.instant(), new Random().nextInt()));
        try (Site site = look.site(inventory, zoneId, clock)) {
            Function<EarlierSteps, Decision> anew = earlier -> decide(settled, look, look.beside(), earlier);
            RunSession undertaking =
                    new RunSession(runs, run, before, origin, site, pool, anew, look::beside, clock, true);
            int code = told(plan, undertaking, settings, new RunHistory(plan, look.events()));
            return wanted.intent() == Intent.DRILL ? new DrillEnd(session, request).code(runs.read(run), code) : code;
        }
    }

    private static Decision decide(ChangeRequest wanted, ZoneLook look, Report seen, Optional<RunRecord> before) {
        return decide(wanted, look, seen, before.map(ResumedRun::earlier).orElse(EarlierSteps.NONE));
    }

    private static Decision decide(ChangeRequest wanted, ZoneLook look, Report seen, EarlierSteps earlier) {
        Inventory inventory = look.target().inventory().orElseThrow();
        PlanInput input = new PlanInput(inventory, seen.snapshot(), seen.verdict(), StepWorkers::describe, look.ways());
        return Planner.decide(wanted, input, earlier);
    }

    /** Nothing is left to do of a run that was killed at its very end, but to write that down and to give the zone back. */
    private static Plan end(Intent intent, String zone, String leader) {
        return new Plan(intent, zone, leader, List.of(), List.of(), List.of(), "");
    }

    private static void requireFresh(String saved, Plan plan) {
        if (!saved.equals(plan.fingerprint())) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "the saved plan is stale: the zone or its hosts are not as it found them (fingerprint "
                            + plan.fingerprint() + " now); plan again");
        }
    }

    /** Shows the plan and asks; whether the operator took time over it, in which things may have changed. */
    private boolean isAgreedTo(Plan plan, Optional<RunRecord> before, Settings settings) {
        if (before.filter(run -> ResumedRun.isContinuation(plan, run)).isPresent()) {
            return false;
        }
        if (!request.json()) {
            new PlanText(TextColours.where(session.isColoured(settings))).printToAgree(plan, session.out());
            session.out().print("\n");
            session.out().flush();
        }
        if (request.yes()) {
            return false;
        }
        if (!session.surroundings().errIsTerminal()) {
            throw new CommandException(ExitCode.USAGE, "there is no terminal to ask on: read the plan, then say --yes");
        }
        ConsentPrompt.ask(plan);
        return true;
    }

    private int told(Plan plan, RunSession undertaking, Settings settings, RunHistory history) {
        try (RunPrinter telling = RunPrinter.of(request.json(), session, settings, undertaking)) {
            AtomicReference<Optional<String>> at = new AtomicReference<>(Optional.of("its beginning"));
            Consumer<RunEvent> listener = telling.andThen(event -> {
                if (event instanceof RunEvent.StepStarted step) {
                    at.set(Optional.of(
                            Text.clean(step.step().host() + ": " + step.step().title())));
                } else if (event.isEnd()) {
                    at.set(Optional.empty());
                }
            });
            RunOutcome outcome = undertaking.carryOut(
                    plan,
                    history.andThen(listener),
                    stop -> Interrupts.stop(
                            undertaking.run(),
                            line -> telling.aside(() -> session.narrator().warn(line)),
                            stop,
                            at::get));
            return switch (outcome) {
                case DONE -> done(undertaking.run());
                case FAILED -> ExitCode.CRITICAL.number();
                case UNREACHABLE -> ExitCode.UNREACHABLE.number();
                case STOPPED -> ExitCode.INTERRUPTED.number();
            };
        }
    }

    /** What this part of it had no reason to do may still never have been proved by an earlier one. */
    private int done(String run) {
        List<StepRecord> open =
                runs.read(run).filter(record -> !isDone(record)).map(RunRecord::steps).orElse(List.of()).stream()
                        .filter(step -> !step.state().isDone())
                        .toList();
        if (!open.isEmpty()) {
            session.narrator()
                    .warn("run " + run + " is not done: the zone is as the inventory wants it, yet nobody has proved "
                            + open.get(0).id() + (open.size() == 1 ? "" : " and " + (open.size() - 1) + " more steps")
                            + "; `oneha check` says how the zone is");
        }
        return ExitCode.OK.number();
    }
}
