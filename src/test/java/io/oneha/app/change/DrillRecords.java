package io.oneha.app.change;

import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Intent;
import io.oneha.run.Happenings;
import io.oneha.run.RunSight;
import io.oneha.run.RunSights;
import io.oneha.run.journal.RunOrigin;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.StepRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drills as their journals tell them: n1a1 led in term 3, n1a3 is to lead. */
public final class DrillRecords {
    private DrillRecords() {}

    /** One that went as it should. */
    public static RunRecord passed() {
        return of(RunRecord.State.DONE, RunSights.wellLed(false, "n1a1", 3), RunSights.wellLed(true, "n1a3", 4));
    }

    /** @param sights what was seen, each 20 s after the one before */
    public static RunRecord of(RunRecord.State state, RunSight... sights) {
        return of(Intent.DRILL, "n1a3", state, List.of(sights));
    }

    static RunRecord of(Intent intent, String heir, RunRecord.State state, List<RunSight> sights) {
        ChangeRequest drill = ChangeRequest.drill(Optional.of(heir), true);
        ChangeRequest asked = new ChangeRequest(intent, false, false, heir, drill.subjects(), drill.maintenance());
        RunOrigin by = new RunOrigin("ops", "jump1", 4711, "1.2.3", "/srv/zone/inventory.yml", asked);
        List<RunRecord.Looked> looks = new ArrayList<>();
        for (RunSight sight : sights) {
            looks.add(new RunRecord.Looked(Happenings.at(20_000L * looks.size() + 1_000), sight));
        }
        return new RunRecord(
                Happenings.RUN,
                Happenings.BEGAN,
                Happenings.at(61_000),
                state,
                by,
                intent.words(),
                "OpenNebula",
                "n1a1",
                "n1a1",
                "abcdef",
                steps(state),
                List.of(),
                looks,
                state == RunRecord.State.FAILED
                        ? Optional.of(new RunRecord.Failure("n1a3.leads", "n1a2 was elected, and not n1a3", "again"))
                        : Optional.empty(),
                state == RunRecord.State.INTERRUPTED
                        ? List.of(new RunRecord.Juncture("killed", Happenings.at(61_000), ""))
                        : List.of());
    }

    private static List<StepRecord> steps(RunRecord.State state) {
        StepRecord.State last =
                switch (state) {
                    case DONE -> StepRecord.State.DONE;
                    case FAILED -> StepRecord.State.FAILED;
                    case RUNNING -> StepRecord.State.RUNNING;
                    case INTERRUPTED -> StepRecord.State.INTERRUPTED;
                    case STOPPED -> StepRecord.State.PENDING;
                };
        return List.of(
                step(
                        "n1a1.hand-over",
                        "n1a1",
                        "Stop oned and start that of n1a2 in the same second",
                        StepRecord.State.DONE,
                        8_000),
                step("n1a3.leads", "n1a3", "Wait until n1a3 leads", last, 9_500));
    }

    private static StepRecord step(String id, String host, String title, StepRecord.State state, long began) {
        boolean begun = state != StepRecord.State.PENDING;
        return new StepRecord(
                id,
                host,
                title,
                "disruptive",
                state,
                Optional.of(Happenings.at(began)).filter(at -> begun),
                Optional.of(Duration.ofMillis(3_210)).filter(took -> begun),
                0,
                List.of(),
                List.of());
    }
}
