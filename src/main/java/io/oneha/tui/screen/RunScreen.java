package io.oneha.tui.screen;

import io.oneha.base.Amounts;
import io.oneha.base.Text;
import io.oneha.plan.Intent;
import io.oneha.run.Copying;
import io.oneha.run.RunOutcome;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.PaneRows;
import io.oneha.tui.model.Run;
import io.oneha.tui.model.RunStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run: the servers above, for they are what it is about, and its steps, of which the one at work stays in sight. */
final class RunScreen {
    private static final int SERVERS_FROM_ROWS = 18;
    private static final int SERVERS_CHROME = 3;
    private static final int LINES = 4;
    private static final int INDENT = 13;
    private static final int BAR_MOST = 40;
    private static final int BAR_LEAST = 8;

    private RunScreen() {}

    static void draw(Canvas canvas, Rect body, Model model, int shift, boolean boxed) {
        Rect area = body;
        if (body.height() >= SERVERS_FROM_ROWS) {
            int rows = Math.min(Math.max(1, PaneRows.servers(model).size()) + SERVERS_CHROME, body.height() / 3);
            ServersPane.draw(canvas, new Rect(body.x(), body.y(), body.width(), rows), model, boxed, false);
            area = body.below(rows);
        }
        Optional<Run> run = model.changing().run();
        if (run.isEmpty()) {
            Panes.frame(canvas, area, "Run", "Esc back", true, boxed);
            return;
        }
        boolean named = boxed && !run.get().name().isEmpty();
        String title = named ? "Run " + run.get().name() : "Run";
        Rect inside = Panes.frame(canvas, area, title, note(run.get(), model.now()), true, boxed);
        steps(canvas, inside, model, run.get(), shift);
    }

    /** How far it is and how long it has taken, in a few words. */
    private static String note(Run run, Instant now) {
        Instant until = run.end().map(Run.End::at).orElse(now);
        String far = run.done() + " of " + run.stages().size() + " done, "
                + Amounts.whole(Duration.between(run.began(), until));
        return run.end().isEmpty() && run.stopping() ? "stopping, " + far : far;
    }

    private static void steps(Canvas canvas, Rect area, Model model, Run run, int shift) {
        Glyphs glyphs = canvas.theme().glyphs();
        Sheet sheet = new Sheet(area.width() - 1);
        if (run.end().isPresent()) {
            end(sheet, run, model.session().passing(), glyphs);
        } else if (run.name().isEmpty()) {
            sheet.paragraph("Looking again whether the plan is still true, and taking the zone's lock.", Tone.DIM);
        }
        int from = 0;
        int follow = 0;
        int number = 0;
        for (RunStep stage : run.stages()) {
            number++;
            int line = sheet.lines().size();
            sheet.line(step(number, stage, word(stage, run), model.now(), glyphs));
            boolean atWork = stage.state() == RunStep.State.RUNNING;
            if (atWork || stage.state() == RunStep.State.FAILED || stage.state() == RunStep.State.STOPPED) {
                beneath(sheet, run, atWork, glyphs);
                from = line;
                follow = sheet.lines().size();
            }
        }
        int limit = Math.max(0, sheet.lines().size() - area.height());
        int base = run.end().isPresent()
                ? 0
                : Math.min(from, Panes.offset(sheet.lines().size(), follow, area.height()));
        Panes.text(canvas, area, sheet.lines(), Math.max(0, Math.min(limit, base + shift)));
    }

    /** In a run that has ended no step waits: those that it did not come to will not come. */
    private static String word(RunStep stage, Run run) {
        return stage.state() == RunStep.State.WAITING && run.end().isPresent()
                ? "not begun"
                : stage.state().word();
    }

    private static Line step(int number, RunStep stage, String word, Instant now, Glyphs glyphs) {
        Span mark = mark(stage.state(), glyphs);
        Tone title = stage.state() == RunStep.State.WAITING ? Tone.DIM : Tone.TEXT;
        String digits = (number < 10 ? " " : "") + number;
        Line line = Line.of(" " + mark.text() + " ", mark.tone())
                .and(word + " ".repeat(Math.max(1, 13 - word.length())), mark.tone())
                .and(digits + " ", Tone.DIM)
                .and(Text.clean(stage.step().host()) + "  ", Tone.LABEL)
                .and(Text.clean(stage.step().title()), title);
        return stage.took()
                .filter(took -> stage.state() != RunStep.State.SKIPPED)
                .map(took -> line.and("  " + Amounts.took(took), Tone.DIM))
                .orElseGet(() -> stage.state() == RunStep.State.RUNNING
                        ? line.and("  " + since(stage, now), Tone.ACCENT)
                        : line);
    }

