package io.oneha.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.look.Report;
import io.oneha.cli.output.StatusTable;
import io.oneha.cli.output.TextColours;
import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Health;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Via;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.observe.host.HostView;
import io.oneha.ssh.SshException.Kind;
import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.testing.HostSamples;
import io.oneha.tui.Golden;
import io.oneha.tui.Recorded;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Theme;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneServer;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Front-ends that have yet to join are no errors, and what is told of them is what their hosts show. */
class JoinersTest {
    private static final Size SIZE = new Size(100, 24);
    private static final HostSamples BARE = HostSamples.follower(2, "n1a3").bare();

    @Test
    void besideASoloFrontEndTheOthersAreToJoin() {
        Snapshot snapshot = Recorded.with(zone("solo"), List.of(solo(), joiner(HostView.NOT_ASKED)));

        assertThat(frame("solo", snapshot))
                .contains("Can lose  0 of 1 server ")
                .contains("1 of 1 answer, 1 to join")
                .containsPattern("n1a1 +\\S solo")
                .containsPattern("n1a3 +\\S to join +│");
        assertThat(status(snapshot)).containsPattern("n1a3 +to join").doesNotContain("refused");
    }

    @Test
    void aHostThatIsToJoinIsNoHeadlineOfAHealthyZone() {
        Snapshot healthy = zone("healthy");
        List<ServerView> servers = new ArrayList<>(healthy.servers());
        servers.add(joiner(BARE.view(Scenes.START)));
        Snapshot snapshot = Recorded.with(healthy, servers);

        assertThat(Health.judge(snapshot).findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.INVENTORY_DRIFT);
        assertThat(frame("healthy", snapshot).lines().findFirst().orElseThrow())
                .contains("server-0 leads, 2 follow")
                .doesNotContain("inventory");
        assertThat(status(snapshot)).containsPattern("VERDICT +OK\n").doesNotContain("REMEDY");
    }

    @Test
    void whereNobodyAnswersNobodyIsToJoin() {
        Snapshot snapshot = Recorded.with(zone("solo"), List.of(joiner(HostView.NOT_ASKED)));

        assertThat(frame("solo", snapshot)).contains("0 of 1 answer").contains("✗ error");
    }

    static Stream<Arguments> hosts() {
        HostSamples stopped = HostSamples.follower(2, "n1a3").service("opennebula", ServiceState.INACTIVE);
        HostSamples failed = HostSamples.follower(2, "n1a3").service("opennebula", ServiceState.FAILED);
        return Stream.of(
                Arguments.of("bare", BARE.view(Scenes.START), "no OpenNebula there yet"),
                Arguments.of("stopped", stopped.view(Scenes.START), "oned is not started"),
                Arguments.of("failed", failed.view(Scenes.START), "oned is not started"),
                Arguments.of("runs", HostSamples.follower(2, "n1a3").view(Scenes.START), ""),
                Arguments.of("not asked", HostView.NOT_ASKED, ""),
                Arguments.of("not seen", HostSamples.failed(Kind.LOGIN, "n1a3: no", Scenes.START), ""),
                Arguments.of("old", HostSamples.failing(BARE.view(Scenes.START), Kind.LOGIN, "no", Scenes.START), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hosts")
    void aJoinersRowSaysWhatItsHostShowsAndElseNothing(String name, HostView host, String told) {
        Snapshot healthy = zone("healthy");
        List<ServerView> servers = new ArrayList<>(healthy.servers());
        servers.add(joiner(host));
        Snapshot snapshot = Recorded.with(healthy, servers);

        String row = frame("healthy", snapshot)
                .lines()
                .filter(line -> line.contains("n1a3") && line.contains("to join"))
                .findFirst()
                .orElseThrow();
        assertThat(row).containsPattern("\\S to join +" + told).doesNotContain("refused", ", for ");
        assertThat(told.isEmpty() ? row : "").doesNotContain("oned", "OpenNebula");
        assertThat(status(snapshot)).doesNotContain("refused");
        if (!told.isEmpty()) {
            assertThat(status(snapshot)).containsPattern("n1a3: +" + told);
        }
    }

    private static Snapshot zone(String state) {
        return Recorded.zone(state, Scenes.START, Duration.ofMillis(2));
    }

    private static ServerView solo() {
        BigInteger none = BigInteger.ONE.negate();
        RaftStatus raft = new RaftStatus(-1, ServerState.SOLO, 0, -1, BigInteger.ZERO, BigInteger.ZERO, -1, none);
        return view("n1a1", new Reply.Answer<>(raft, Duration.ofMillis(2)));
    }

    private static ServerView joiner(HostView host) {
        return view("n1a3", new Reply.Failure<>(FailureKind.REFUSED, "connection refused", Duration.ZERO))
                .with(Via.DIRECT, host);
    }

    private static ServerView view(String name, Reply<RaftStatus> raft) {
        String endpoint = "http://" + name + ":2633/RPC2";
        return new ServerView(new ZoneServer(-1, name, endpoint, Optional.empty()), false, true, endpoint, raft);
    }

    private static String frame(String state, Snapshot snapshot) {
        Frame frame = Screens.draw(
                Scenes.observe(Scenes.asking(SIZE), state, 1, any -> snapshot),
                SIZE,
                Theme.of(ColourDepth.NONE, Background.DARK, false));
        return IntStream.range(0, SIZE.rows())
                .mapToObj(row -> Golden.text(frame, row))
                .collect(Collectors.joining("\n"));
    }

    private static String status(Snapshot snapshot) {
        return String.join("\n", new StatusTable(TextColours.NONE).lines(Report.of(snapshot, Health.judge(snapshot))));
    }
}
