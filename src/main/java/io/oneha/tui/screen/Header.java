package io.oneha.tui.screen;

import io.oneha.health.Finding;
import io.oneha.health.Overall;
import io.oneha.health.Verdict;
import io.oneha.observe.Snapshot;
import io.oneha.run.RunOutcome;
import io.oneha.term.Size;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Run;
import io.oneha.tui.model.View;
import io.oneha.tui.screen.ZoneValues.Value;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The top of every screen: which zone, how it is and why, and the values that the zone has as a whole. */
final class Header {
    private static final int WIDE_COLUMNS = 150;
    private static final int NARROW_COLUMNS = 60;
    private static final int LABEL = 10;
    private static final int FEW_MOST = 16;
    private static final int LEAST_OF_A_REASON = 16;

    private Header() {}

    /** How many lines the values take. */
    static int rows(Size size) {
        return size.columns() < WIDE_COLUMNS ? 3 : 2;
    }

    /** How many lines the verdict takes on the home screen: two while it is critical, for all of the cause and what to do. */
    static int titleRows(Model model, Size size) {
        Verdict verdict = model.watch().verdict();
        boolean alarm = verdict.overall() == Overall.CRITICAL
                && verdict.headline().isPresent()
                && !Freshness.of(model).isStale();
        return alarm && Layout.isBoxed(size) ? 2 : 1;
    }

    /** The verdict's line: on top of every screen. */
    static void title(Canvas canvas, Model model) {
        title(canvas, model, 1);
    }

    private static void title(Canvas canvas, Model model, int rows) {
        boolean narrow = canvas.size().columns() < NARROW_COLUMNS;
        int right = canvas.size().columns() - 1;
        String clock = NumberTexts.clock(model.now(), model.session().timeZone());
        if (!narrow) {
            right -= clock.length();
            canvas.put(right, 0, clock, Tone.DIM);
            right -= 2;
        }
        Span doing = doing(model);
        if (!doing.text().isEmpty()) {
            right -= doing.text().length();
            canvas.put(right, 0, doing.text(), doing.tone());
            right -= 2;
        }
        Freshness freshness = Freshness.of(model);
        Verdict verdict = model.watch().verdict();
        Span badge = freshness.isStale()
                ? new Span(" ? STALE ", Tone.BADGE_UNKNOWN)
                : Signs.verdict(verdict.overall(), canvas.theme().glyphs());
        int x = canvas.put(0, 0, badge.text(), badge.tone()) + 1;
        x = canvas.put(x, 0, Math.max(0, right - x), zoneName(model, narrow), Tone.TITLE) + 2;
        if (freshness.isStale()) {
            String old = "no news for " + NumberTexts.duration(freshness.age().orElse(Duration.ZERO)) + ", it was "
                    + verdict.overall() + " then";
            canvas.put(x, 0, Math.max(0, right - x), old, Tone.BAD);
        } else {
            Tone tone = verdict.headline().isEmpty() ? Tone.DIM : Tone.TEXT;
            int room = Math.max(0, right - x);
            String why = why(model);
            if (rows == 1 || room == 0) {
                canvas.put(x, 0, room, why, tone);
                return;
            }
            int wide = canvas.size().columns() - 2;
            String first = Width.wrap(why, room).get(0);
            String remedy = "Remedy: " + verdict.headline().orElseThrow().remedy();
            String rest = why.substring(first.length()).strip();
            String before =
                    beforeRemedy(rest, wide - Width.of(remedy), canvas.theme().glyphs());
            canvas.put(x, 0, room, before.isEmpty() ? why : first, tone);
            canvas.put(1, 1, wide, before + remedy, tone);
        }
    }

    /** What is left of a reason, as far as there is room for it: what to do has to be seen, and a database's error may be long. */
    private static String beforeRemedy(String rest, int room, Glyphs glyphs) {
        if (rest.isEmpty() || room < LEAST_OF_A_REASON) {
            return "";
        }
        return Width.of(rest) + 2 <= room ? rest + ". " : Width.truncate(rest, room - 1, glyphs) + " ";
    }

