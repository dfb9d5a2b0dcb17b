package io.oneha.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.plan.Step;
import io.oneha.ssh.SshException;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import io.oneha.steps.site.Worker.Progress;
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
        RunOutcome outcome = runner(step -> new Noting(step, false)).run("20260101-000000-0000", PLAN, false);
        assertThat(outcome).isEqualTo(RunOutcome.DONE);
        assertThat(done)
                .containsExactlyElementsOf(PLAN.steps().stream()
                        .flatMap(step -> List.of("run " + step.id(), "prove " + step.id()).stream())
                        .toList());
        assertThat(events.get(0)).isInstanceOf(RunEvent.Started.class);
        assertThat(events.get(events.size() - 1)).isInstanceOf(RunEvent.Finished.class);
    }

    @Test
    void whatHoldsIsSkipped() {
        RunOutcome outcome = runner(step -> new Noting(step, true)).run("20260101-000000-0000", PLAN, false);
        assertThat(outcome).isEqualTo(RunOutcome.DONE);
        assertThat(done).isEmpty();
        assertThat(events)
                .filteredOn(RunEvent.StepSkipped.class::isInstance)
                .hasSize(PLAN.steps().size());
    }

    @Test
    void theFirstFailureEndsIt() {
        RunOutcome outcome = runner(step -> {
                    throw new StepException("n1a2: no", "say yes");
                })
                .run("20260101-000000-0000", PLAN, false);
        assertThat(outcome).isEqualTo(RunOutcome.FAILED);
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new RunEvent.StepFailed(Instant.EPOCH, FIRST, "n1a2: no", "say yes"));
    }

    @Test
    void aLostConnectionIsAFailureThatSaysSo() {
        RunOutcome outcome = runner(step -> {
                    throw new SshException(SshException.Kind.UNREACHABLE, "n1a2: no route");
                })
                .run("20260101-000000-0000", PLAN, false);
        assertThat(outcome).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new RunEvent.StepFailed(
                        Instant.EPOCH, FIRST, "n1a2: no route", "see that SSH reaches the host, then resume the run"));
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
                .isEqualTo(RunOutcome.FAILED);
    }

    @Test
    void safetyIsAskedBeforeAStepIsLookedAt() {
        Runner runner = new Runner(
                step -> new Noting(step, true),
                step -> Optional.of(new StepException("n1a1 does not lead any more", "")),
                Happenings.NO_RENEWAL,
                events::add,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                Optional::empty);
        assertThat(runner.run("20260101-000000-0000", PLAN, false)).isEqualTo(RunOutcome.FAILED);
        assertThat(done).isEmpty();
    }

    @Test
    void itStopsBetweenTwoSteps() {
        Runner[] runner = new Runner[1];
        runner[0] = runner(step -> {
            runner[0].stop();
            return new Noting(step, false);
        });
        assertThat(runner[0].run("20260101-000000-0000", PLAN, false)).isEqualTo(RunOutcome.STOPPED);
        assertThat(done).containsExactly("run " + FIRST.id(), "prove " + FIRST.id());
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new RunEvent.Stopped(Instant.EPOCH, PLAN.steps().get(1)));
    }

    @Test
    void itGoesOnWithTheRestWhenTheLeaderIsLost() {
        StepException lost = StepException.leaderLost("n1a1 does not lead any more");
        Plan rest = rest("n1a2");
        Runner runner = leaderless(lost, (plan, left, why, progress) -> {
            assertThat(left).isEqualTo(FIRST);
            assertThat(why).isSameAs(lost);
            return rest;
        });
        assertThat(runner.run("20260101-000000-0000", PLAN, false)).isEqualTo(RunOutcome.DONE);
        RunEvent.Replanned replanned = (RunEvent.Replanned) events.get(2);
        assertThat(replanned)
                .isEqualTo(new RunEvent.Replanned(Instant.EPOCH, FIRST, lost.getMessage(), PLAN.leader(), rest));
        assertThat(replanned.words()).isEqualTo("the leader changed from n1a1 to n1a2: planned again");
        assertThat(done).hasSize(2 * rest.steps().size());
    }

    @Test
    void whatWasProvedAgainstALeaderThatIsGoneDoesNotCount() {
        int[] asked = {0};
        Runner runner = new Runner(
                step -> new Noting(step, false),
                step -> asked[0]++ == 1
                        ? Optional.of(StepException.leaderLost("n1a1 does not lead any more"))
                        : Optional.empty(),
                (plan, left, why, progress) -> plan,
                events::add,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                Optional::empty);
        assertThat(runner.run("20260101-000000-0000", PLAN, false)).isEqualTo(RunOutcome.DONE);
        assertThat(done.subList(0, 4))
                .containsExactly(
                        "run " + FIRST.id(), "prove " + FIRST.id(), "run " + FIRST.id(), "prove " + FIRST.id());
        assertThat(events)
                .filteredOn(RunEvent.StepDone.class::isInstance)
                .hasSize(PLAN.steps().size());
    }

    @Test
    void aFailureThatCoincidesWithALostLeaderIsTreatedAsThat() {
        int[] asked = {0};
        List<String> why = new ArrayList<>();
        Runner runner = new Runner(
                step -> {
                    throw new StepException("n1a2: the copy broke", "");
                },
                step -> asked[0]++ == 1
                        ? Optional.of(StepException.leaderLost("n1a1 does not lead any more"))
                        : Optional.empty(),
                (plan, left, broken, progress) -> {
                    why.add(broken.getMessage());
                    return plan;
                },
                events::add,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                Optional::empty);
        assertThat(runner.run("20260101-000000-0000", PLAN, false)).isEqualTo(RunOutcome.FAILED);
        assertThat(why).containsExactly("n1a2: the copy broke; n1a1 does not lead any more");
    }

    @Test
    void itEndsWithTheReasonWhenThereIsNoWayOn() {
        Runner runner = leaderless(StepException.leaderLost("n1a1 does not lead any more"), (plan, left, why, told) -> {
            throw new StepException(StepException.Cause.OUT_OF_REACH, "n1a1 is not seen", "plug it in");
        });
        assertThat(runner.run("20260101-000000-0000", PLAN, false)).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new RunEvent.StepFailed(Instant.EPOCH, FIRST, "n1a1 is not seen", "plug it in"));
    }

    @Test
    void aStopWhileItWaitsIsAStop() {
        Runner[] runner = new Runner[1];
        runner[0] = leaderless(StepException.leaderLost("n1a1 does not lead any more"), (plan, left, why, told) -> {
            runner[0].stop();
            throw why;
        });
        assertThat(runner[0].run("20260101-000000-0000", PLAN, false)).isEqualTo(RunOutcome.STOPPED);
    }

    @Test
    void aStepThatIsStoppedIsAStop() {
        assertThat(runner(step -> {
                            throw StepException.stopped("stopped while it waited");
                        })
                        .run("20260101-000000-0000", PLAN, false))
                .isEqualTo(RunOutcome.STOPPED);
        assertThat(events.get(events.size() - 1)).isEqualTo(new RunEvent.Stopped(Instant.EPOCH, FIRST));
    }

    @Test
    void itDoesNotStopBetweenAServerAddAndTheStartOfThatServer() {
        Runner[] runner = new Runner[1];
        List<String> asked = new ArrayList<>();
        runner[0] = runner(step -> new Worker() {
            @Override
            public boolean holds(Progress progress) {
                return false;
            }

            @Override
            public void run(Progress progress) {
                if (step.id().equals("n1a3.server-add")) {
                    runner[0].stop();
                }
                if (progress.isStopping()) {
                    asked.add(step.id());
                }
                done.add(step.id());
            }

            @Override
            public void prove(Progress progress) {
                // It was done.
            }
        });
        assertThat(runner[0].run("20260101-000000-0000", PLAN, false)).isEqualTo(RunOutcome.STOPPED);
        assertThat(done).endsWith("n1a3.server-add", "n1a3.server-id", "n1a3.hooks", "n1a3.start");
        assertThat(asked).isEmpty();
        assertThat(events.get(events.size() - 1)).isInstanceOfSatisfying(RunEvent.Stopped.class, stopped -> assertThat(
                        stopped.next().id())
                .isEqualTo("n1a3.caught-up"));
    }

    private static Plan rest(String leader) {
        List<Step> steps = PLAN.steps().subList(1, 4);
        return new Plan(PLAN.intent(), PLAN.zone(), leader, steps, List.of(), List.of(), "another");
    }

    /** Its leader is lost before the first step, and not again. */
    private Runner leaderless(StepException lost, PlanRenewal course) {
        int[] asked = {0};
        return new Runner(
                step -> new Noting(step, false),
                step -> asked[0]++ == 0 ? Optional.of(lost) : Optional.empty(),
                course,
                events::add,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                Optional::empty);
    }

    private Runner runner(Function<Step, Worker> workers) {
        return new Runner(
                workers,
                Happenings.SAFE,
                Happenings.NO_RENEWAL,
                events::add,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                Optional::empty);
    }
}
