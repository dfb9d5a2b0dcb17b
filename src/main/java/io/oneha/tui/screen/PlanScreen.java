package io.oneha.tui.screen;

import io.oneha.base.Text;
import io.oneha.plan.Consents;
import io.oneha.plan.Decision;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Change;
import io.oneha.tui.model.Model;
import java.util.List;
import java.util.Optional;

/** A plan to read before saying yes to it, or why there is none. */
final class PlanScreen {
    private PlanScreen() {}

    static void draw(Canvas canvas, Rect area, Model model, int scroll, boolean boxed) {
        Optional<Change> change = model.changing().change();
        String title = change.map(known -> "Plan to " + known.wanted().intent().words())
                .orElse("Plan");
        Rect inside = Panes.frame(canvas, area, title, note(change), true, boxed);
        Glyphs glyphs = canvas.theme().glyphs();
        Panes.text(canvas, inside, lines(change, inside.width() - 1, glyphs), scroll);
    }

    private static String note(Optional<Change> change) {
        if (change.flatMap(Change::plan).isPresent()) {
            return "Enter continue, Esc back";
        }
        return change.filter(Change::wantsAdoption).isPresent() ? "Enter adopt, Esc back" : "Esc back";
    }

    private static List<Line> lines(Optional<Change> change, int width, Glyphs glyphs) {
        Sheet sheet = new Sheet(width);
        Optional<Decision> decision = change.flatMap(Change::decision);
        if (decision.isEmpty()) {
            return sheet.paragraph("Looking at the zone and its hosts. Nothing is changed.", Tone.DIM)
                    .lines();
        }
        if (decision.get() instanceof Decision.Refusal refusal) {
            refusal(sheet, refusal, change.get().wantsAdoption(), glyphs);
        } else if (decision.get() instanceof Decision.NothingToDo nothing) {
            sheet.line(Line.of(" " + glyphs.check() + " Nothing to do", Tone.GOOD))
                    .gap();
            sheet.value("Seen", Text.clean(nothing.why()));
            nothing.manual().forEach(line -> sheet.gap().value("Note", Text.clean(line)));
        } else if (decision.get() instanceof Plan plan) {
            plan(sheet, plan, glyphs);
        }
        return sheet.lines();
    }

    private static void refusal(Sheet sheet, Decision.Refusal refusal, boolean adoptable, Glyphs glyphs) {
        sheet.line(Line.of(" " + glyphs.error() + " Refused: " + refusal.word(), Tone.BAD))
                .gap();
        sheet.value("Reason", Text.clean(refusal.reason()), Tone.TEXT).gap();
        if (adoptable) {
            sheet.value("Remedy", "accept that outage of about 40 s: press Enter");
        } else if (!refusal.remedy().isEmpty()) {
            sheet.value("Remedy", Text.clean(refusal.remedy()));
        }
        sheet.gap().paragraph("Nothing was changed.", Tone.DIM);
    }

    private static void plan(Sheet sheet, Plan plan, Glyphs glyphs) {
        sheet.paragraph("Zone " + Text.clean(plan.summary()), Tone.TITLE);
        sheet.gap();
        plan.notices().forEach(notice -> sheet.value("Note", Text.clean(notice)));
        Consents.of(plan).forEach(consent -> sheet.value("To confirm", Text.clean(consent.question()), Tone.WARN));
        String host = "";
        int number = 0;
        for (Step step : plan.steps()) {
            if (!step.host().equals(host)) {
                host = step.host();
                sheet.heading(Text.clean(host));
            }
            number++;
            step(sheet, number, step, glyphs);
        }
    }

    private static void step(Sheet sheet, int number, Step step, Glyphs glyphs) {
        Span kind = kind(step.kind(), glyphs);
        String digits = (number < 10 ? " " : "") + number + " ";
        String title = Text.clean(step.title());
        String already = step.holds() ? "  done already" : "";
        Line heading = Line.of(" " + digits, Tone.ACCENT).and(title, Tone.TITLE);
        if (Width.of(digits + title + kind.text() + already) + 3 <= sheet.width()) {
            sheet.line(heading.and("  " + kind.text(), kind.tone()).and(already, Tone.DIM));
        } else {
            sheet.line(heading).value("   kind", kind.text() + already, kind.tone());
        }
        sheet.value("   requires", Text.clean(step.text().expects()));
        sheet.values("   does", step.text().runs().stream().map(Text::clean).toList());
        sheet.value("   proof", Text.clean(step.text().proves()));
        if (!step.text().undo().isEmpty()) {
            sheet.value("   undo", Text.clean(step.text().undo()), Tone.DIM);
        }
    }

    private static Span kind(Step.Kind kind, Glyphs glyphs) {
        return switch (kind) {
            case READ -> new Span("read only", Tone.DIM);
            case CHANGE -> new Span("changes", Tone.INFO);
            case DISRUPTIVE -> new Span(glyphs.warning() + " disruptive", Tone.WARN);
            case DESTRUCTIVE -> new Span(glyphs.warning() + " destructive", Tone.BAD);
        };
    }
}
