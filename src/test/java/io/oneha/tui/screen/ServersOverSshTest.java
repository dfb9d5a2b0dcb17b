package io.oneha.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.host.HostView;
import io.oneha.ssh.SshException.Kind;
import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.testing.HostSamples;
import io.oneha.tui.Golden;
import io.oneha.tui.HostScenes;
import io.oneha.tui.Recorded;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.model.Message;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.PaneRows;
import io.oneha.tui.model.Update;
import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The servers' table where SSH is used. */
class ServersOverSshTest {
    private static final Size SIZE = new Size(80, 24);
    private static final HostSamples HOST = HostSamples.follower(1, "server-1");

    static Stream<Arguments> views() {
        return Stream.of(
                Arguments.of(HostView.NOT_ASKED, "-"),
                Arguments.of(HostView.PENDING, "… asking"),
                Arguments.of(HOST.view(Scenes.START), "✓ ok"),
                Arguments.of(HOST.view(Scenes.START.minusSeconds(30)), "✓ ok"),
                Arguments.of(HOST.view(Scenes.START.minusSeconds(31)), "▲ 31 s old"),
                Arguments.of(HostSamples.follower(1, "server-1").limited().view(Scenes.START), "▲ limited"),
                Arguments.of(HostSamples.failed(Kind.UNREACHABLE, "no route", Scenes.START), "✗ unreachable"),
                Arguments.of(HostSamples.failing(HOST.view(Scenes.START), Kind.SUDO, "asks", Scenes.START), "✗ sudo?"));
    }

    @ParameterizedTest
    @MethodSource("views")
    void aGlyphAndAWordSayHowSshFares(HostView view, String text) {
        assertThat(HostSigns.ssh(view, Scenes.START, Glyphs.UNICODE).text()).isEqualTo(text);
    }

    @Test
    void aLongReasonCoversNeitherHolderNorSsh() {
        Model model = HostScenes.onedDown(SIZE);
        Snapshot snapshot = model.watch().latest().orElseThrow();
        List<ServerView> servers = new ArrayList<>(snapshot.servers());
        ServerView last = servers.get(2);
        servers.set(
                2,
                new ServerView(
                                last.server(),
                                true,
                                true,
                                last.asked(),
                                new Reply.Failure<>(FailureKind.ONED_ERROR, "x".repeat(200), Duration.ZERO))
                        .with(last.via(), last.host()));
        Model told = Update.apply(model, new Message.Observed(Recorded.with(snapshot, servers)))
                .model();

        Frame frame = Screens.draw(told, SIZE, Theme.of(ColourDepth.NONE, Background.DARK, false));

        assertThat(Golden.text(frame, 8)).matches("│   2 server-2 ✗ error +x+…, for 4 s ✓▲  ✓ ok │");
    }

    @Test
    void aFilterFindsHostsByWhatStandsInTheWay() {
        assertThat(PaneRows.servers(Scenes.type(HostScenes.troubled(SIZE), "/login")))
                .extracting(ServerView::name)
                .containsExactly("server-2");
    }
}
