package io.oneha.run.journal;

import io.oneha.run.journal.StepRecord.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A step's events as they are read one after another. */
final class StepStory {
    private final JournalFields planned;
    private final List<String> lines = new ArrayList<>();
    private final List<StepRecord.Measure> measures = new ArrayList<>();
    private State state = State.PENDING;
    private Optional<Instant> began = Optional.empty();
    private Instant last = Instant.EPOCH;
    private long copied;

    StepStory(JournalFields planned) {
        this.planned = planned;
    }

    boolean isDone() {
        return state.isDone();
    }

    /** The run goes on: what was not done is before us again. */
    void resume() {
        if (!isDone()) {
            state = State.PENDING;
        }
    }

    void tell(String event, Instant at, JournalFields line) {
        last = at;
        switch (event) {
            case "step-started" -> {
                state = State.RUNNING;
                began = Optional.of(at);
            }
            case "step-skipped" -> state = State.SKIPPED;
            case "step-line" -> lines.add(line.text("line"));
            case "step-bytes" -> copied = line.number("done");
            case "step-measured" -> measures.add(new StepRecord.Measure(line.text("what"), line.took()));
            case "step-done" -> state = State.DONE;
            case "step-failed" -> state = State.FAILED;
            default -> {} // A later version's.
        }
    }

    StepRecord record(boolean runs) {
        State now = state == State.RUNNING && !runs ? State.INTERRUPTED : state;
        Optional<Duration> elapsed =
                now == State.PENDING ? Optional.empty() : began.map(start -> Duration.between(start, last));
        return new StepRecord(
                planned.text("id"),
                planned.text("host"),
                planned.text("title"),
                planned.text("kind"),
                now,
                began,
                elapsed,
                copied,
                List.copyOf(lines),
                List.copyOf(measures));
    }
}
