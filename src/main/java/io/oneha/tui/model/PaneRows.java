package io.oneha.tui.model;

import io.oneha.health.Finding;
import io.oneha.health.ZoneEvent;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows that each pane shows, filtered, and which of them is selected. */
public final class PaneRows {
    private PaneRows() {}

    /** The servers, in the snapshot's order. */
    public static List<ServerView> servers(Model model) {
        List<ServerView> rows = new ArrayList<>();
        for (ServerView server : allServers(model)) {
            if (holds(model, server.name(), server.asked(), word(server), reason(server), overSsh(server))) {
                rows.add(server);
            }
        }
        return rows;
    }

    /** The findings, worst first. */
    public static List<Finding> findings(Model model) {
        List<Finding> rows = new ArrayList<>();
        for (Finding finding : model.watch().verdict().findings()) {
            if (holds(
                    model,
                    finding.code().name(),
                    finding.subject(),
                    finding.reason(),
                    finding.severity().word())) {
                rows.add(finding);
            }
        }
        return rows;
    }

    /** The timeline, newest first. */
    public static List<ZoneEvent> events(Model model) {
        List<ZoneEvent> rows = new ArrayList<>();
        for (ZoneEvent event : model.watch().history().events()) {
            if (holds(model, event.subject(), event.text(), event.kind().name())) {
                rows.add(event);
            }
        }
        Collections.reverse(rows);
        return rows;
    }

    /** How many rows a pane has without the filter. */
    public static int total(Model model, Pane pane) {
        return switch (pane) {
            case SERVERS -> allServers(model).size();
            case FINDINGS -> model.watch().verdict().findings().size();
            case EVENTS -> model.watch().history().events().size();
        };
    }

    /** The selected row of a pane, from 0; -1 when it has none. */
    public static int selected(Model model, Pane pane) {
        List<String> keys = keys(model, pane);
        Selection mark = model.place().mark(pane);
        int at = keys.indexOf(mark.key());
        return at >= 0 ? at : Math.min(mark.index(), keys.size() - 1);
    }

    /** What tells a server from the others, in all snapshots: names and ids may occur twice. */
    public static String key(ServerView server) {
        return server.server().id() + " " + server.name() + " " + server.asked();
    }

    /** What tells a finding from the others. */
    public static String key(Finding finding) {
        return finding.code() + " " + finding.subject();
    }

    /** What tells an event from the others. */
    public static String key(ZoneEvent event) {
        return event.at() + " " + event.kind() + " " + event.subject();
    }

    /** The server of a key, while it is there. */
    public static Optional<ServerView> server(Model model, String key) {
        return allServers(model).stream()
                .filter(server -> key(server).equals(key))
                .findFirst();
    }

    /** The finding of a key, while it holds. */
    public static Optional<Finding> finding(Model model, String key) {
        return model.watch().verdict().findings().stream()
                .filter(finding -> key(finding).equals(key))
                .findFirst();
    }

    /** The event of a key. */
    public static Optional<ZoneEvent> event(Model model, String key) {
        return model.watch().history().events().stream()
                .filter(event -> key(event).equals(key))
                .findFirst();
    }

    /** The selected server, if there is one. */
    public static Optional<ServerView> selectedServer(Model model) {
        int at = selected(model, Pane.SERVERS);
        return at < 0 ? Optional.empty() : Optional.of(servers(model).get(at));
    }

    static List<String> keys(Model model, Pane pane) {
        return switch (pane) {
            case SERVERS -> servers(model).stream().map(PaneRows::key).toList();
            case FINDINGS -> findings(model).stream().map(PaneRows::key).toList();
            case EVENTS -> events(model).stream().map(PaneRows::key).toList();
        };
    }

    private static List<ServerView> allServers(Model model) {
        return model.watch().latest().map(Snapshot::servers).orElse(List.of());
    }

    private static String word(ServerView server) {
        return server.raft().value().map(raft -> raft.state().word()).orElse("error");
    }

    private static String reason(ServerView server) {
        return server.raft().failure().map(Reply.Failure<RaftStatus>::text).orElse("");
    }

    private static String overSsh(ServerView server) {
        return server.host()
                .failure()
                .map(failure -> failure.word() + " " + failure.text())
                .orElse("");
    }

    private static boolean holds(Model model, String... texts) {
        if (model.filter().isEmpty()) {
            return true;
        }
        String wanted = model.filter().toLowerCase(Locale.ROOT);
        for (String text : texts) {
            if (text.toLowerCase(Locale.ROOT).contains(wanted)) {
                return true;
            }
        }
        return false;
    }
}
