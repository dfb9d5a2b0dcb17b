package io.oneha.cli.apply;

import io.oneha.apply.Course;
import io.oneha.apply.Outcome;
import io.oneha.apply.RunEvent;
import io.oneha.apply.Runner;
import io.oneha.apply.StepException;
import io.oneha.apply.journal.Journal;
import io.oneha.apply.journal.JournalException;
import io.oneha.apply.journal.RunOrigin;
import io.oneha.apply.journal.RunRecord;
import io.oneha.apply.journal.Runs;
import io.oneha.apply.site.LeaderLock;
import io.oneha.apply.site.Site;
import io.oneha.apply.step.LeaderSafety;
import io.oneha.apply.step.VipWatch;
import io.oneha.apply.step.Workers;
import io.oneha.cli.session.CommandException;
import io.oneha.cli.session.ExitCode;
import io.oneha.cli.session.Session;
import io.oneha.plan.Decision;
import io.oneha.plan.Plan;
import io.oneha.ssh.SshException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One run on real hosts: it has the zone to itself, is written down, and gives the zone back when all is done. However it is
 * told to the operator, it is this.
 *
 * @param runs where it is written down
 * @param run its name
 * @param before what it has done before it was interrupted
 * @param origin who carries it out
 * @param site the hosts
 * @param look looks at them and decides anew, given the front-ends that the run has begun with
 * @param clock the time
 */
record Undertaking(
        Runs runs,
        String run,
        Optional<RunRecord> before,
        RunOrigin origin,
        Site site,
        Function<Set<String>, Decision> look,
        Clock clock) {
    /** Where runs are written down, in the state folder. */
    static Runs runs(Path state, Session session) {
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
    Outcome carryOut(Plan plan, Consumer<RunEvent> listener, Consumer<Runnable> begins) {
        Set<String> leaders = new LinkedHashSet<>();
        try (Journal journal = before.isPresent() ? runs.resume(run, origin) : runs.begin(run, origin);
                VipWatch vip = VipWatch.start(site)) {
            take(plan.leader()).ifPresent(holder -> {
                throw new CommandException(ExitCode.REFUSED, held(plan.leader(), holder));
            });
            leaders.add(plan.leader());
            Workers workers = new Workers(site, run, before.map(Resumed::done).orElse(Set.of()), vip);
            Consumer<RunEvent> noted = event -> note(event, workers);
            Runner runner = new Runner(
                    workers,
                    new LeaderSafety(site),
                    locking(leaders, vip),
                    journal.andThen(noted).andThen(listener),
                    clock,
                    () -> journal.trouble().map(JournalException::getMessage));
            begins.accept(runner::stop);
            Outcome outcome = runner.run(run, plan, before.isPresent());
            before.map(RunRecord::leaders).ifPresent(leaders::addAll);
            leaders.forEach(this::release);
            return outcome;
        } catch (StepException | SshException e) {
            throw new CommandException(ExitCode.UNREACHABLE, e.getMessage());
        }
    }

    private static void note(RunEvent event, Workers workers) {
        if (event instanceof RunEvent.StepDone done) {
            workers.proved(done.step());
        }
    }

    /** Where another server leads, the zone is ours there too before anything is done. */
    private Course locking(Set<String> leaders, VipWatch vip) {
        Course course = new Replanning(look, before.map(Resumed::begun).orElse(Set.of()));
        return (plan, left, why, progress) -> {
            Plan next;
            try {
                next = course.anew(plan, left, why, progress);
            } finally {
                vip.tells(progress);
            }
            if (!leaders.contains(next.leader())) {
                take(next.leader()).ifPresent(holder -> {
                    throw new StepException(held(next.leader(), holder), "");
                });
                leaders.add(next.leader());
            }
            return next;
        };
    }

    /** Who has the zone instead of us; empty when we have it. */
    private Optional<String> take(String leader) {
        return new LeaderLock(site.shell(leader), run)
                .take(origin.user() + "@" + origin.host() + " pid " + origin.pid() + " since " + clock.instant());
    }

    private static String held(String leader, String holder) {
        String run = holder.substring(0, Math.max(0, holder.indexOf(' ')));
        return ("another run has the zone: " + holder + "; if that one is dead, `oneha apply --resume " + run
                + "` there goes on with it, or remove /run/oneha.lock on " + leader);
    }

    /**
     * However the run ended, nobody works on the zone now; only a run that was killed leaves its locks behind, on each server
     * that led while it went on.
     */
    private void release(String leader) {
        try {
            new LeaderLock(site.shell(leader), run).release();
        } catch (StepException | SshException e) {
            // It cannot be reached, or the inventory has it no more: whoever comes next is told who had the zone, and
            // how to
            // go on.
        }
    }
}
