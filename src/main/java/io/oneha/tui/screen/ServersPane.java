package io.oneha.tui.screen;

import io.oneha.base.Text;
import io.oneha.health.HostUnits;
import io.oneha.observe.ServerView;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Column;
import io.oneha.tui.frame.Columns.Placed;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Pane;
import io.oneha.tui.model.PaneRows;
import io.oneha.tui.model.RunStep;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The servers. One that does not answer says why and since when, where the numbers of the others are. */
final class ServersPane {
    private static final int MARKER = 2;

    private ServersPane() {}

    static void draw(Canvas canvas, Rect area, Model model, boolean boxed, boolean focused) {
        List<ServerView> servers = PaneRows.servers(model);
        String title = Panes.title(Pane.SERVERS, servers.size(), model);
        Rect inside = Panes.frame(canvas, area, title, answering(model), focused, boxed);
        if (servers.isEmpty()) {
            canvas.put(inside.x() + MARKER, inside.y(), inside.width() - MARKER, empty(model), Tone.DIM);
            return;
        }
        boolean hides = inside.height() - 1 < servers.size();
        int width = inside.width() - MARKER - (boxed || hides ? 1 : 0);
        Rect room = inside.columns(MARKER, width);
        ServerTable table = ServerTable.of(servers, model, canvas.theme().glyphs());
        List<Column> columns = table.columns();
        List<Placed> placed = table.fit(width);
        for (Placed column : placed) {
            cell(canvas, room, 0, columns, column, new Span(column.title(), Tone.HEADING));
        }
        int height = inside.height() - 1;
        boolean stale = Freshness.of(model).isStale();
        int selected = PaneRows.selected(model, Pane.SERVERS);
        int from = Panes.offset(servers.size(), selected, height);
        for (int row = 1; row <= height && from + row <= servers.size(); row++) {
            ServerView server = servers.get(from + row - 1);
            List<Span> cells = table.rows().get(from + row - 1);
            for (Placed column : placed) {
                cell(canvas, room, row, columns, column, cells.get(column.index()));
            }
            Optional<Reply.Failure<RaftStatus>> failure = server.raft().failure();
            if (failure.isPresent()) {
                Rect free = numbers(room.row(row), placed, cells);
                Span why = why(
                        failure.get(),
                        server,
                        model,
                        free.width(),
                        canvas.theme().glyphs());
                canvas.put(free.x(), free.y(), free.width(), why.text(), why.tone());
            }
            if (stale
                    || Signs.waits(server, model)
                            && model.changing().at(server.name()).isEmpty()) {
                canvas.repaint(inside.row(row), Tone.DIM);
            }
            if (focused && from + row - 1 == selected) {
                Panes.select(canvas, inside.row(row));
            }
        }
        Panes.more(canvas, new Rect(inside.x(), inside.y() + 1, inside.width(), height), from, servers.size());
    }

    private static String empty(Model model) {
        if (model.watch().latest().isEmpty()) {
            return "asking " + NumberTexts.count(model.session().endpoints(), "endpoint");
        }
        return model.filter().isEmpty() ? "no server is known" : "no server holds \"" + model.filter() + "\"";
    }

    private static String answering(Model model) {
        List<ServerView> servers = model.watch().servers();
        long waiting =
                servers.stream().filter(server -> Signs.waits(server, model)).count();
        long all = servers.size() - waiting;
        long answers = servers.stream()
                .filter(server -> server.raft().value().isPresent())
                .count();
        if (servers.isEmpty()) {
            return "";
        }
        if (Freshness.of(model).isStale()) {
            return "old";
        }
        if (waiting > 0) {
            return answers + " of " + all + " answer, " + waiting + " to join";
        }
        return answers == all ? "all answer" : answers + " of " + all + " answer";
    }

    private static void cell(Canvas canvas, Rect room, int row, List<Column> columns, Placed place, Span cell) {
        int x = room.x() + place.x();
        int y = room.y() + row;
        if (columns.get(place.index()).right()) {
            canvas.putRight(x + place.width(), y, place.width(), cell.text(), cell.tone());
        } else if (place.index() == ServerTable.TREND && row > 0) {
            String newest = cell.text().substring(Math.max(0, cell.text().length() - place.width()));
            canvas.put(x, y, place.width(), newest, cell.tone());
        } else {
            canvas.put(x, y, place.width(), cell.text(), cell.tone());
        }
    }

    /** The part of a row after the state and before the marks that it has. */
    private static Rect numbers(Rect row, List<Placed> placed, List<Span> cells) {
        int from = row.x();
        int to = row.right();
        for (Placed column : placed) {
            int x = row.x() + column.x();
            if (column.index() <= ServerTable.STATE) {
                from = x + column.width() + 1;
            } else if (column.index() >= ServerTable.VIP
                    && !cells.get(column.index()).text().isEmpty()) {
                to = Math.min(to, x - 1);
            }
        }
        return new Rect(from, row.y(), to - from, 1);
    }

    /** Over the columns that have no value: numbers of the past are never shown where those of now belong. */
    private static Span why(
            Reply.Failure<RaftStatus> failure, ServerView server, Model model, int room, Glyphs glyphs) {
        Optional<RunStep> work = model.changing().at(server.name());
        if (work.isPresent()) {
            return new Span(Text.clean(work.get().step().title()), Tone.ACCENT);
        }
        if (Signs.waits(server, model)) {
            return new Span(HostUnits.absence(server.host()).orElse(""), Tone.DIM);
        }
        Duration since =
                model.watch().facts(server).failingSince().map(model::age).orElse(Duration.ZERO);
        String tail = ", for " + NumberTexts.duration(since);
        String text = failure.text() + tail;
        if (Width.of(text) > room) {
            String brief = Signs.failure(failure.kind()) + ", " + NumberTexts.shortDuration(since);
            int left = room - Width.of(tail);
            text = left > Width.of(brief) ? Width.truncate(failure.text(), left, glyphs) + tail : brief;
        }
        return new Span(text, Tone.BAD);
    }
}
