package io.oneha.app.change;

import io.oneha.app.look.Report;
import io.oneha.app.look.ZoneLook;
import io.oneha.base.RunId;
import io.oneha.inventory.Inventory;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.EarlierSteps;
import io.oneha.plan.Plan;
import io.oneha.plan.PlanInput;
import io.oneha.plan.Planner;
import io.oneha.run.PoolMembers;
import io.oneha.run.RunEvent;
import io.oneha.run.journal.RunOrigin;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.Runs;
import io.oneha.steps.StepWorkers;
import io.oneha.steps.site.Site;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** A real zone, which goes on being watched while it is changed. */
final class ZoneChangeTarget implements ChangeTarget {
    private final ZoneLook look;
    private final Inventory inventory;
    private final Runs runs;
    private final String version;
    private final Clock clock;
    private final Optional<String> resume;
    private int zoneId;
    private PoolMembers pool = new PoolMembers(List.of(), 0);

    /** @param resume the command that goes on with a run, without its name */
    ZoneChangeTarget(
            ZoneLook look, Inventory inventory, Runs runs, String version, Clock clock, Optional<String> resume) {
        this.look = look;
        this.inventory = inventory;
        this.runs = runs;
        this.version = version;
        this.clock = clock;
        this.resume = resume;
    }

    @Override
    public Decision decide(ChangeRequest request, EarlierSteps earlier) {
        Report report = look.beside();
        zoneId = report.snapshot().zoneId();
        pool = PoolMembers.of(inventory, report.snapshot());
        PlanInput seen =
                new PlanInput(inventory, report.snapshot(), report.verdict(), StepWorkers::describe, look.ways());
        return Planner.decide(request, seen, earlier);
    }

    @Override
    public void carryOut(
            Plan plan,
            ChangeRequest request,
            Optional<String> before,
            Consumer<RunEvent> listener,
            Consumer<Runnable> begins) {
        ChangeRequest settled = request.settledBy(plan);
        RunOrigin origin = RunOrigin.ofThisProcess(version, inventory.source(), settled);
        Optional<RunRecord> resumed =
                before.flatMap(runs::read).filter(record -> record.state().isResumable());
        String run = resumed.map(RunRecord::run).orElseGet(() -> RunId.at(clock.instant(), new Random().nextInt()));
        try (Site site = look.watchedSite(inventory, zoneId, clock)) {
            new RunSession(
                            runs,
                            run,
                            resumed,
                            origin,
                            site,
                            pool,
                            earlier -> decide(settled, earlier),
                            look::beside,
                            clock,
                            resume.isPresent())
                    .carryOut(plan, listener.andThen(this::lookAgain), begins);
        } finally {
            // The run has given its lock back, or has left its mark.
            look.refresh();
        }
    }

    /** What a step has changed on a host is shown at once, instead of a finding about what was there before. */
    private void lookAgain(RunEvent event) {
        if (event instanceof RunEvent.StepDone) {
            look.refresh();
        }
    }

    @Override
    public Optional<String> resume() {
        return resume;
    }
}
