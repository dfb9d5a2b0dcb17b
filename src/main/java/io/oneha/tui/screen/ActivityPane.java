package io.oneha.tui.screen;

import io.oneha.health.History;
import io.oneha.observe.ServerView;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Spark;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.PaneRows;
import java.time.Duration;
import java.util.List;

/** The last minutes as charts, where the terminal is large: what the zone wrote, and how fast each server answered. */
final class ActivityPane {
    private static final int NAME_MOST = 16;
    private static final int VALUE = 8;

    private ActivityPane() {}

    static void draw(Canvas canvas, Rect area, Model model) {
        History history = model.watch().history();
        Rect inside = Panes.frame(canvas, area, "Activity", span(history), false, true);
        int half = inside.width() / 2;
        writes(canvas, inside.columns(1, half - 3), model.watch().writes());
        latencies(canvas, inside.columns(half + 1, inside.width() - half - 3), model);
    }

    private static void writes(Canvas canvas, Rect area, List<Long> rates) {
        Panes.line(
                canvas, area.row(0), Line.of("Writes", Tone.LABEL).and(", most " + Spark.top(rates) + "/s", Tone.DIM));
        int y = area.y() + 1;
        for (String line : Spark.chart(
                rates, area.width(), area.height() - 1, canvas.theme().glyphs())) {
            canvas.put(area.x(), y++, line, Tone.CHART);
        }
    }

    /** Each server gets an equal share of the lines; a host that has yet to join has nothing to draw. */
    private static void latencies(Canvas canvas, Rect area, Model model) {
        canvas.put(area.x(), area.y(), area.width(), "Latency", Tone.LABEL);
        List<ServerView> servers = PaneRows.servers(model).stream()
                .filter(server -> !Signs.waits(server, model))
                .toList();
        Rect room = area.below(1);
        int shown = Math.min(servers.size(), room.height());
        for (int i = 0; i < shown; i++) {
            int top = room.height() * i / shown;
            int height = Math.max(1, room.height() * (i + 1) / shown - top - (room.height() > 2 * shown ? 1 : 0));
            latency(canvas, new Rect(room.x(), room.y() + top, room.width(), height), servers.get(i), model);
        }
    }

    private static void latency(Canvas canvas, Rect area, ServerView server, Model model) {
        Glyphs glyphs = canvas.theme().glyphs();
        List<Long> micros = model.watch().facts(server).latencies();
        int bottom = area.y() + area.height() - 1;
        canvas.put(area.x(), bottom, NAME_MOST, server.name(), Tone.TEXT);
        Span now = server.raft().value().isPresent()
                ? new Span(NumberTexts.latency(server.raft().elapsed(), " "), Tone.TEXT)
                : new Span(glyphs.error(), Tone.BAD);
        canvas.putRight(area.right(), bottom, VALUE, now.text(), now.tone());
        int width = area.width() - NAME_MOST - VALUE - 2;
        List<String> chart = Spark.chart(micros, Math.max(1, width), area.height(), glyphs);
        for (int row = 0; row < chart.size(); row++) {
            canvas.put(area.x() + NAME_MOST + 1, area.y() + row, chart.get(row), Tone.CHART);
        }
    }

    private static String span(History history) {
        int size = history.recent().size();
        if (size < 2) {
            return "";
        }
        Duration span = Duration.between(
                history.recent().get(0).observedAt(),
                history.recent().get(size - 1).observedAt());
        return "last " + NumberTexts.duration(span);
    }
}
