package io.oneha.run.journal;

import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Intent;
import io.oneha.run.StepOrder;
import io.oneha.run.journal.RunRecord.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A run's events as they are read one after another. */
final class RunStory {
    private final String run;
    private final Instant began;
    private JournalFields started;
    private JournalFields planned;
    private final String firstLeader;
    private final List<RunRecord.Replanned> replanned = new ArrayList<>();
    private final List<RunRecord.Looked> looks = new ArrayList<>();
    private final List<RunRecord.Juncture> junctures = new ArrayList<>();
    private Map<String, StepStory> steps = new LinkedHashMap<>();
    private Optional<State> end = Optional.empty();
    private Optional<RunRecord.Failure> failure = Optional.empty();
    private Instant last;

    /**
     * @param run the run's name
     * @param first the line that says that it began
     */
    RunStory(String run, Instant at, JournalFields first) {
        this.run = run;
        this.began = at;
        this.last = at;
        this.firstLeader = first.text("leader");
        begin(first);
    }

    private void begin(JournalFields line) {
        started = line;
        end = Optional.empty();
        failure = Optional.empty();
        plan(line);
    }

    private void plan(JournalFields line) {
        planned = line;
        List<String> known = List.copyOf(steps.keySet());
        List<String> next = new ArrayList<>();
        line.list("steps").forEach(step -> {
            steps.computeIfAbsent(step.text("id"), id -> new StepStory(step)).resume();
            next.add(step.text("id"));
        });
        // What this plan has no more stays where it was: it was done, or it was never proved.
        Map<String, StepStory> all = new LinkedHashMap<>();
        StepOrder.merged(known, next).forEach(id -> all.put(id, steps.get(id)));
        steps = all;
    }

    void tell(Instant at, JournalFields line) {
        Instant before = last;
        last = at;
        String event = line.text("event");
        StepStory step = steps.get(line.text("step"));
        if (step != null) {
            step.tell(event, at, line);
        }
        switch (event) {
            case "started" -> {
                if (end.isEmpty()) {
                    junctures.add(new RunRecord.Juncture("killed", before, ""));
                }
                junctures.add(new RunRecord.Juncture("resumed", at, ""));
                begin(line);
            }
            case "replanned" -> {
                replanned.add(new RunRecord.Replanned(at, line.text("from"), line.text("leader"), line.text("reason")));
                plan(line);
            }
            case "step-failed" -> {
                junctures.add(
                        new RunRecord.Juncture("failed", at, "in " + line.text("step") + ": " + line.text("reason")));
                end = Optional.of(State.FAILED);
                failure =
                        Optional.of(new RunRecord.Failure(line.text("step"), line.text("reason"), line.text("remedy")));
            }
            case "looked" -> looks.add(new RunRecord.Looked(at, SightDocument.read(line)));
            case "stopped" -> {
                junctures.add(new RunRecord.Juncture("stopped", at, "before " + line.text("next")));
                end = Optional.of(State.STOPPED);
            }
            case "finished" -> end = Optional.of(State.DONE);
            default -> {} // Of a step, or a later version's.
        }
    }

    /** @param held tells whether a live process carries the run out; asked only when it has no end */
    RunRecord record(BooleanSupplier held) {
        boolean proved = needed().allMatch(StepStory::isDone);
        State state = end.filter(its -> its != State.DONE || proved)
                .orElseGet(() -> held.getAsBoolean() ? State.RUNNING : State.INTERRUPTED);
        List<RunRecord.Juncture> all = new ArrayList<>(junctures);
        if (end.isEmpty() && state == State.INTERRUPTED) {
            all.add(new RunRecord.Juncture("killed", last, ""));
        }
        return new RunRecord(
                run,
                began,
                last,
                state,
                origin(),
                planned.text("intent"),
                planned.text("zone"),
                planned.text("leader"),
                firstLeader,
                planned.text("fingerprint"),
                steps.values().stream()
                        .map(step -> step.record(state == State.RUNNING))
                        .toList(),
                List.copyOf(replanned),
                List.copyOf(looks),
                failure,
                List.copyOf(all));
    }

    /**
     * What must be proved before the run is done. A zone that is cared for changes meanwhile, and a step that a later plan does
     * without is not needed any more; what makes a zone grow is all needed.
     */
    private Stream<StepStory> needed() {
        return intent(planned.text("intent")).isCare()
                ? planned.list("steps").map(step -> steps.get(step.text("id")))
                : steps.values().stream();
    }

    private RunOrigin origin() {
        return new RunOrigin(
                started.text("user"),
                started.text("host"),
                started.number("pid"),
                started.text("version"),
                started.text("inventory"),
                request());
    }

    private ChangeRequest request() {
        return RequestDocument.read(started, intent(started.text("asked")));
    }

    private static Intent intent(String words) {
        return RequestDocument.intent(words).orElse(Intent.CONVERGE);
    }
}
