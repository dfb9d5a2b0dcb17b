package io.oneha.tui.model;

import io.oneha.health.Finding;
import io.oneha.health.ZoneEvent;
import io.oneha.observe.ServerView;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rows that each pane shows, filtered, and which of them is selected. */
public final class PaneRows {
    private PaneRows() {}

    /** The servers, in the snapshot's order. */
    public static List<ServerView> servers(Model model) {
        if (model.filter().isEmpty()) {
            return model.watch().servers();
        }
        return model.watch().servers().stream()
                .filter(server ->
                        holds(model, server.name(), server.asked(), word(server), reason(server), overSsh(server)))
                .toList();
    }

    /** The findings, worst first. */
    public static List<Finding> findings(Model model) {
        if (model.filter().isEmpty()) {
            return model.watch().verdict().findings();
        }
        return model.watch().verdict().findings().stream()
                .filter(finding -> holds(
                        model,
                        finding.code().name(),
                        finding.subject(),
                        finding.reason(),
                        finding.severity().word()))
                .toList();
    }

    /** The timeline, newest first. */
    public static List<ZoneEvent> events(Model model) {
        List<ZoneEvent> rows = new ArrayList<>(model.watch().history().events());
        if (!model.filter().isEmpty()) {
            rows.removeIf(event ->
                    !holds(model, event.subject(), event.text(), event.kind().name()));
        }
        Collections.reverse(rows);
        return rows;
    }

    /** How many rows a pane has without the filter. */
    public static int total(Model model, Pane pane) {
        return switch (pane) {
            case SERVERS -> model.watch().servers().size();
            case FINDINGS -> model.watch().verdict().findings().size();
            case EVENTS -> model.watch().history().events().size();
        };
    }

    private static int size(Model model, Pane pane) {
        return switch (pane) {
            case SERVERS -> servers(model).size();
            case FINDINGS -> findings(model).size();
            case EVENTS -> events(model).size();
        };
    }

    /** The selected row of a pane, from 0; -1 when it has none. */
    public static int selected(Model model, Pane pane) {
        Selection mark = model.place().mark(pane);
        if (mark.key().isEmpty()) {
            return Math.min(mark.index(), size(model, pane) - 1);
        }
        List<String> keys = keys(model, pane);
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
        return find(model.watch().servers(), PaneRows::key, key);
    }

    /** The finding of a key, while it holds. */
    public static Optional<Finding> finding(Model model, String key) {
        return find(model.watch().verdict().findings(), PaneRows::key, key);
    }

    /** The event of a key. */
    public static Optional<ZoneEvent> event(Model model, String key) {
        return find(model.watch().history().events(), PaneRows::key, key);
    }

    private static <T> Optional<T> find(List<T> rows, Function<T, String> keyOf, String key) {
        return rows.stream().filter(row -> keyOf.apply(row).equals(key)).findFirst();
    }

    /** The selected server, if there is one. */
    public static Optional<ServerView> selectedServer(Model model) {
        int at = selected(model, Pane.SERVERS);
        return at < 0 ? Optional.empty() : Optional.of(servers(model).get(at));
    }

    /** What tells the rows of a pane from one another, in their order. */
    public static List<String> keys(Model model, Pane pane) {
        return switch (pane) {
            case SERVERS -> servers(model).stream().map(PaneRows::key).toList();
            case FINDINGS -> findings(model).stream().map(PaneRows::key).toList();
            case EVENTS -> events(model).stream().map(PaneRows::key).toList();
        };
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
        String wanted = model.filter().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                || Stream.of(texts)
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
