package io.oneha.app.change;

import io.oneha.app.look.Report;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.observe.host.RunMark;
import io.oneha.plan.Decision;
import io.oneha.plan.EarlierSteps;
import io.oneha.plan.HarmlessWrite;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.StepSpec;
import io.oneha.run.PlanRenewal;
import io.oneha.run.PoolMembers;
import io.oneha.run.Replanning;
import io.oneha.run.RunEvent;
import io.oneha.run.RunOutcome;
import io.oneha.run.RunSight;
import io.oneha.run.Runner;
import io.oneha.run.ZoneLock;
import io.oneha.run.journal.Journal;
import io.oneha.run.journal.JournalException;
import io.oneha.run.journal.RunOrigin;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.Runs;
import io.oneha.ssh.SshException;
import io.oneha.steps.StepWorkers;
import io.oneha.steps.site.LeaderSafety;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.VipWatch;
import io.oneha.steps.site.WriteWatch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run on real hosts: it has the zone to itself, is written down, and gives the zone back when all is done. However it is
 * told to the operator, it is this.
 *
 * @param runs where it is written down
 * @param run its name
 * @param before what it has done before it was interrupted
 * @param origin who carries it out
 * @param site the hosts
 * @param pool the zone's servers
 * @param look looks at them and decides anew, given what the run has done
 * @param sight looks at them for the run's report
 * @param clock the time
 * @param resumable whether another process can go on with it
 */
public record RunSession(
        Runs runs,
        String run,
        Optional<RunRecord> before,
        RunOrigin origin,
        Site site,
        PoolMembers pool,
        Function<EarlierSteps, Decision> look,
        Supplier<Report> sight,
        Clock clock,
        boolean resumable) {
    /** Where runs are written down, in the state folder. */
    public static Runs runs(Path state, Session session) {
        return new Runs(state, session.surroundings().clock(), session.narrator()::warn);
    }

    /**
     * Carries a plan out, in the calling thread.
     *
     * @param listener gets what happens, after it was written down
     * @param begins gets what makes the run end at the next safe place, before the first step
     * @throws CommandException another run has the zone, or its leader cannot be reached
     * @throws JournalException it cannot be written down
     */
    public RunOutcome carryOut(Plan plan, Consumer<RunEvent> listener, Consumer<Runnable> begins) {
        try (Journal journal = before.isPresent() ? runs.resume(run, origin) : runs.begin(run, origin);
                VipWatch vip = VipWatch.start(site);
                WriteWatch writes = WriteWatch.start(site, HarmlessWrite.of(plan), measuresWrites(plan));
                ZoneLock lock = new ZoneLock(site::shell, pool, mark(plan), before.isPresent())) {
            takes(lock, plan);
            LockKeeper keeper = new LockKeeper(lock, before, clock);
            StepWorkers workers =
                    new StepWorkers(site, run, before.map(ResumedRun::done).orElse(Set.of()), vip, writes);
            Consumer<RunEvent> noted = event -> {
                if (event instanceof RunEvent.StepDone done) {
                    workers.proved(done.step());
                }
            };
            Consumer<RunEvent> told = journal.andThen(noted).andThen(keeper).andThen(listener);
            ZoneSights sights = new ZoneSights(told, sight, () -> costs(workers, vip, writes), clock);
            boolean drill = plan.intent() == Intent.DRILL;
            RunOutcome end;
            try {
                Runner runner = new Runner(
                        keeper.over(workers),
                        new LeaderSafety(site)::against,
                        locking(lock, vip),
                        drill ? sights : told,
                        clock,
                        () -> journal.trouble().map(JournalException::getMessage));
                begins.accept(runner::stop);
                end = keeper.ended(runner.run(run, plan, before.isPresent()));
            } finally {
                writes.rests();
                keeper.close();
            }
            sights.givenBack();
            return end;
        } catch (StepException | SshException e) {
            throw new CommandException(ExitCode.UNREACHABLE, e.getMessage());
        }
    }

    private static RunSight.Costs costs(StepWorkers workers, VipWatch vip, WriteWatch writes) {
        return new RunSight.Costs(
                writes.counts(),
                vip.counts(),
                workers.change().stopped(),
                workers.change().led());
    }

    private void takes(ZoneLock lock, Plan plan) {
        try {
            lock.take(touched(plan));
        } catch (StepException e) {
            ExitCode code = e.cause() == StepException.Cause.OUT_OF_REACH ? ExitCode.UNREACHABLE : ExitCode.REFUSED;
            throw new CommandException(code, e.getMessage() + "; " + e.remedy());
        }
    }

    private RunMark mark(Plan plan) {
        return new RunMark(
                run,
                origin.user(),
                origin.host(),
                origin.pid(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                resumable ? runs.journal(run).toString() : RunMark.PASSING,
                RunMark.State.HELD,
                LockKeeper.joins(plan),
                LockKeeper.open(plan),
                Optional.empty());
    }

    /** In a zone of two a write that waits for the other server holds a lock for good: none of ours is among them. */
    private boolean measuresWrites(Plan plan) {
        return pool.size() > 2 && plan.steps().stream().anyMatch(step -> step.spec() instanceof StepSpec.StopServer);
    }

    private static Set<String> touched(Plan plan) {
        Set<String> touched = new LinkedHashSet<>();
        if (!plan.leader().isEmpty()) {
            touched.add(plan.leader());
        }
        plan.steps().forEach(step -> touched.add(step.host()));
        return touched;
    }

    /** Whatever the next plan works on is ours before anything is done there. */
    private PlanRenewal locking(ZoneLock lock, VipWatch vip) {
        PlanRenewal course =
                new Replanning(look, before.map(ResumedRun::earlier).orElse(EarlierSteps.NONE));
        return (plan, left, why, progress) -> {
            Plan next;
            try {
                next = course.anew(plan, left, why, progress);
            } finally {
                vip.tells(progress);
            }
            lock.take(touched(next));
            return next;
        };
    }
}
