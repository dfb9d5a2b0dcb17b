package io.oneha.tui.screen;

import io.oneha.app.explain.FindingPage;
import io.oneha.app.explain.PageBlock;
import io.oneha.health.Finding;
import io.oneha.health.ZoneEvent;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Pane;
import io.oneha.tui.model.PaneRows;
import io.oneha.tui.model.View;
import java.util.List;
import java.util.Optional;

/** One row in full: on a screen of its own, and beside the panes where the terminal is wide. */
final class RowDetails {
    private RowDetails() {}

    /** The screen of its own. */
    static void draw(Canvas canvas, Rect area, Model model, View view, boolean boxed) {
        Rect inside = Panes.frame(canvas, area, title(model, view), note(view), true, boxed);
        Panes.text(
                canvas,
                inside,
                lines(model, view, inside.width(), canvas.theme().glyphs()),
                view.position());
    }

    /** Beside the panes: the selected row of the one that has the keys. */
    static void beside(Canvas canvas, Rect area, Model model) {
        Pane pane = model.place().focus();
        int at = PaneRows.selected(model, pane);
        if (at < 0) {
            Panes.frame(canvas, area, "Details", "", false, true);
            return;
        }
        View view = pane.details(PaneRows.keys(model, pane).get(at));
        Rect inside = Panes.frame(canvas, area, title(model, view), "Enter opens", false, true);
        Panes.text(
                canvas,
                inside,
                lines(model, view, inside.width(), canvas.theme().glyphs()),
                0);
    }

    private static String title(Model model, View view) {
        return switch (view.kind()) {
            case SERVER -> "Server " + ServerDetails.title(model, view.subject());
            case FINDING -> "Finding";
            case EVENT -> "Event";
            default -> "";
        };
    }

    private static String note(View view) {
        return view.kind() == View.Kind.SERVER ? "Tab next server, Esc back" : "Tab next, Esc back";
    }

    private static List<Line> lines(Model model, View view, int width, Glyphs glyphs) {
        Optional<List<Line>> lines =
                switch (view.kind()) {
                    case SERVER ->
                        PaneRows.server(model, view.subject())
                                .map(server -> ServerDetails.lines(model, server, width, glyphs));
                    case FINDING ->
                        PaneRows.finding(model, view.subject()).map(finding -> finding(finding, width, glyphs));
                    case EVENT ->
                        PaneRows.event(model, view.subject()).map(event -> event(event, model, width, glyphs));
                    default -> Optional.empty();
                };
        return lines.orElseGet(() -> List.of(Line.of(" " + gone(view), Tone.DIM)));
    }

    private static String gone(View view) {
        return switch (view.kind()) {
            case FINDING -> "This finding no longer holds.";
            case SERVER -> "This server is no longer there.";
            default -> "This event is no longer kept.";
        };
    }

    /** What was seen and is to be done, then what {@code oneha explain} says of all findings of this kind. */
    private static List<Line> finding(Finding finding, int width, Glyphs glyphs) {
        Span sign = Signs.severity(finding.severity(), glyphs);
        Sheet sheet = new Sheet(width)
                .line(Line.of(" " + sign.text() + " " + finding.code(), sign.tone()))
                .gap()
                .value("Severity", finding.severity().word(), sign.tone())
                .value("Subject", finding.subject(), Tone.TITLE)
                .gap()
                .value("Seen", finding.reason())
                .gap()
                .value("Remedy", finding.remedy());
        for (FindingPage.Section section : FindingPage.of(finding.code()).sections()) {
            sheet.heading(section.title());
            for (PageBlock block : section.blocks()) {
                switch (block.kind()) {
                    case PARAGRAPH -> sheet.paragraph(block.text(), Tone.TEXT);
                    case POINT -> sheet.point(block.marker(), block.text(), Tone.TEXT);
                    case COMMAND -> sheet.point("  ", block.text(), Tone.LABEL);
                }
            }
        }
        return sheet.lines();
    }

    private static List<Line> event(ZoneEvent event, Model model, int width, Glyphs glyphs) {
        Span sign = Signs.event(event.kind(), glyphs);
        return new Sheet(width)
                .line(Line.of(" " + sign.text() + " " + event.kind(), sign.tone()))
                .gap()
                .value("When", NumberTexts.when(event.at(), model))
                .value("Subject", event.subject(), Tone.TITLE)
                .value("What", event.text())
                .lines();
    }
}