    private static String since(RunStep stage, Instant now) {
        return Amounts.whole(Duration.between(stage.since().orElse(now), now));
    }

    private static Span mark(RunStep.State state, Glyphs glyphs) {
        return switch (state) {
            case WAITING -> new Span(glyphs.follower(), Tone.DIM);
            case RUNNING -> new Span(glyphs.candidate(), Tone.ACCENT);
            case SKIPPED -> new Span(glyphs.info(), Tone.DIM);
            case DONE -> new Span(glyphs.check(), Tone.GOOD);
            case STOPPED -> new Span(glyphs.warning(), Tone.WARN);
            case FAILED -> new Span(glyphs.error(), Tone.BAD);
        };
    }

    /** What the step says, and how far a copy is. */
    private static void beneath(Sheet sheet, Run run, boolean atWork, Glyphs glyphs) {
        List<String> lines = run.lines();
        for (String line : lines.subList(Math.max(0, lines.size() - LINES), lines.size())) {
            sheet.value("", line, Tone.DIM);
        }
        if (atWork) {
            run.copying().ifPresent(copy -> copied(sheet, copy, glyphs));
        }
    }

    /** A bar beside its words, or above them where there is no room. */
    private static void copied(Sheet sheet, Copying copy, Glyphs glyphs) {
        if (copy.percent().isEmpty()) {
            sheet.value("", copy.words());
            return;
        }
        int beside = sheet.width() - INDENT - Width.of(copy.words()) - 2;
        boolean fits = beside >= BAR_LEAST;
        int cells = Math.min(BAR_MOST, fits ? beside : sheet.width() - INDENT - 1);
        int full = cells * copy.percent().getAsInt() / 100;
        Line bar = Line.of(" ".repeat(INDENT), Tone.TEXT)
                .and((glyphs.ascii() ? "#" : glyphs.bar(glyphs.levels() - 1)).repeat(full), Tone.CHART)
                .and((glyphs.ascii() ? "." : "░").repeat(cells - full), Tone.DIM);
        if (fits) {
            sheet.line(bar.and("  " + copy.words(), Tone.TEXT));
        } else {
            sheet.line(bar).value("", copy.words());
        }
    }

    /** What came of it: the outcome, why, what would repair it, how to go on, and what it has cost. */
    private static void end(Sheet sheet, Run run, boolean passing, Glyphs glyphs) {
        Run.End end = run.end().orElseThrow();
        String took = Amounts.took(Duration.between(run.began(), end.at()));
        sheet.line(
                switch (end.outcome()) {
                    case DONE -> Line.of(" " + glyphs.check() + " Done in " + took, Tone.GOOD);
                    case FAILED, UNREACHABLE -> Line.of(" " + glyphs.error() + " Failed after " + took, Tone.BAD);
                    case STOPPED -> Line.of(" " + glyphs.warning() + " Stopped after " + took, Tone.WARN);
                });
        sheet.value("Steps", done(run));
        if (run.earlier().plans() > 0) {
            sheet.value("Before", earlier(run.earlier()));
        }
        if (!end.reason().isEmpty()) {
            sheet.value("Reason", end.reason());
        }
        if (!end.remedy().isEmpty()) {
            sheet.value("Remedy", end.remedy());
        }
        if (end.outcome() != RunOutcome.DONE) {
            sheet.value("Resume", "Enter plans again; what is done stays done; R shows this screen");
        }
        if (run.plan().intent() == Intent.DRILL && !run.name().isEmpty()) {
            String says =
                    passing ? "what is printed when you leave the dashboard" : "`oneha runs report " + run.name() + "`";
            sheet.value("Report", says + " says whether the drill is passed");
        }
        sheet.values("Cost", run.measures());
        sheet.gap();
    }

    private static String earlier(Run.Earlier earlier) {
        return "the run planned again " + (earlier.plans() == 1 ? "once" : earlier.plans() + " times") + "; "
                + NumberTexts.count(earlier.done(), "step") + (earlier.done() == 1 ? " was" : " were")
                + " done before that";
    }

    private static String done(Run run) {
        int skipped = run.count(RunStep.State.SKIPPED);
        String text = run.done() + " of " + run.stages().size() + " done";
        return skipped == 0
                ? text
                : text + ", of which " + skipped + (skipped == 1 ? " was" : " were") + " done already";
    }
}
