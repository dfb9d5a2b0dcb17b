package io.oneha.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.plan.Step;
import io.oneha.steps.site.Worker;
import io.oneha.steps.site.Worker.Progress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnwrittenRunTest {
    private static final Plan PLAN = Plans.join();

    private final List<RunEvent> events = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    @Test
    void aRunThatCannotBeWrittenDownEndsButNotBetweenAServerAddAndTheStartOfThatServer() {
        boolean[] full = {false};
        Runner runner = new Runner(
                step -> {
                    full[0] |= step.id().equals("n1a3.server-add");
                    return noting(step);
                },
                Happenings.SAFE,
                Happenings.NO_RENEWAL,
                events::add,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                () -> full[0] ? Optional.of("the run cannot be written down: no space") : Optional.empty());
        assertThat(runner.run("20260101-000000-0000", PLAN, false)).isEqualTo(RunOutcome.FAILED);
        assertThat(done).endsWith("run n1a3.start", "prove n1a3.start");
        assertThat(events)
                .filteredOn(event -> event instanceof RunEvent.StepLine line
                        && line.line().contains("--resume 20260101-000000-0000"))
                .hasSize(1);
        assertThat(events.get(events.size() - 1)).isInstanceOfSatisfying(RunEvent.StepFailed.class, failed -> {
            assertThat(failed.step().id()).isEqualTo("n1a3.caught-up");
            assertThat(failed.reason()).isEqualTo("the run cannot be written down: no space");
            assertThat(failed.remedy()).contains("--resume 20260101-000000-0000");
        });
    }

    private Worker noting(Step step) {
        return new Worker() {
            @Override
            public boolean holds(Progress progress) {
                return false;
            }

            @Override
            public void run(Progress progress) {
                done.add("run " + step.id());
            }

            @Override
            public void prove(Progress progress) {
                done.add("prove " + step.id());
            }
        };
    }
}