    /** All of it: the verdict's line and the values, or the most important ones in one line. */
    static void draw(Canvas canvas, Rect area, Model model, boolean whole) {
        int titles = titleRows(model, canvas.size());
        title(canvas, model, titles);
        if (!whole) {
            few(canvas, area.row(1), model);
            return;
        }
        int rows = area.height() - titles;
        List<Value> values = ZoneValues.all(model);
        int cell = area.width() / ((values.size() + rows - 1) / rows);
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            int x = area.x() + 1 + i / rows * cell;
            int y = area.y() + titles + i % rows;
            canvas.put(x, y, LABEL, value.label(), Tone.LABEL);
            int room = cell - LABEL - 1;
            String text = Width.of(value.text()) > room ? value.brief() : value.text();
            canvas.put(x + LABEL, y, room, text, value.tone());
        }
    }

    private static void few(Canvas canvas, Rect row, Model model) {
        int x = row.x() + 1;
        for (Value value : ZoneValues.few(model)) {
            String text = Width.truncate(value.brief(), FEW_MOST, canvas.theme().glyphs());
            if (x + value.label().length() + 1 + Width.of(text) > row.right()) {
                return;
            }
            x = canvas.put(x, row.y(), value.label() + " ", Tone.LABEL);
            x = canvas.put(x, row.y(), text, value.tone()) + 2;
        }
    }

    private static String zoneName(Model model, boolean narrow) {
        Optional<Zone> zone =
                model.watch().latest().flatMap(snapshot -> snapshot.zone().value());
        if (zone.isEmpty()) {
            return model.session().label();
        }
        String id = narrow ? "" : " (" + zone.get().id() + ")";
        return zone.get().name() + id + (zone.get().state() == ZoneState.DISABLED ? " disabled" : "");
    }

    private static String why(Model model) {
        Optional<Snapshot> latest = model.watch().latest();
        if (latest.isEmpty()) {
            return "asking " + NumberTexts.count(model.session().endpoints(), "endpoint");
        }
        Verdict verdict = model.watch().verdict();
        Optional<Finding> headline = verdict.headline();
        if (headline.isEmpty()) {
            return allIsWell(latest.get(), verdict);
        }
        Finding finding = headline.get();
        String stopped = verdict.stopped()
                .map(model::age)
                .map(lasts -> "no writes" + (lasts.toSeconds() < 1 ? "" : " for " + NumberTexts.duration(lasts)) + "; ")
                .orElse("");
        return stopped + finding.sentence();
    }

    private static String allIsWell(Snapshot snapshot, Verdict verdict) {
        int followers = snapshot.pool().size() - 1;
        if (verdict.leader().isEmpty() || followers < 1) {
            return remark(verdict) + rest(verdict);
        }
        return verdict.leader().get().name() + " leads, " + followers + (followers == 1 ? " follows" : " follow")
                + rest(verdict);
    }

    /** A remark, such as that the front-end is not highly available, is something found. */
    private static String remark(Verdict verdict) {
        return verdict.worst().map(Finding::reason).orElse("nothing found");
    }

    /** What was not looked at is not known to be good. */
    private static String rest(Verdict verdict) {
        return verdict.basis().isWhole() ? "" : "; " + verdict.basis().words();
    }

    private static Span doing(Model model) {
        if (model.changing().isUnfinished() && model.view().kind() != View.Kind.RUN) {
            Run.End end = model.changing().run().flatMap(Run::end).orElseThrow();
            String word = end.outcome() == RunOutcome.STOPPED ? "stopped" : "failed";
            return new Span(" run " + word + " ", Tone.BADGE_BAD);
        }
        return new Span(goingOn(model), Tone.WARN);
    }

    private static String goingOn(Model model) {
        if (model.changing().isRunning() && model.view().kind() != View.Kind.RUN) {
            Run run = model.changing().run().orElseThrow();
            return "run " + run.done() + "/" + run.stages().size();
        }
        if (model.paused().isPresent()) {
            return "paused";
        }
        return model.asking() && model.watch().latest().isPresent() ? "asking" : "";
    }
}
