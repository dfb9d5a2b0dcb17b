package io.oneha.tui.screen;

import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Severity;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.VipView;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Column;
import io.oneha.tui.frame.Columns;
import io.oneha.tui.frame.Columns.Placed;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Spark;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Insight;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Pane;
import io.oneha.tui.model.Rows;
import io.oneha.tui.model.Watch;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The servers, in the columns of {@code onezone show} and some more. A server that does not answer says why and since when. */
final class ServersPane {
    private static final int NAME = 1;
    private static final int STATE = 2;
    private static final int FED_INDEX = 7;
    private static final int TREND = 9;
    private static final int MARKER = 2;
    private static final int TREND_LEAST = 5;
    private static final int TREND_MOST = 60;
    private static final Span NOTHING = new Span("-", Tone.DIM);
    private static final String NO_FEDERATION = "-1";

    private ServersPane() {}

    static void draw(Canvas canvas, Rect area, Model model, boolean boxed) {
        List<ServerView> servers = Rows.servers(model);
        boolean focused = model.place().focus() == Pane.SERVERS;
        int all = Rows.total(model, Pane.SERVERS);
        Rect inside = Panes.frame(
                canvas, area, Panes.title("Servers", servers.size(), all), answering(model), focused, boxed);
        if (servers.isEmpty()) {
            canvas.put(inside.x() + MARKER, inside.y(), inside.width() - MARKER, empty(model), Tone.DIM);
            return;
        }
        Rect table =
                new Rect(inside.x() + MARKER, inside.y(), inside.width() - MARKER - (boxed ? 1 : 0), inside.height());
        List<List<Span>> cells = new ArrayList<>();
        for (ServerView server : servers) {
            cells.add(cells(server, model, canvas.theme().glyphs()));
        }
        List<Placed> placed = Columns.fit(columns(cells), widths(cells), table.width());
        for (Placed column : placed) {
            heading(canvas, table, column);
        }
        int height = inside.height() - 1;
        int selected = Rows.selected(model, Pane.SERVERS);
        int from = Panes.offset(servers.size(), selected, height);
        for (int row = 0; row < height && from + row < servers.size(); row++) {
            int y = table.y() + 1 + row;
            row(canvas, table, y, placed, cells.get(from + row));
            ServerView server = servers.get(from + row);
            if (server.raft().value().isEmpty()) {
                failure(canvas, table, y, placed, server, model);
            }
            if (focused && from + row == selected) {
                canvas.put(inside.x(), y, canvas.theme().glyphs().marker(), Tone.SELECTED);
                canvas.repaint(inside.row(1 + row), Tone.SELECTED);
            }
        }
    }

    private static String empty(Model model) {
        if (model.watch().latest().isEmpty()) {
            return "asking " + Texts.count(model.session().endpoints(), "endpoint");
        }
        return model.filter().isEmpty() ? "no server is known" : "no server holds \"" + model.filter() + "\"";
    }

    private static String answering(Model model) {
        Optional<Snapshot> latest = model.watch().latest();
        if (latest.isEmpty() || latest.get().servers().isEmpty()) {
            return "";
        }
        List<ServerView> servers = latest.get().servers();
        long answers = servers.stream()
                .filter(server -> server.raft().value().isPresent())
                .count();
        return answers == servers.size() ? "all answer" : answers + " of " + servers.size() + " answer";
    }

    /** FED_INDEX gives way early where there is no federation, and late where there is. */
    private static List<Column> columns(List<List<Span>> cells) {
        boolean federated = cells.stream()
                .map(row -> row.get(FED_INDEX).text())
                .anyMatch(text -> !text.equals(NO_FEDERATION) && !text.isEmpty());
        return List.of(
                new Column("ID", "ID", true, 90, 0, false),
                new Column("NAME", "NAME", false, 100, 8, false),
                new Column("STATE", "STATE", false, 99, 0, false),
                new Column("TERM", "TERM", true, 70, 0, false),
                new Column("INDEX", "INDEX", true, 80, 0, false),
                new Column("COMMIT", "COMMIT", true, 60, 0, false),
                new Column("VOTE", "VOTE", true, 40, 0, false),
                new Column("FED_INDEX", "FED", true, federated ? 55 : 20, 0, false),
                new Column("LAG", "LAG", true, 85, 0, false),
                new Column("TREND", "TREND", false, 30, TREND_LEAST, true),
                new Column("LATENCY", "LAT", true, 50, 0, false),
                new Column("VIP", "VIP", false, 45, 0, false),
                new Column("SSH", "SSH", false, 10, 0, false));
    }

