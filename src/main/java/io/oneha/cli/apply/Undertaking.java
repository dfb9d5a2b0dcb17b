package io.oneha.cli.apply;

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
import io.oneha.apply.step.Workers;
import io.oneha.cli.session.CommandException;
import io.oneha.cli.session.ExitCode;
import io.oneha.cli.session.Session;
import io.oneha.plan.Plan;
import io.oneha.ssh.SshException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One run on real hosts: it has the zone to itself, is written down, and gives the zone back when all is done. However it is
 * told to the operator, it is this.
 *
 * @param runs where it is written down
 * @param run its name
 * @param before what it has done before it was interrupted
 * @param origin who carries it out
 * @param site the hosts
 * @param clock the time
 */
record Undertaking(Runs runs, String run, Optional<RunRecord> before, RunOrigin origin, Site site, Clock clock) {
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
        LeaderLock lock = new LeaderLock(site.shell(plan.leader()), run);
        try (Journal journal = before.isPresent() ? runs.resume(run, origin) : runs.begin(run, origin)) {
            lock.take(origin.user() + "@" + origin.host() + " pid " + origin.pid() + " since " + clock.instant())
                    .ifPresent(holder -> {
                        throw held(plan.leader(), holder);
                    });
            Workers workers = new Workers(site, run, before.map(Resumed::done).orElse(Set.of()));
            Runner runner = new Runner(workers, new LeaderSafety(site), journal.andThen(listener), clock);
            begins.accept(runner::stop);
            Outcome outcome = runner.run(run, plan, before.isPresent());
            release(lock);
            before.map(RunRecord::leader)
                    .filter(earlier -> !earlier.equals(plan.leader()))
                    .ifPresent(this::releaseAt);
            return outcome;
        } catch (StepException | SshException e) {
            throw new CommandException(ExitCode.UNREACHABLE, e.getMessage());
        }
    }

    private static CommandException held(String leader, String holder) {
        String run = holder.substring(0, Math.max(0, holder.indexOf(' ')));
        return new CommandException(
                ExitCode.REFUSED,
                "another run has the zone: " + holder + "; if that one is dead, `oneha apply --resume " + run
                        + "` there goes on with it, or remove /run/oneha.lock on " + leader);
    }

    /** A run that was killed has left its lock on the server that led then. */
    private void releaseAt(String earlier) {
        try {
            release(new LeaderLock(site.shell(earlier), run));
        } catch (StepException e) {
            // The inventory has it no more, or it is not reached over SSH: it has nothing to say about this zone.
        }
    }

    /** However the run ended, nobody works on the zone now; only a run that was killed leaves its lock behind. */
    private static void release(LeaderLock lock) {
        try {
            lock.release();
        } catch (StepException | SshException e) {
            // The leader cannot be reached: whoever comes next is told who had it, and how to go on.
        }
    }
}
