package io.oneha.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.plan.Step;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A fault of the program in the middle of a run is a failed step like any other: written down, with something to do. */
class BrokenStepTest {
    private static final Plan PLAN = Plans.join();
    private static final RuntimeException FAULT = new NumberFormatException("For input string: \"\u001b]0;x\u0007\"");

    private final List<RunEvent> events = new ArrayList<>();

    @Test
    void whatNobodyForesawInAStepIsAFailedStep() {
        assertThat(run(step -> fails(FAULT), Happenings.SAFE, Happenings.NO_RENEWAL))
                .isEqualTo(RunOutcome.FAILED);
        RunEvent.StepFailed failed = failed();
        assertThat(failed.reason())
                .contains("NumberFormatException (BrokenStepTest.java:")
                .contains("For input string: \"]0;x\"")
                .doesNotContain("\u001b");
        assertThat(failed.remedy()).contains("resume the run");
    }

    @Test
    void soIsWhatNobodyForesawWhereTheStepsReasonIsLookedFor() {
        boolean[] asked = {false};
        Runner.Safety safety = step -> {
            if (asked[0]) {
                throw FAULT;
            }
            asked[0] = true;
            return Optional.empty();
        };
        assertThat(run(step -> fails(new StepException("n1a2: no", "say yes")), safety, Happenings.NO_RENEWAL))
                .isEqualTo(RunOutcome.FAILED);
        assertThat(failed().reason()).isEqualTo("n1a2: no");
    }

    @Test
    void soIsWhatNobodyForesawInANewPlan() {
        PlanRenewal course = (plan, left, why, progress) -> {
            throw FAULT;
        };
        assertThat(run(step -> fails(StepException.leaderLost("n1a1 is away")), Happenings.SAFE, course))
                .isEqualTo(RunOutcome.FAILED);
        assertThat(failed().reason()).startsWith("n1a1 is away; ").contains("NumberFormatException");
    }

    private RunEvent.StepFailed failed() {
        return (RunEvent.StepFailed) events.get(events.size() - 1);
    }

    private RunOutcome run(Function<Step, Worker> workers, Runner.Safety safety, PlanRenewal course) {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        return new Runner(workers, safety, course, events::add, clock, Optional::empty)
                .run("20260101-000000-0000", PLAN, false);
    }

    private static Worker fails(RuntimeException fault) {
        throw fault;
    }
}
