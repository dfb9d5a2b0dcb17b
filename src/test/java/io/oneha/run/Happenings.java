package io.oneha.run;

import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.plan.Step;
import io.oneha.run.journal.RunOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events of a run of {@link Plans#join}, each a number of milliseconds after its beginning, for tests of what listens. */
public final class Happenings {
    public static final String RUN = "20261124-100000-0a1b";
    public static final Instant BEGAN = Instant.parse("2026-11-24T10:00:00Z");
    public static final Plan PLAN = Plans.join();
    public static final RunOrigin ORIGIN = new RunOrigin(
            "ops", "jump1", 4711, "1.2.3", "/srv/zone/inventory.yml", new ChangeRequest(Intent.CONVERGE, true, false));

    /** Nothing is asked before a step. */
    static final Runner.Safety SAFE = step -> Optional.empty();

    /** A run whose plan no longer fits ends. */
    static final PlanRenewal NO_RENEWAL = (plan, left, why, progress) -> {
        throw why;
    };

    private Happenings() {}

    /** A step of the plan, from 1. */
    public static Step step(int number) {
        return PLAN.steps().get(number - 1);
    }

    public static RunEvent started(long millis) {
        return new RunEvent.Started(at(millis), RUN, PLAN, false);
    }

    public static RunEvent resumed(long millis) {
        return new RunEvent.Started(at(millis), RUN, PLAN, true);
    }

    public static RunEvent begins(long millis, int step) {
        return new RunEvent.StepStarted(at(millis), step(step));
    }

    public static RunEvent skipped(long millis, int step) {
        return new RunEvent.StepSkipped(at(millis), step(step));
    }

    public static RunEvent says(long millis, int step, String line) {
        return new RunEvent.StepLine(at(millis), step(step), line);
    }

    public static RunEvent copied(long millis, int step, long done, long total) {
        return new RunEvent.StepBytes(at(millis), step(step), done, total);
    }

    public static RunEvent measured(long millis, int step, String what, long took) {
        return new RunEvent.StepMeasured(at(millis), step(step), what, Duration.ofMillis(took));
    }

    public static RunEvent done(long millis, int step, long took) {
        return new RunEvent.StepDone(at(millis), step(step), Duration.ofMillis(took));
    }

    public static RunEvent failed(long millis, int step, String reason, String remedy) {
        return new RunEvent.StepFailed(at(millis), step(step), reason, remedy);
    }

    /** The leader is another one by now. */
    public static RunEvent replanned(long millis, int left, String leader) {
        Plan anew =
                new Plan(PLAN.intent(), PLAN.zone(), leader, PLAN.steps(), PLAN.notices(), PLAN.consents(), "fedcba");
        String why = PLAN.leader() + " does not lead any more";
        return new RunEvent.Replanned(at(millis), step(left), why, PLAN.leader(), anew);
    }

    public static RunEvent stopped(long millis, int next) {
        return new RunEvent.Stopped(at(millis), step(next));
    }

    public static RunEvent finished(long millis) {
        return new RunEvent.Finished(at(millis), Duration.ofMillis(millis));
    }

    /** The first two steps: one that was done already, one with all that a step can tell. */
    public static List<RunEvent> twoSteps() {
        return List.of(
                started(0),
                begins(1, 1),
                skipped(800, 1),
                begins(801, 2),
                says(900, 2, "installing 3 packages"),
                copied(1_000, 2, 50_000_000, 200_000_000),
                measured(4_000, 2, "writes could wait", 2_100),
                done(5_000, 2, 4_199));
    }

    public static Instant at(long millis) {
        return BEGAN.plusMillis(millis);
    }
}
