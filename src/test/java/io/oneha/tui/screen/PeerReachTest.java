package io.oneha.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.ServerView;
import io.oneha.observe.Via;
import io.oneha.observe.host.HostFacts.Peer;
import io.oneha.observe.host.HostView;
import io.oneha.term.Size;
import io.oneha.testing.HostSamples;
import io.oneha.tui.HostScenes;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Span;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Key.Kind;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.View;
import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PeerReachTest {
    private static final String OWN = "10.90.0.12";
    private static final Size SIZE = new Size(80, 24);

    static Stream<Arguments> peers() {
        return Stream.of(
                Arguments.of(Optional.of(OWN), true, true, PeerReach.WHOLE),
                Arguments.of(Optional.of(OWN), false, true, PeerReach.NO_SSH),
                Arguments.of(Optional.of(OWN), true, false, PeerReach.NO_ONED),
                Arguments.of(Optional.of(OWN), false, false, PeerReach.NO_PORT),
                Arguments.of(Optional.empty(), false, false, PeerReach.NO_NAME),
                Arguments.of(Optional.of("10.90.0.99"), true, true, PeerReach.ELSEWHERE),
                Arguments.of(Optional.of("127.0.1.1"), true, true, PeerReach.ELSEWHERE),
                Arguments.of(Optional.of("10.90.0.99"), true, false, PeerReach.NO_ONED));
    }

    @ParameterizedTest
    @MethodSource("peers")
    void theFirstThingInTheWayIsTold(Optional<String> address, boolean ssh, boolean oned, PeerReach expected) {
        ServerView from = server(0, HostSamples.leader(0, "n1a1").peers(new Peer("n1a2", address, ssh, oned)));
        ServerView to = server(1, HostSamples.follower(1, "n1a2"));

        assertThat(PeerReach.of(from, to)).isEqualTo(expected);
    }

    @Test
    void whatNobodyLookedAtIsUnknownAndNotBroken() {
        ServerView silent = server(0, "n1a1", HostView.PENDING);
        ServerView other = server(1, HostSamples.follower(1, "n1a2"));

        assertThat(PeerReach.of(silent, other)).isEqualTo(PeerReach.UNKNOWN);
        assertThat(PeerReach.of(other, silent)).isEqualTo(PeerReach.UNKNOWN);
        assertThat(PeerReach.of(other, other)).isEqualTo(PeerReach.SELF);
    }

    @ParameterizedTest
    @CsvSource({"10.90.0.99, false", "127.0.1.1, true", "::1, true"})
    void ofAHostWhoseAddressesAreNotKnownOnlyTheLoopbackIsWrong(String address, boolean wrong) {
        ServerView from =
                server(0, HostSamples.leader(0, "n1a1").peers(new Peer("n1a2", Optional.of(address), true, true)));

        assertThat(PeerReach.of(from, server(1, "n1a2", HostView.PENDING)))
                .isEqualTo(wrong ? PeerReach.ELSEWHERE : PeerReach.WHOLE);
    }

    @ParameterizedTest
    @CsvSource({"3, 78", "5, 78", "7, 78"})
    void theMatrixFitsAndCutsNoCell(int servers, int width) {
        String page = page(HostScenes.reach(servers, SIZE), width);
        String[] rows = page.split("\n");

        assertThat(rows[0]).startsWith(" from ").contains("1 n1a1", servers + " n1a" + servers);
        assertThat(rows[1]).contains("✗ name");
        assertThat(rows)
                .filteredOn(row -> row.contains("✓") || row.contains("▲"))
                .hasSizeGreaterThan(servers - 2)
                .allSatisfy(row -> assertThat(row.length()).isLessThanOrEqualTo(width));
    }

    @Test
    void columnsWhoseNamesAreTooLongHaveTheNumbersOfTheRows() {
        String[] rows =
                page(HostScenes.reach(7, "opennebula-frontend-0", SIZE), 78).split("\n");

        assertThat(rows[0]).startsWith(" from ").endsWith(" to 1    to 2    to 3    to 4    to 5    to 6    to 7");
        assertThat(rows[1]).startsWith(" 1 opennebula-fronte").contains("✗ name");
        assertThat(rows[1].length()).isLessThanOrEqualTo(78);
    }

    @Test
    void whereTheMatrixDoesNotFitItIsAList() {
        assertThat(page(HostScenes.reach(7, SIZE), 40))
                .startsWith(" From n1a1\n ✓ ok    n1a2\n ✗ name  n1a3\n")
                .contains(" From n1a3\n ? host key: n1a3: the host key");
    }

    @Test
    void hostsThatAreNotSeenSayWhyAndForHowLong() {
        assertThat(page(HostScenes.reach(3, SIZE), 78))
                .contains("3 n1a3   ? host key: n1a3: the host key is not the one in line 12")
                .contains("Not seen now\n n1a3        ✗ n1a3: the host key is not")
                .contains("for 20 s");
    }

    @Test
    void oldRowsCarryTheirAge() {
        assertThat(page(HostScenes.old(SIZE), 78))
                .contains("2 1 min old server-1")
                .contains("✗ server-1: no answer within 5 s");
    }

    @Test
    void namesTellWhoSeesWhichAddress() {
        assertThat(page(HostScenes.reach(5, SIZE), 78))
                .contains(" 1 n1a1      ▲ 127.0.1.1 on n1a2, not an address of its host\n"
                        + "             10.90.0.11 on n1a4, n1a5\n")
                .contains(" 2 n1a2      10.90.0.12\n")
                .contains(" 3 n1a3      ✗ does not resolve on n1a1\n");
    }

    @Test
    void aKeyAndACommandOpenThePageAndTheSameKeyClosesIt() {
        Model model = HostScenes.healthy(SIZE);
        Model open = Scenes.press(model, Key.of('m'));
        Model typed = Scenes.press(Scenes.type(model, ":reach"), Key.of(Kind.ENTER));

        assertThat(open.view().kind()).isEqualTo(View.Kind.REACH);
        assertThat(typed.view().kind()).isEqualTo(View.Kind.REACH);
        assertThat(Scenes.press(open, Key.of('m')).place().isHome()).isTrue();
        assertThat(Scenes.press(open, Key.of(Kind.ESCAPE)).place().isHome()).isTrue();
    }

    private static String page(Model model, int width) {
        return ReachScreen.lines(model, width, Glyphs.UNICODE).stream()
                .map(PeerReachTest::text)
                .collect(Collectors.joining("\n"));
    }

    private static String text(Line line) {
        return line.spans().stream()
                .map(Span::text)
                .collect(Collectors.joining())
                .stripTrailing();
    }

    private static ServerView server(int id, HostSamples host) {
        return server(id, host.facts().hostname(), host.view(Scenes.START));
    }

    private static ServerView server(int id, String name, HostView host) {
        ZoneServer server = new ZoneServer(id, name, "http://10.90.0.1:2633/RPC2", Optional.empty());
        return new ServerView(
                        server,
                        true,
                        true,
                        server.endpoint(),
                        new Reply.Failure<>(FailureKind.REFUSED, "connection refused", Duration.ZERO))
                .with(Via.DIRECT, host);
    }
}
