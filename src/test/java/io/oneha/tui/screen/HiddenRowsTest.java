package io.oneha.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.Finding;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.testing.HostSamples;
import io.oneha.tui.ChangeScenes;
import io.oneha.tui.Golden;
import io.oneha.tui.HostScenes;
import io.oneha.tui.Recorded;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Message;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.PaneRows;
import io.oneha.tui.model.Update;
import io.oneha.zone.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pane has no room for is marked on it, and no room is left unused while there is. */
class HiddenRowsTest {
    private static final Size SIZE = new Size(80, 24);

    @Test
    void findingsBelowAndAboveAreMarked() {
        Model model = HostScenes.troubled(new Size(80, 20));
        List<Finding> findings = PaneRows.findings(model);
        List<String> pane = pane(model, "Findings");

        assertThat(findings.size()).isGreaterThan(pane.size());
        assertThat(pane.get(pane.size() - 1)).endsWith("↓│");
        assertThat(pane.get(0)).doesNotContain("↑");

        List<String> end = pane(Scenes.press(model, Key.of('2'), Key.of('G')), "Findings");
        assertThat(end.get(0)).endsWith("↑│");
        assertThat(end.get(end.size() - 1)).doesNotContain("↓");
    }

    @Test
    void serversThatTheRunLeavesNoRoomForAreMarked() {
        Model model = ChangeScenes.ran(SIZE, ChangeScenes.copying());
        Snapshot snapshot = model.watch().latest().orElseThrow();
        List<ServerView> servers = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            servers.add(Recorded.named(snapshot.servers().get(Math.min(i, 2)), i, "n1a" + (i + 1)));
        }
        List<String> pane = pane(observed(model, Recorded.with(snapshot, servers)), "Servers");

        assertThat(pane.get(pane.size() - 1)).endsWith("↓│");
        assertThat(pane.get(0)).doesNotContain("↑");
    }

    @Test
    void aPaneThatHidesNothingMarksNothing() {
        for (String name : List.of("Servers", "Findings", "Events")) {
            assertThat(pane(Scenes.of("healthy2", "follower-down", new Size(80, 30)), name))
                    .noneMatch(line -> line.endsWith("↓│") || line.endsWith("↑│"));
        }
    }

    @Test
    void theMenuOfASmallTerminalUsesItsLinesAndMarksTheOthers() {
        Size small = new Size(40, 10);
        Model menu = Scenes.press(Scenes.withExtras(Scenes.extras(), false, small), Key.of('a'));
        List<String> pane = pane(menu, "Actions");

        assertThat(pane).hasSize(6).allMatch(line -> line.matches("│.*[a-z].*│"));
        assertThat(pane.get(5)).endsWith("↓│");

        List<String> end = pane(Scenes.press(menu, Key.of('G')), "Actions");
        assertThat(end.get(0)).endsWith("↑│");
    }

    /** The columns stay where they are while answers take a little less or more than ten milliseconds. */
    @ParameterizedTest
    @CsvSource({"9_700_000, 10_200_000", "1_200_000, 140_000_000"})
    void aLatencyThatVariesMovesNoColumn(String before, String after) {
        assertThat(heading(before)).isEqualTo(heading(after));
    }

    private static String heading(String nanos) {
        Duration latency = Duration.ofNanos(Long.parseLong(nanos.replace("_", "")));
        Snapshot zone = Recorded.zone("healthy", Scenes.START, latency);
        List<ServerView> servers = zone.servers().stream()
                .map(server -> new ServerView(
                                server.server(),
                                true,
                                true,
                                server.asked(),
                                new Reply.Answer<>(server.raft().value().orElseThrow(), latency))
                        .with(
                                server.via(),
                                HostSamples.follower(server.server().id(), server.name())
                                        .view(Scenes.START)))
                .toList();
        return lines(observed(Scenes.asking(SIZE), Recorded.with(zone, servers))).stream()
                .filter(line -> line.contains("NAME"))
                .findFirst()
                .orElseThrow();
    }

    private static Model observed(Model model, Snapshot snapshot) {
        return Update.apply(model, new Message.Observed(snapshot)).model();
    }

    /** A pane's lines without its frame, and without the heading of a table. */
    private static List<String> pane(Model model, String name) {
        List<String> lines = lines(model);
        int top = IntStream.range(0, lines.size())
                .filter(row -> lines.get(row).startsWith("╭─ " + name))
                .findFirst()
                .orElseThrow();
        return lines.subList(top + 1, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("╰"))
                .filter(line -> !line.contains("NAME"))
                .toList();
    }

    private static List<String> lines(Model model) {
        Frame frame = Screens.draw(model, model.size(), Theme.of(ColourDepth.NONE, Background.DARK, false));
        return IntStream.range(0, model.size().rows())
                .mapToObj(row -> Golden.text(frame, row))
                .toList();
    }
}
