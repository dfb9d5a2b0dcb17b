package io.oneha.run;

import io.oneha.base.Text;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.SshException;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.StepException.Cause;
import io.oneha.steps.site.Worker;
import io.oneha.steps.site.Worker.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Carries out a plan's steps in order, in the calling thread: a step that holds already is skipped, every other is done and
 * proved. The first that fails ends the run; where its leader was lost meanwhile, or a host was out of reach, the run may go
 * on by another plan. What happens is told as it happens, so that a listener which writes it down is complete even when the
 * process is killed.
 */
public final class Runner {
    private final Function<Step, Worker> workers;
    private final Safety safety;
    private final PlanRenewal course;
    private final Consumer<RunEvent> events;
    private final Clock clock;
    private final Supplier<Optional<String>> unwritten;
    private boolean toldUnwritten;
    private String run = "";
    private final AtomicBoolean stopping = new AtomicBoolean();
    /** Whether this is no place to stop at; written and read by the thread that runs. */
    private boolean open;

    /** What must be so before a step may begin, beyond the step's own check, and still when it is proved. */
    public interface Safety {
        /** Why the step must not begin; empty when it may. */
        Optional<StepException> against(Step step);
    }

    /**
     * @param workers who carries out a step
     * @param safety is asked before each step, and after one that was carried out
     * @param course what becomes of the run when the plan no longer fits
     * @param events gets everything that happens, in the thread that runs
     * @param clock for the times of events
     * @param unwritten why what happened could not be written down; empty when it could
     */
    public Runner(
            Function<Step, Worker> workers,
            Safety safety,
            PlanRenewal course,
            Consumer<RunEvent> events,
            Clock clock,
            Supplier<Optional<String>> unwritten) {
        this.unwritten = unwritten;
        this.workers = workers;
        this.safety = safety;
        this.course = course;
        this.events = events;
        this.clock = clock;
    }

    /** Makes the run end at the next place where that is safe; may be called from any thread. */
    public void stop() {
        stopping.set(true);
    }

    /**
     * Runs to the end, to the first failure, or to where it was stopped.
     *
     * @param run the run's name
     * @param resumed whether it goes on after an interruption
     */
    public RunOutcome run(String run, Plan plan, boolean resumed) {
        this.run = run;
        Instant start = clock.instant();
        events.accept(new RunEvent.Started(start, run, plan, resumed));
        Plan now = plan;
        int next = 0;
        while (next < now.steps().size()) {
            Step step = now.steps().get(next);
            open = OpenSteps.isOpen(now, next);
            if (isToStop()) {
                return stopped(step);
            }
            Optional<StepException> broken = does(step);
            if (broken.isEmpty()) {
                next++;
                continue;
            }
            if (broken.get().cause() == Cause.STOPPED) {
                return stopped(step);
            }
            try {
                Plan anew = anew(now, step, broken.get());
                String why = broken.get().getMessage();
                events.accept(new RunEvent.Replanned(clock.instant(), step, why, now.leader(), anew));
                now = anew;
                next = 0;
            } catch (StepException e) {
                if (stopping.get() && mayGoOn(broken.get())) {
                    return stopped(step);
                }
                events.accept(new RunEvent.StepFailed(clock.instant(), step, e.getMessage(), e.remedy()));
                return e.cause() == Cause.OUT_OF_REACH ? RunOutcome.UNREACHABLE : RunOutcome.FAILED;
            }
        }
        Instant end = clock.instant();
        events.accept(new RunEvent.Finished(end, Duration.between(start, end)));
        return RunOutcome.DONE;
    }

    private boolean isToStop() {
        return stopping.get() && !open;
    }

    private RunOutcome stopped(Step next) {
        events.accept(new RunEvent.Stopped(clock.instant(), next));
        return RunOutcome.STOPPED;
    }

