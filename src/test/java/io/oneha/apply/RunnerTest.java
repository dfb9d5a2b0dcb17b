package io.oneha.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.plan.Step;
import io.oneha.ssh.SshException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private static final Plan PLAN = Plans.join();
    private static final Step FIRST = PLAN.steps().get(0);

    private final List<RunEvent> events = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    /** Notes what is asked of it. */
    private final class Noting implements Worker {
        private final Step step;
        private final boolean holds;

        Noting(Step step, boolean holds) {
            this.step = step;
            this.holds = holds;
        }

        @Override
        public boolean holds(Progress progress) {
            return holds;
        }

        @Override
        public void run(Progress progress) {
            progress.line("works");
            done.add("run " + step.id());
        }

        @Override
        public void prove(Progress progress) {
            done.add("prove " + step.id());
        }
    }

    @Test
    void eachStepIsDoneAndProvedInOrder() {
        Outcome outcome = runner(step -> new Noting(step, false)).run("20260101-000000-0000", PLAN, false);
        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(done)
                .containsExactlyElementsOf(PLAN.steps().stream()
                        .flatMap(step -> List.of("run " + step.id(), "prove " + step.id()).stream())
                        .toList());
        assertThat(events.get(0)).isInstanceOf(RunEvent.Started.class);
        assertThat(events.get(events.size() - 1)).isInstanceOf(RunEvent.Finished.class);
    }

    @Test
    void whatHoldsIsSkipped() {
        Outcome outcome = runner(step -> new Noting(step, true)).run("20260101-000000-0000", PLAN, false);
        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(done).isEmpty();
        assertThat(events)
                .filteredOn(RunEvent.StepSkipped.class::isInstance)
                .hasSize(PLAN.steps().size());
    }

    @Test
    void theFirstFailureEndsIt() {
        Outcome outcome = runner(step -> {
                    throw new StepException("n1a2: no", "say yes");
                })
                .run("20260101-000000-0000", PLAN, false);
        assertThat(outcome).isEqualTo(Outcome.FAILED);
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new RunEvent.StepFailed(Instant.EPOCH, FIRST, "n1a2: no", "say yes"));
    }

    @Test
    void aLostConnectionIsAFailureAsAnyOther() {
        Outcome outcome = runner(step -> {
                    throw new SshException(SshException.Kind.UNREACHABLE, "n1a2: no route");
                })
                .run("20260101-000000-0000", PLAN, false);
        assertThat(outcome).isEqualTo(Outcome.FAILED);
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new RunEvent.StepFailed(Instant.EPOCH, FIRST, "n1a2: no route", ""));
    }

    @Test
    void whatIsCarriedOutAndDoesNotHoldIsNotDone() {
        Worker useless = new Worker() {
            @Override
            public boolean holds(Progress progress) {
                return false;
            }

            @Override
            public void run(Progress progress) {
                // It does nothing.
            }
        };
        assertThat(runner(step -> useless).run("20260101-000000-0000", PLAN, false))
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void safetyIsAskedBeforeAStepIsLookedAt() {
        Runner runner = new Runner(
                step -> new Noting(step, true),
                step -> Optional.of(new StepException("n1a1 does not lead any more", "")),
                events::add,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        assertThat(runner.run("20260101-000000-0000", PLAN, false)).isEqualTo(Outcome.FAILED);
        assertThat(done).isEmpty();
    }

    @Test
    void itStopsBetweenTwoSteps() {
        Runner[] runner = new Runner[1];
        runner[0] = runner(step -> {
            runner[0].stop();
            return new Noting(step, false);
        });
        assertThat(runner[0].run("20260101-000000-0000", PLAN, false)).isEqualTo(Outcome.STOPPED);
        assertThat(done).containsExactly("run " + FIRST.id(), "prove " + FIRST.id());
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new RunEvent.Stopped(Instant.EPOCH, PLAN.steps().get(1)));
    }

    private Runner runner(Function<Step, Worker> workers) {
        return new Runner(workers, Runner.Safety.NONE, events::add, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }
}
