package io.oneha.apply;

import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.ssh.SshException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Carries out a plan's steps in order, in the calling thread: a step that holds already is skipped, every other is done and
 * proved. The first that fails ends the run. What happens is told as it happens, so that a listener which writes it down is
 * complete even when the process is killed.
 */
public final class Runner {
    private final Function<Step, Worker> workers;
    private final Safety safety;
    private final Consumer<RunEvent> events;
    private final Clock clock;
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** What must be so before a step may begin, beyond the step's own check. */
    public interface Safety {
        /** Nothing is asked. */
        Safety NONE = step -> Optional.empty();

        /** Why the step must not begin; empty when it may. */
        Optional<StepException> against(Step step);
    }

    /**
     * @param workers who carries out a step
     * @param safety is asked before each step
     * @param events gets everything that happens, in the thread that runs
     * @param clock for the times of events
     */
    public Runner(Function<Step, Worker> workers, Safety safety, Consumer<RunEvent> events, Clock clock) {
        this.workers = workers;
        this.safety = safety;
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
    public Outcome run(String run, Plan plan, boolean resumed) {
        Instant start = clock.instant();
        events.accept(new RunEvent.Started(start, run, plan, resumed));
        for (Step step : plan.steps()) {
            if (stopping.get()) {
                events.accept(new RunEvent.Stopped(clock.instant(), step));
                return Outcome.STOPPED;
            }
            if (!isDone(step)) {
                return Outcome.FAILED;
            }
        }
        Instant end = clock.instant();
        events.accept(new RunEvent.Finished(end, Duration.between(start, end)));
        return Outcome.DONE;
    }

    private boolean isDone(Step step) {
        Instant start = clock.instant();
        events.accept(new RunEvent.StepStarted(start, step));
        try {
            Optional<StepException> against = safety.against(step);
            if (against.isPresent()) {
                throw against.get();
            }
            Worker worker = workers.apply(step);
            Progress progress = new Told(step);
            if (worker.holds(progress)) {
                events.accept(new RunEvent.StepSkipped(clock.instant(), step));
                return true;
            }
            worker.run(progress);
            worker.prove(progress);
            Instant end = clock.instant();
            events.accept(new RunEvent.StepDone(end, step, Duration.between(start, end)));
            return true;
        } catch (StepException e) {
            events.accept(new RunEvent.StepFailed(clock.instant(), step, e.getMessage(), e.remedy()));
        } catch (SshException e) {
            events.accept(new RunEvent.StepFailed(clock.instant(), step, e.getMessage(), ""));
        }
        return false;
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
            return stopping.get();
        }
    }
}
