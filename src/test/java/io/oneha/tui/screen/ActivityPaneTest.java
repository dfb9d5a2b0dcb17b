package io.oneha.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.tui.Golden;
import io.oneha.tui.Recorded;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Theme;
import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActivityPaneTest {
    private static final Size SIZE = new Size(200, 60);

    @Test
    void aHostThatHasYetToJoinHasNoLatencyToDraw() {
        Frame frame = Screens.draw(
                Scenes.observe(Scenes.asking(SIZE), "healthy", 5, ActivityPaneTest::withOneThatWaits),
                SIZE,
                Theme.of(ColourDepth.NONE, Background.DARK, false));
        List<String> lines = IntStream.range(0, SIZE.rows())
                .mapToObj(row -> Golden.text(frame, row))
                .toList();
        int latency = IntStream.range(0, lines.size())
                .filter(row -> lines.get(row).contains("Latency"))
                .reduce((one, other) -> other)
                .orElseThrow();

        assertThat(lines.subList(0, latency)).anyMatch(line -> line.contains("to-come") && line.contains("to join"));
        assertThat(lines.subList(latency, lines.size()))
                .anyMatch(line -> line.contains("server-2"))
                .noneMatch(line -> line.contains("to-come"));
    }

    private static Snapshot withOneThatWaits(Snapshot snapshot) {
        List<ServerView> servers = new ArrayList<>(snapshot.servers());
        servers.add(new ServerView(
                new ZoneServer(-1, "to-come", "http://192.0.2.14:2633/RPC2", Optional.empty()),
                false,
                true,
                "http://192.0.2.14:2633/RPC2",
                new Reply.Failure<>(FailureKind.REFUSED, "connection refused", Duration.ZERO)));
        return Recorded.with(snapshot, servers);
    }
}
