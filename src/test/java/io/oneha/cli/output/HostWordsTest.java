package io.oneha.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.look.ServerRow;
import io.oneha.observe.ServerView;
import io.oneha.observe.Via;
import io.oneha.observe.VipView;
import io.oneha.observe.host.HostView;
import io.oneha.ssh.SshException.Kind;
import io.oneha.testing.HostSamples;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How SSH fares, and where the virtual address is, in the words of the table. */
class HostWordsTest {
    private static final HostSamples HOST = HostSamples.follower(1, "n1a2");

    static Stream<Arguments> views() {
        return Stream.of(
                Arguments.of(HostView.NOT_ASKED, "-"),
                Arguments.of(HostView.PENDING, "asking"),
                Arguments.of(HOST.view(Samples.AT.minusSeconds(30)), "ok"),
                Arguments.of(HOST.view(Samples.AT.minusSeconds(31)), "31 s old"),
                Arguments.of(
                        HostSamples.failing(HOST.view(Samples.AT), Kind.SILENT, "no answer", Samples.AT), "silent"),
                Arguments.of(HostSamples.failed(Kind.HOST_KEY, "changed", Samples.AT), "host key"),
                Arguments.of(HostSamples.failed(Kind.SUDO, "asks", Samples.AT), "sudo?"),
                Arguments.of(HostSamples.follower(1, "n1a2").limited().view(Samples.AT), "limited"));
    }

    @ParameterizedTest
    @MethodSource("views")
    void aWordSaysHowSshFares(HostView view, String word) {
        assertThat(HostWords.of(view, Samples.AT).text()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "'n1a2: the key changed', 'connection refused', 'ssh: the key changed'",
        "'n1a2: the key changed', 'n1a2: the key changed', ''",
        "'n1a2: the key changed', 'through SSH: the key changed', ''",
        "'the key changed', '', 'ssh: the key changed'",
        "'n1a20: no', '', 'ssh: n1a20: no'",
    })
    void aFailureIsToldOnceAndNamesTheHostOnce(String failure, String error, String line) {
        Optional<String> complaint =
                HostWords.complaint(row(error, HostSamples.failed(Kind.HOST_KEY, failure, Samples.AT)));

        assertThat(complaint.orElse("")).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"NO_TUNNEL, SSH: no connection, ''", "REFUSED, connection refused, connection refused"})
    void anErrorThatOnlySaysThatThereIsNoSshIsLeftToTheFailureThatSaysWhy(FailureKind kind, String error, String told) {
        HostView failed = HostSamples.failed(Kind.UNREACHABLE, "n1a2: it refuses", Samples.AT);

        assertThat(HostWords.error(row(kind, error, failed)).orElse("")).isEqualTo(told);
        assertThat(HostWords.error(row(kind, error, HostView.PENDING)).orElse(""))
                .isEqualTo(error);
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                Arguments.of(holders("a"), List.of(), 5, ", held by a"),
                Arguments.of(holders("a"), List.of(), 6, ", held by a, seen 6 s ago"),
                Arguments.of(holders("a", "b"), List.of(), 1, ", held by a, b at once"),
                Arguments.of(holders("a"), List.of("c"), 1, ", held by a; not seen: c"),
                Arguments.of(holders(), List.of(), 1, ", held by nobody"),
                Arguments.of(holders(), List.of("c", "d"), 1, ", held by nobody that was seen; not seen: c, d"),
                Arguments.of(Optional.empty(), List.of("a"), 1, ", holder unknown: no host was seen"));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void theAddressIsInOneLine(Optional<List<String>> holders, List<String> unseen, int age, String words) {
        VipView vip = new VipView(
                "10.2.50.86/24",
                Optional.of("eth0"),
                holders,
                unseen,
                holders.map(any -> Samples.AT.minusSeconds(age)));

        assertThat(VipLine.of(vip, Samples.overSsh())).isEqualTo("10.2.50.86/24 on eth0" + words);
    }

    private static Optional<List<String>> holders(String... names) {
        return Optional.of(List.of(names));
    }

    private static ServerRow row(String error, HostView host) {
        return row(FailureKind.REFUSED, error, host);
    }

    private static ServerRow row(FailureKind kind, String error, HostView host) {
        ZoneServer server = new ZoneServer(1, "n1a2", "http://n1a2:2633/RPC2", Optional.empty());
        Reply<RaftStatus> raft = error.isEmpty()
                ? Samples.healthy().snapshot().servers().get(1).raft()
                : new Reply.Failure<>(kind, error, Duration.ZERO);
        return ServerRow.of(
                new ServerView(server, true, true, server.endpoint(), raft).with(Via.SSH, host),
                Optional.empty(),
                false);
    }
}
