package io.oneha.tui.screen;

import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Severity;
import io.oneha.observe.ServerView;
import io.oneha.observe.Via;
import io.oneha.tui.frame.Column;
import io.oneha.tui.frame.Columns;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Spark;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Watch;
import io.oneha.zone.RaftStatus;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The servers as a table: the columns of {@code onezone show} in their order, then lag, its trend, latency, and the marks.
 *
 * @param rows each server's cells; one that gave no answer has none of its numbers
 * @param overSsh whether SSH is used: then its column and the address's stay when room is scarce
 */
record ServerTable(List<List<Span>> rows, boolean overSsh) {
    static final int STATE = 2;
    static final int TREND = 9;
    static final int LATENCY = 10;
    static final int VIP = 11;
    static final int SSH = 12;
    private static final int FED_INDEX = 7;
    private static final int COLUMNS = 13;
    private static final int KEEP_SSH = 58;
    private static final int KEEP_SSH_UNUSED = 10;
    private static final int KEEP_VIP = 45;
    private static final int TREND_LEAST = 5;

    /** {@code 9.7ms} and {@code 999ms}: a latency that varies moves no column. */
    private static final int LATENCY_LEAST = 5;

    private static final int TREND_MOST = 60;
    private static final String BY_SSH = "ssh ";
    private static final Span EMPTY = new Span("", Tone.DIM);
    private static final String NO_FEDERATION = "-1";

    static ServerTable of(List<ServerView> servers, Model model, Glyphs glyphs) {
        return new ServerTable(
                servers.stream().map(server -> cells(server, model, glyphs)).toList(),
                servers.stream().anyMatch(server -> server.host().asked()));
    }

    /** FED_INDEX gives way early where there is no federation, and late where there is. */
    List<Column> columns() {
        boolean federated = rows.stream()
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
                new Column("VIP", "VIP", false, overSsh ? KEEP_SSH : KEEP_VIP, 0, false),
                new Column("SSH", "SSH", false, overSsh ? KEEP_SSH : KEEP_SSH_UNUSED, 0, false));
    }

    /** The columns that fit, and where. */
    List<Columns.Placed> fit(int width) {
        int[] widths = new int[COLUMNS];
        boolean throughSsh =
                rows.stream().anyMatch(row -> row.get(LATENCY).text().startsWith(BY_SSH));
        widths[LATENCY] = LATENCY_LEAST + (throughSsh ? BY_SSH.length() : 0);
        for (List<Span> row : rows) {
            for (int i = 0; i < COLUMNS; i++) {
                widths[i] = Math.max(widths[i], Width.of(row.get(i).text()));
            }
        }
        return Columns.fit(columns(), widths, width);
    }

    private static List<Span> cells(ServerView server, Model model, Glyphs glyphs) {
        Watch watch = model.watch();
        List<Span> cells = new ArrayList<>(COLUMNS);
        int id = server.server().id();
        cells.add(id < 0 ? HostSigns.NOTHING : number(id));
        cells.add(new Span(server.name(), Tone.TEXT));
        cells.add(Signs.state(server, model, glyphs));
        Optional<RaftStatus> answer = server.raft().value();
        if (answer.isPresent()) {
            RaftStatus raft = answer.get();
            cells.add(
                    raft.term() == RaftStatus.WRAPPED_TERM
                            ? new Span(Long.toString(raft.term()), Tone.BAD)
                            : number(raft.term()));
            cells.add(number(raft.logIndex()));
            cells.add(number(raft.commit()));
            cells.add(number(raft.votedFor()));
            cells.add(number(raft.fedIndex()));
            cells.add(lag(server, watch));
            cells.add(new Span(Spark.line(watch.facts(server).lags(), TREND_MOST, glyphs), Tone.CHART));
            cells.add(new Span(way(server) + NumberTexts.latency(server.raft().elapsed(), ""), Tone.TEXT));
        }
        while (cells.size() < VIP) {
            cells.add(EMPTY);
        }
        boolean shown = answer.isPresent() || server.host().asked();
        cells.add(shown ? HostSigns.vip(server, watch, glyphs) : EMPTY);
        cells.add(shown ? HostSigns.ssh(server.host(), model.now(), glyphs) : EMPTY);
        return cells;
    }

    /** A latency that goes through SSH is not the network's alone. */
    private static String way(ServerView server) {
        return server.via() == Via.SSH ? BY_SSH : "";
    }

    private static Span number(Object number) {
        return new Span(number.toString(), Tone.TEXT);
    }

    private static Span lag(ServerView server, Watch watch) {
        Optional<BigInteger> lag = watch.facts(server).lag();
        if (lag.isEmpty()) {
            return HostSigns.NOTHING;
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
}
