package io.oneha.tui;

import io.oneha.health.History;
import io.oneha.health.ZoneEvent;
import io.oneha.health.ZoneEvent.Kind;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.term.Size;
import io.oneha.tui.model.DashboardSession;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Message;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Update;
import io.oneha.tui.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Dashboards in known states, made of recorded zones and pressed keys. */
public final class Scenes {
    /** When the first snapshot was made. */
    public static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

    private static final int SECONDS = 40;
    private static final List<String> NAMES = List.of(
            "n1a1",
            "opennebula-frontend-02.dc-zurich.example.org",
            "日本サーバー",
            "launch-🚀-pad",
            "n1a5",
            "n1a6",
            "n1a7",
            "n1a8",
            "n1a9");

    private Scenes() {}

    /** Before the first answer. */
    public static Model asking(Size size) {
        Watch watch = Watch.start(History.EMPTY.withPast(past()));
        return Model.start(session(List.of(), false), watch, START, size);
    }

    /** A zone that was in one recorded state for a while. */
    public static Model of(String state, Size size) {
        return observe(asking(size), state, SECONDS, UnaryOperator.identity());
    }

    /** A zone that was in one recorded state for a while, and then for a few seconds in another. */
    public static Model of(String before, String after, Size size) {
        return observe(of(before, size), after, 5, UnaryOperator.identity());
    }

    /** Nine servers, some with names as people give them. */
    public static Model nine(Size size) {
        return observe(asking(size), "healthy2", 3, Scenes::nine);
    }

    /** A healthy zone whose address is known to be held by one server. */
    public static Model held(String holder, Size size) {
        return observe(asking(size), "healthy", 3, snapshot -> Recorded.held(snapshot, List.of(holder)));
    }

    /** A healthy zone with commands of others, as the demo brings them. */
    public static Model withExtras(List<ExtraCommand> extras, boolean readOnly, Size size) {
        Model model = Model.start(session(extras, readOnly), Watch.start(History.EMPTY), START, size);
        return observe(model, "healthy", 3, UnaryOperator.identity());
    }

    /** The model after some keys. */
    public static Model press(Model model, Key... keys) {
        Model after = model;
        for (Key key : keys) {
            after = Update.apply(after, new Message.Pressed(key)).model();
        }
        return after;
    }

    /** The model after some text was typed. */
    public static Model type(Model model, String text) {
        Model after = model;
        for (char character : text.toCharArray()) {
            after = press(after, Key.of(character));
        }
        return after;
    }

    /** The model after more snapshots, one a second. */
    public static Model observe(Model model, String state, int seconds, UnaryOperator<Snapshot> change) {
        Model after = model;
        for (int i = 0; i < seconds; i++) {
            Instant at = after.now().plusSeconds(1);
            Duration latency = Duration.ofNanos(1_900_000 + i * 37 % 11 * 130_000);
            Snapshot snapshot = change.apply(Recorded.zone(state, at, latency));
            after = Update.apply(after, new Message.Ticked(at)).model();
            after = Update.apply(after, new Message.Observed(snapshot)).model();
        }
        return after;
    }

    private static DashboardSession session(List<ExtraCommand> extras, boolean readOnly) {
        return new DashboardSession(
                "production.yml", 3, readOnly, Duration.ofSeconds(1), ZoneOffset.UTC, extras, Optional.empty(), false);
    }

    private static Snapshot nine(Snapshot snapshot) {
        List<ServerView> servers = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            servers.add(Recorded.named(snapshot.servers().get(Math.min(i, 2)), i, NAMES.get(i)));
        }
        return Recorded.with(snapshot, servers);
    }

    private static List<ZoneEvent> past() {
        return List.of(
                new ZoneEvent(
                        START.minusSeconds(97_400),
                        Kind.SERVER_LOST,
                        "server-1",
                        "server-1 is lost: connection refused"),
                new ZoneEvent(
                        START.minusSeconds(97_396), Kind.ELECTION, "zone", "server-0 stands for election, term 2"),
                new ZoneEvent(
                        START.minusSeconds(97_395),
                        Kind.LEADER_ELECTED,
                        "server-0",
                        "server-0 leads, term 2, after 5.1 s without a leader"),
                new ZoneEvent(START.minusSeconds(7_200), Kind.SERVER_BACK, "server-1", "server-1 is back after 25 h"));
    }

    /** The extra commands of a simulated zone. */
    public static List<ExtraCommand> extras() {
        return List.of(
                new ExtraCommand(
                        "kill",
                        "kill SERVER",
                        "kill a server's oned at once",
                        Optional.of('K'),
                        arguments -> "killed " + arguments.get(0)),
                new ExtraCommand(
                        "partition",
                        "partition NAME[,NAME...]",
                        "cut servers off",
                        Optional.empty(),
                        arguments -> "cut off"));
    }
}
