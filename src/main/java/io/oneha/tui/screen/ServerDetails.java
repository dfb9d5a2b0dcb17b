package io.oneha.tui.screen;

import io.oneha.health.Finding;
import io.oneha.health.ZoneEvent;
import io.oneha.observe.ServerView;
import io.oneha.observe.Via;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Spark;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.PaneRows;
import io.oneha.tui.model.ServerFacts;
import io.oneha.tui.model.Watch;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import java.time.Duration;
import java.util.List;

/** All that is known of one server. */
final class ServerDetails {
    private static final int EVENTS = 8;
    private static final int CHART = 3;
    private static final long MICROS = 1000;

    private ServerDetails() {}

    static List<Line> lines(Model model, ServerView server, int width, Glyphs glyphs) {
        Sheet sheet = new Sheet(width);
        Watch watch = model.watch();
        ServerFacts facts = watch.facts(server);
        identity(sheet, server, model, glyphs);
        sheet.heading("Raft");
        server.raft().value().ifPresent(raft -> raft(sheet, raft, server, watch));
        server.raft().failure().ifPresent(failure -> failure(sheet, failure, facts, model));
        findings(sheet, server, model, glyphs);
        HostSection.add(sheet, server, model, glyphs);
        charts(sheet, facts, glyphs);
        events(sheet, server, model, glyphs);
        return sheet.lines();
    }

    private static void identity(Sheet sheet, ServerView server, Model model, Glyphs glyphs) {
        Watch watch = model.watch();
        Span state = Signs.state(server, model, glyphs);
        sheet.value("State", state.text(), state.tone());
        sheet.value("Name", server.name(), Tone.TITLE);
        boolean poolKnown =
                watch.latest().filter(seen -> !seen.pool().isEmpty()).isPresent();
        String id = poolKnown ? "none" : "unknown";
        sheet.value("Id", server.inPool() ? String.valueOf(server.server().id()) : id);
        if (!server.inPool() && poolKnown) {
            sheet.value("Pool", "not in the zone's pool", Tone.WARN);
        }
        sheet.value("Endpoint", server.server().endpoint());
        if (!server.asked().equals(server.server().endpoint())) {
            sheet.value("Asked at", server.asked());
        }
        server.server().grpcEndpoint().ifPresent(grpc -> sheet.value("gRPC", grpc));
        boolean known = watch.latest()
                .flatMap(snapshot -> snapshot.target().inventory())
                .isPresent();
        if (known) {
            sheet.value("Inventory", server.inInventory() ? "yes" : "not in it");
        }
    }

    private static void raft(Sheet sheet, RaftStatus raft, ServerView server, Watch watch) {
        sheet.value("Term", String.valueOf(raft.term()));
        sheet.value("Voted for", voted(raft, watch));
        sheet.value("Index", raft.logIndex() + ", of term " + raft.logTerm());
        sheet.value("Commit", raft.commit().toString());
        watch.facts(server)
                .lag()
                .ifPresent(
                        behind -> sheet.value("Lag", behind.toString(), behind.signum() > 0 ? Tone.WARN : Tone.TEXT));
        boolean federated = raft.fedIndex().signum() >= 0;
        sheet.value(
                "Federation", federated ? raft.fedIndex().toString() : "-1, none", federated ? Tone.TEXT : Tone.DIM);
        if (raft.serverId() != server.server().id()) {
            sheet.value("SERVER_ID", raft.serverId() + " by its own account", Tone.WARN);
        }
        String way = server.via() == Via.SSH ? ", through SSH" : "";
        sheet.value("Latency", NumberTexts.latency(server.raft().elapsed(), " ") + way);
    }

    private static String voted(RaftStatus raft, Watch watch) {
        if (raft.votedFor() < 0) {
            return "-1, nobody";
        }
        for (ServerView other : watch.servers()) {
            if (other.inPool() && other.server().id() == raft.votedFor()) {
                return raft.votedFor() + ", " + other.name();
            }
        }
        return String.valueOf(raft.votedFor());
    }

    private static void failure(Sheet sheet, Reply.Failure<RaftStatus> failure, ServerFacts facts, Model model) {
        sheet.value("Answer", "none: " + failure.text(), Tone.BAD);
        facts.failingSince().ifPresent(since -> sheet.value("Since", NumberTexts.when(since, model)));
        if (facts.last().isEmpty()) {
            sheet.value("Last seen", "not since oneha looks", Tone.DIM);
            return;
        }
        RaftStatus last = facts.last().get();
        facts.lastAt()
                .ifPresent(at -> sheet.value(
                        "Last seen",
                        NumberTexts.ago(at, model) + ": " + last.state().word() + ", term " + last.term() + ", index "
                                + last.logIndex() + ", commit " + last.commit(),
                        Tone.DIM));
    }

    private static void findings(Sheet sheet, ServerView server, Model model, Glyphs glyphs) {
        List<Finding> findings = HostFindings.of(model, server).findings();
        if (!findings.isEmpty()) {
            sheet.heading("Findings");
        }
        for (Finding finding : findings) {
            Span sign = Signs.severity(finding.severity(), glyphs);
            sheet.line(Line.of(" " + sign.text() + " " + finding.code(), sign.tone()));
            sheet.value("  Seen", finding.reason());
            sheet.value("  Remedy", finding.remedy());
        }
    }

    private static void charts(Sheet sheet, ServerFacts facts, Glyphs glyphs) {
        if (facts.last().isEmpty()) {
            return;
        }
        chart(sheet, "Lag", facts.lags(), "most " + Spark.top(facts.lags()), glyphs);
        Duration slowest = Duration.ofNanos(Spark.top(facts.latencies()) * MICROS);
        chart(sheet, "Latency", facts.latencies(), "most " + NumberTexts.latency(slowest, " "), glyphs);
    }

    private static void chart(Sheet sheet, String title, List<Long> values, String note, Glyphs glyphs) {
        int width = sheet.width() - 2;
        sheet.heading(title + ", " + note);
        int height = Spark.top(values) == 0 ? 1 : CHART;
        for (String line : Spark.chart(values, width, height, glyphs)) {
            sheet.line(Line.of(" " + line, Tone.CHART));
        }
    }

    private static void events(Sheet sheet, ServerView server, Model model, Glyphs glyphs) {
        List<ZoneEvent> events = model.watch().history().events().stream()
                .filter(event -> event.subject().equals(server.name()))
                .toList();
        if (!events.isEmpty()) {
            sheet.heading("Events");
        }
        for (int i = events.size() - 1; i >= Math.max(0, events.size() - EVENTS); i--) {
            ZoneEvent event = events.get(i);
            Span sign = Signs.event(event.kind(), glyphs);
            sheet.line(Line.of(" " + NumberTexts.moment(event.at(), model) + " ", Tone.DIM)
                    .and(sign.text() + " ", sign.tone())
                    .and(event.text(), Tone.TEXT));
        }
    }

    /** The title of its pane. */
    static String title(Model model, String key) {
        return PaneRows.server(model, key).map(ServerView::name).orElse("Server");
    }
}