    private Plan anew(Plan plan, Step left, StepException broken) {
        if (!mayGoOn(broken) || stopping.get()) {
            throw broken;
        }
        try {
            return course.anew(plan, left, broken, new Told(left));
        } catch (StepException e) {
            throw e;
        } catch (SshException e) {
            throw StepException.of(e);
        } catch (RuntimeException e) {
            throw new StepException(broken.getMessage() + "; " + unforeseen(e).getMessage(), broken.remedy());
        }
    }

    private static boolean mayGoOn(StepException broken) {
        return broken.cause() == Cause.LEADER_LOST || broken.cause() == Cause.OUT_OF_REACH;
    }

    private Optional<StepException> does(Step step) {
        Instant start = clock.instant();
        events.accept(new RunEvent.StepStarted(start, step));
        try {
            requireWritten(step);
            asksSafety(step);
            Worker worker = workers.apply(step);
            Progress progress = new Told(step);
            if (worker.holds(progress)) {
                events.accept(new RunEvent.StepSkipped(clock.instant(), step));
                return Optional.empty();
            }
            worker.run(progress);
            worker.prove(progress);
            // What was proved against a leader counts if it led to the end.
            asksSafety(step);
            Instant end = clock.instant();
            events.accept(new RunEvent.StepDone(end, step, Duration.between(start, end)));
            return Optional.empty();
        } catch (StepException e) {
            return Optional.of(withWhatIsBehind(step, e));
        } catch (SshException e) {
            return Optional.of(StepException.of(e));
        } catch (RuntimeException e) {
            return Optional.of(withWhatIsBehind(step, unforeseen(e)));
        }
    }

    /** A fault of this program, or what a host says and nobody thought of: it ends the run as every other failure does. */
    private static StepException unforeseen(RuntimeException e) {
        String where = Stream.of(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.oneha."))
                .findFirst()
                .map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                .orElse("");
        return new StepException(
                "the step met something that oneha does not expect: "
                        + e.getClass().getSimpleName() + where + ": " + Text.message(String.valueOf(e.getMessage())),
                "resume the run: it continues with this step. If this happens again, please report it with the run's journal");
    }

    /** What cannot be written down is not begun, unless a server was added that has not started: that is no place to end. */
    private void requireWritten(Step step) {
        Optional<String> why = unwritten.get();
        if (why.isEmpty()) {
            return;
        }
        if (!open) {
            throw new StepException(why.get(), "make room there, then resume with --resume " + run);
        }
        if (!toldUnwritten) {
            toldUnwritten = true;
            new Told(step)
                    .line(why.get()
                            + "; the run continues until the server that was added has started. Make room there,"
                            + " then `oneha apply --resume " + run + "` continues");
        }
    }

    private void asksSafety(Step step) {
        safety.against(step).ifPresent(against -> {
            throw against;
        });
    }

    /** A step may have failed in its own words because its leader leads no more, or is out of reach. */
    private StepException withWhatIsBehind(Step step, StepException failure) {
        if (mayGoOn(failure) || failure.cause() == Cause.STOPPED) {
            return failure;
        }
        try {
            return safety.against(step)
                    .filter(Runner::mayGoOn)
                    .map(lost -> new StepException(
                            lost.cause(), failure.getMessage() + "; " + lost.getMessage(), lost.remedy()))
                    .orElse(failure);
        } catch (SshException e) {
            Cause cause = StepException.of(e).cause();
            return new StepException(cause, failure.getMessage(), failure.remedy());
        } catch (RuntimeException e) {
            return failure;
        }
    }

    private final class Told implements Progress {
        private final Step step;

        Told(Step step) {
            this.step = step;
        }

        @Override
        public void line(String line) {
            events.accept(new RunEvent.StepLine(clock.instant(), step, line));
        }

        @Override
        public void bytes(long done, long total) {
            events.accept(new RunEvent.StepBytes(clock.instant(), step, done, total));
        }

        @Override
        public void measured(String what, Duration took) {
            events.accept(new RunEvent.StepMeasured(clock.instant(), step, what, took));
        }

        @Override
        public boolean isStopping() {
            // A server-add that may have reached the leader is followed up.
            return isToStop() && !(step.spec() instanceof StepSpec.ServerAdd);
        }
    }
}
