package io.oneha.tui.screen;

import io.oneha.health.ZoneEvent;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Pane;
import io.oneha.tui.model.PaneRows;
import java.util.List;

/** What happened, newest first. */
final class EventsPane {
    private static final int MARKER = 2;

    private EventsPane() {}

    static void draw(Canvas canvas, Rect area, Model model, boolean boxed) {
        List<ZoneEvent> events = PaneRows.events(model);
        boolean focused = model.place().focus() == Pane.EVENTS;
        int selected = PaneRows.selected(model, Pane.EVENTS);
        int height = Math.max(1, area.height() - (boxed ? 2 : 1));
        int from = Panes.offset(events.size(), selected, height);
        String newer = from == 0 ? "" : canvas.theme().glyphs().up() + " " + from + " newer";
        Rect inside = Panes.frame(canvas, area, Panes.title(Pane.EVENTS, events.size(), model), newer, focused, boxed);
        int width = Panes.width(inside, events.size()) - MARKER;
        Rect table = inside.columns(MARKER, width);
        if (events.isEmpty()) {
            String empty =
                    model.filter().isEmpty() ? "nothing happened yet" : "no event holds \"" + model.filter() + "\"";
            canvas.put(table.x(), table.y(), table.width(), empty, Tone.DIM);
            return;
        }
        List<ZoneEvent> shown = events.subList(from, Math.min(events.size(), from + inside.height()));
        int when = Width.widest(shown, event -> when(event, model));
        for (int row = 0; row < shown.size(); row++) {
            ZoneEvent event = shown.get(row);
            int y = table.y() + row;
            canvas.putRight(table.x() + when, y, when, when(event, model), Tone.DIM);
            Span sign = Signs.event(event.kind(), canvas.theme().glyphs());
            int x = canvas.put(table.x() + when + 2, y, sign.text(), sign.tone()) + 1;
            canvas.put(x, y, table.right() - x, event.text(), Tone.TEXT);
            if (focused && from + row == selected) {
                Panes.select(canvas, inside.row(row));
            }
        }
        Panes.more(canvas, inside, from, events.size());
    }

    private static String when(ZoneEvent event, Model model) {
        if (model.clockTimes()) {
            return NumberTexts.moment(event.at(), model);
        }
        return NumberTexts.shortDuration(model.age(event.at())) + " ago";
    }
}