    private static int[] widths(List<List<Span>> cells) {
        int[] widths = new int[cells.get(0).size()];
        for (List<Span> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Width.of(row.get(i).text()));
            }
        }
        return widths;
    }

    private static List<Span> cells(ServerView server, Model model, Glyphs glyphs) {
        Watch watch = model.watch();
        String id =
                server.server().id() < 0 ? "-" : String.valueOf(server.server().id());
        List<Span> cells = new ArrayList<>();
        cells.add(new Span(id, Tone.TEXT));
        cells.add(new Span(server.name(), Tone.TEXT));
        cells.add(Signs.state(server, watch, glyphs));
        Optional<RaftStatus> answer = server.raft().value();
        if (answer.isEmpty()) {
            for (int i = cells.size(); i <= TREND + 3; i++) {
                cells.add(new Span("", Tone.DIM));
            }
            return cells;
        }
        RaftStatus raft = answer.get();
        cells.add(text(raft.term()));
        cells.add(text(raft.logIndex()));
        cells.add(text(raft.commit()));
        cells.add(text(raft.votedFor()));
        cells.add(text(raft.fedIndex()));
        cells.add(lag(server, watch));
        cells.add(new Span(
                Spark.line(Insight.lagTrend(watch.history(), server, TREND_MOST), TREND_MOST, glyphs), Tone.CHART));
        cells.add(new Span(Texts.latency(server.raft().elapsed(), ""), Tone.TEXT));
        cells.add(vip(server, watch, glyphs));
        cells.add(NOTHING);
        return cells;
    }

    private static Span text(Object number) {
        return new Span(String.valueOf(number), Tone.TEXT);
    }

    private static Span lag(ServerView server, Watch watch) {
        Optional<BigInteger> lag = watch.latest().flatMap(snapshot -> Insight.lag(snapshot, server));
        if (lag.isEmpty()) {
            return NOTHING;
        }
        Tone tone = lag.get().signum() == 0 ? Tone.DIM : Tone.TEXT;
        for (Finding finding : watch.verdict().findings()) {
            boolean late =
                    finding.code() == FindingCode.FOLLOWER_LAGGING || finding.code() == FindingCode.FOLLOWER_FROZEN;
            if (late && finding.subject().equals(server.name())) {
                tone = finding.severity() == Severity.CRITICAL ? Tone.BAD : Tone.WARN;
            }
        }
        return new Span(lag.get().toString(), tone);
    }

    private static Span vip(ServerView server, Watch watch, Glyphs glyphs) {
        Optional<List<String>> holders = watch.latest().flatMap(Snapshot::vip).flatMap(VipView::holders);
        boolean holds = holders.isPresent() && holders.get().contains(server.name());
        return holds ? new Span(glyphs.check(), Tone.ACCENT) : NOTHING;
    }

    private static void heading(Canvas canvas, Rect table, Placed column) {
        int x = table.x() + column.x();
        String title = column.title();
        if (isRight(column.index())) {
            canvas.putRight(x + column.width(), table.y(), column.width(), title, Tone.HEADING);
        } else {
            canvas.put(x, table.y(), column.width(), title, Tone.HEADING);
        }
    }

    private static void row(Canvas canvas, Rect table, int y, List<Placed> placed, List<Span> cells) {
        for (Placed column : placed) {
            int x = table.x() + column.x();
            Span cell = cells.get(column.index());
            if (column.index() == TREND) {
                String newest = cell.text().substring(Math.max(0, cell.text().length() - column.width()));
                canvas.put(x, y, column.width(), newest, cell.tone());
            } else if (isRight(column.index())) {
                canvas.putRight(x + column.width(), y, column.width(), cell.text(), cell.tone());
            } else {
                canvas.put(x, y, column.width(), cell.text(), cell.tone());
            }
        }
    }

    private static boolean isRight(int index) {
        return index != NAME && index != STATE && index != TREND && index < TREND + 2;
    }

    /** Over the columns that have no value: numbers of the past are never shown where those of now belong. */
    private static void failure(Canvas canvas, Rect table, int y, List<Placed> placed, ServerView server, Model model) {
        int x = table.x();
        for (Placed column : placed) {
            if (column.index() <= STATE) {
                x = table.x() + column.x() + column.width() + 1;
            }
        }
        Optional<Reply.Failure<RaftStatus>> failure = server.raft().failure();
        if (failure.isEmpty()) {
            return;
        }
        ServerFacts facts = ServerFacts.of(model.watch().history(), server);
        Duration since = facts.failingSince()
                .map(at -> Duration.between(at, model.now()))
                .orElse(Duration.ZERO);
        int room = table.right() - x;
        String tail = ", for " + Texts.duration(since);
        String text = failure.get().text() + tail;
        if (Width.of(text) > room) {
            text = Signs.failure(failure.get().kind()) + ", " + Texts.shortDuration(since);
            int left = room - Width.of(tail);
            if (left > Width.of(text)) {
                text = Width.truncate(failure.get().text(), left, canvas.theme().glyphs()) + tail;
            }
        }
        canvas.put(x, y, room, text, Tone.BAD);
    }
}
