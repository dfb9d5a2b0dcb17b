package io.oneha.run.journal;

import static io.oneha.run.Happenings.BEGAN;
import static io.oneha.run.Happenings.ORIGIN;
import static io.oneha.run.Happenings.RUN;
import static io.oneha.run.Happenings.at;
import static io.oneha.run.Happenings.begins;
import static io.oneha.run.Happenings.done;
import static io.oneha.run.Happenings.finished;
import static io.oneha.run.Happenings.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.run.RunEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a run ended whose later plan had fewer steps, for it was planned again while it was carried out. */
class CareStoryTest {
    @TempDir
    Path state;

    @ParameterizedTest
    @EnumSource(Intent.class)
    void aStepThatALaterPlanHasNoMoreIsNeededOnlyWhereAZoneGrows(Intent intent) {
        RunRecord record = read(replanned(intent), List.of(begins(3, 3), done(4, 3, 1), finished(5)));

        assertThat(record.state()).isEqualTo(intent.isCare() ? RunRecord.State.DONE : RunRecord.State.INTERRUPTED);
        assertThat(record.steps()).hasSize(3);
    }

    @Test
    void aStepOfTheLastPlanThatNobodyHasProvedLeavesTheRunUndone() {
        RunRecord record = read(replanned(Intent.RESTART), List.of(begins(3, 3), finished(5)));

        assertThat(record.state()).isEqualTo(RunRecord.State.INTERRUPTED);
    }

    /** The second of three steps is not in the plan any more that is made after the first. */
    private static List<RunEvent> replanned(Intent intent) {
        return List.of(
                new RunEvent.Started(at(0), RUN, plan(intent, List.of(step(1), step(2), step(3))), false),
                begins(1, 1),
                done(2, 1, 1),
                begins(2, 2),
                new RunEvent.Replanned(
                        at(3), step(2), "n1a1 does not lead any more", "n1a1", plan(intent, List.of(step(3)))));
    }

    private static Plan plan(Intent intent, List<Step> steps) {
        return new Plan(intent, "OpenNebula", "n1a1", steps, List.of(), List.of(), "");
    }

    private RunRecord read(List<RunEvent> first, List<RunEvent> rest) {
        Runs runs = new Runs(state, Clock.fixed(BEGAN, ZoneOffset.UTC), warning -> {});
        List<RunEvent> all = new ArrayList<>(first);
        all.addAll(rest);
        try (Journal journal = runs.begin(RUN, ORIGIN)) {
            all.forEach(journal);
        }
        return runs.read(RUN).orElseThrow();
    }
}
