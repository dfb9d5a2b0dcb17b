package io.oneha.cli.output;

import io.oneha.base.Amounts;
import io.oneha.base.Text;
import io.oneha.health.Severity;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.run.Copying;
import io.oneha.run.RunEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A run for people: a line a step, beneath it what the step says, at the end what came of it and what it cost. On a terminal
 * a status line follows that is drawn anew with every event and every {@link #tick}.
 */
public final class RunText implements Consumer<RunEvent>, AutoCloseable {
    /** Where nothing can be drawn anew, a copy is told this rarely. */
    private static final Duration COPY_LINES_APART = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final TextColours paint;
    private final boolean ascii;
    private final StatusArea status;
    private final List<String> measures = new ArrayList<>();
    private StepLabels labels = new StepLabels(Map.of());
    private String run = "";
    private boolean reported;
    private Instant began = Instant.EPOCH;
    private int done;
    private int skipped;

    private Instant stepBegan = Instant.EPOCH;
    private Optional<Copying> copying = Optional.empty();
    private Instant nextCopyLine = Instant.EPOCH;
    /** Whether the step's own line is there, without its end. */
    private boolean open;
    /** Whether other lines stand beneath it. */
    private boolean told;

    /**
     * @param out where it is printed
     * @param paint colours or none
     * @param ascii whether only ASCII may be sent
     * @param status the bottom of a terminal, or {@link StatusArea#none}
     */
    public RunText(PrintWriter out, TextColours paint, boolean ascii, StatusArea status) {
        this.out = out;
        this.paint = paint;
        this.ascii = ascii;
        this.status = status;
    }

    @Override
    public synchronized void accept(RunEvent event) {
        if (event instanceof RunEvent.Started started) {
            start(started);
        } else if (event instanceof RunEvent.StepStarted step) {
            begin(step);
        } else if (event instanceof RunEvent.StepSkipped step) {
            skipped++;
            end(step.step(), paint.dim("done already"));
        } else if (event instanceof RunEvent.StepLine line) {
            beneath(line.step(), paint.dim(Text.clean(line.line())));
        } else if (event instanceof RunEvent.StepBytes bytes) {
            copy(bytes);
        } else if (event instanceof RunEvent.StepMeasured measured) {
            String text = Text.clean(measured.what()) + " " + Amounts.took(measured.took());
            measures.add(Text.clean(measured.step().host()) + ": " + text);
            beneath(measured.step(), text);
        } else if (event instanceof RunEvent.StepDone step) {
            done++;
            end(step.step(), "done in " + Amounts.took(step.took()));
        } else if (event instanceof RunEvent.StepFailed failed) {
            fail(failed);
        } else if (event instanceof RunEvent.Replanned replanned) {
            replan(replanned);
        } else if (event instanceof RunEvent.Stopped stopped) {
            summary("Stopped before " + labels.number(stopped.next().id()) + ", after ", stopped.at());
            howToGoOn();
        } else if (event instanceof RunEvent.Finished finished) {
            summary("Done in ", finished.at());
        }
        if (event.isEnd() && reported) {
            line("Looking at the zone for the report.");
        }
        status.draw(event.at());
        out.flush();
    }

    /** A moment has passed without an event. */
    public synchronized void tick(Instant now) {
        status.draw(now);
        out.flush();
    }

    /** Gives the terminal to something else that prints whole lines; the next drawing brings the status line back. */
    public synchronized void aside(Runnable printing) {
        status.hide();
        out.flush();
        printing.run();
    }

    /** Leaves the terminal without a status line, however the run ended. */
    @Override
    public synchronized void close() {
        status.end();
        out.flush();
    }

    private void replan(RunEvent.Replanned replanned) {
        end(replanned.left(), paint.severity(Severity.WARNING, "left") + ": " + Text.clean(replanned.why()));
        Plan plan = replanned.plan();
        labels = labels.with(hosts(plan));
        line("\n" + paint.bold(Text.clean(replanned.words())) + ", "
                + count(plan.steps().size(), "step"));
    }

    /** The steps of a run that goes on, done or not, each with its host: they keep their numbers. */
    public RunText goesOnWith(Map<String, String> before) {
        labels = new StepLabels(before);
        return this;
    }

    private static Map<String, String> hosts(Plan plan) {
        Map<String, String> steps = new LinkedHashMap<>();
        plan.steps().forEach(step -> steps.put(step.id(), step.host()));
        return steps;
    }

    private void start(RunEvent.Started started) {
        Plan plan = started.plan();
        labels = labels.with(hosts(plan));
        run = Text.clean(started.run());
        began = started.at();
        reported = plan.intent() == Intent.DRILL;
        line(paint.bold("RUN " + run) + (started.resumed() ? " resumed, to " : " to ")
                + plan.intent().words() + ": zone " + Text.clean(plan.summary()));
    }

    private void begin(RunEvent.StepStarted event) {
        stepBegan = event.at();
        copying = Optional.empty();
        nextCopyLine = event.at();
        told = false;
        open = !status.isThere();
        if (open) {
            out.print(title(event.step()));
        }
        status.step(labels.of(event.step().id()), Text.clean(event.step().title()), event.at());
    }

    private String title(Step step) {
        return labels.of(step.id()) + "  " + Text.clean(step.title());
    }

    private void end(Step step, String outcome) {
        status.end();
        String text = (ascii ? " ... " : " … ") + outcome;
        if (told) {
            line(labels.indent() + outcome);
        } else {
            line((open ? "" : title(step)) + text);
        }
        open = false;
        told = false;
    }

    private void beneath(Step step, String text) {
        if (!told) {
            line(open ? "" : title(step));
            open = false;
            told = true;
        }
        line(labels.indent() + text);
    }

    private void copy(RunEvent.StepBytes bytes) {
        Copying now = copying.map(copy -> copy.goesOn(bytes.at(), bytes.done(), bytes.total()))
                .orElseGet(() -> Copying.start(bytes.at(), bytes.done(), bytes.total()));
        copying = Optional.of(now);
        status.copying(now);
        if (!status.isThere() && !bytes.at().isBefore(nextCopyLine)) {
            nextCopyLine = bytes.at().plus(COPY_LINES_APART);
            beneath(bytes.step(), now.words());
        }
    }

    private void fail(RunEvent.StepFailed failed) {
        String after = Amounts.took(Duration.between(stepBegan, failed.at()));
        end(failed.step(), paint.severity(Severity.CRITICAL, "failed") + " after " + after);
        line(labels.indent() + paint.dim("reason  ") + Text.clean(failed.reason()));
        if (!failed.remedy().isEmpty()) {
            line(labels.indent() + paint.dim("remedy  ") + Text.clean(failed.remedy()));
        }
        summary("Failed after ", failed.at());
        howToGoOn();
    }

    private void summary(String begins, Instant at) {
        status.end();
        String already = skipped == 0 ? "" : ", " + skipped + " done already";
        line("\n" + paint.bold(begins + Amounts.took(Duration.between(began, at))) + ": " + count(done, "step")
                + " done" + already);
        measures.forEach(measure -> line("  " + measure));
    }

    private void howToGoOn() {
        line("What is done stays done. To continue: oneha apply --resume " + run);
    }

    private void line(String text) {
        status.hide();
        out.print(text + "\n");
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
