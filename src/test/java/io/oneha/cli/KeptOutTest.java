package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.look.Report;
import io.oneha.cli.output.TextColours;
import io.oneha.health.FindingCode;
import io.oneha.health.Health;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.observe.Via;
import io.oneha.observe.host.HostFailure;
import io.oneha.observe.host.HostView;
import io.oneha.ssh.SshException;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A host key that is not accepted ends the program with 77, in every format but that of a monitoring plugin. */
class KeptOutTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration QUICK = Duration.ofMillis(2);

    static Stream<Output> formats() {
        return Stream.concat(Stream.of(StatusOutput.values()), Stream.of(CheckOutput.values()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whereNothingElseIsCriticalItIsTheExitCodeAndForNagiosTheWordsOwn(Output output) {
        Report report = report(false);
        assertThat(report.verdict().findings())
                .extracting(finding -> finding.code())
                .contains(FindingCode.HOST_KEY);
        assertThat(ReportRun.exitCode(report, output)).isEqualTo(output.isForNagios() ? 2 : 77);
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        output.format(TextColours.NONE).print(report, out);
        out.flush();
        if (output.isForNagios()) {
            assertThat(said.toString()).contains("CRITICAL");
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whereTheZoneItselfIsCriticalItsCodeCounts(Output output) {
        assertThat(ReportRun.exitCode(report(true), output)).isEqualTo(2);
    }

    /** Servers that refuse every login are 77 too, and what a plugin does not know is 3. */
    @ParameterizedTest
    @MethodSource("formats")
    void loginsThatAreRefusedEverywhereLeaveTheStateUnknown(Output output) {
        Reply<RaftStatus> refused = new Reply.Failure<>(FailureKind.AUTHENTICATION, "not let in", QUICK);
        Report report = report(List.of(refused, refused, refused), HostView.NOT_ASKED);
        assertThat(ReportRun.exitCode(report, output)).isEqualTo(output.isForNagios() ? 3 : 77);
    }

    private static Report report(boolean leaderless) {
        List<Reply<RaftStatus>> replies = new ArrayList<>();
        for (int id = 0; id < 3; id++) {
            ServerState state = id == 0 && !leaderless ? ServerState.LEADER : ServerState.FOLLOWER;
            int vote = leaderless ? -1 : 0;
            replies.add(new Reply.Answer<>(
                    new RaftStatus(id, state, 3, vote, BigInteger.TEN, BigInteger.TEN, 3, BigInteger.ONE.negate()),
                    QUICK));
        }
        HostFailure failure = new HostFailure(SshException.Kind.HOST_KEY, "the host key is not the known one", NOW);
        return report(
                replies, new HostView(true, Optional.empty(), Optional.empty(), Optional.of(failure), Duration.ZERO));
    }

    private static Report report(List<Reply<RaftStatus>> replies, HostView ofThird) {
        List<ServerView> views = new ArrayList<>();
        List<ZoneServer> servers = new ArrayList<>();
        for (int id = 0; id < replies.size(); id++) {
            String endpoint = "http://n1a" + (id + 1) + ":2633/RPC2";
            ZoneServer server = new ZoneServer(id, "n1a" + (id + 1), endpoint, Optional.empty());
            servers.add(server);
            HostView host = id == 2 ? ofThird : HostView.NOT_ASKED;
            views.add(new ServerView(server, true, false, endpoint, replies.get(id)).with(Via.DIRECT, host));
        }
        Reply<Zone> zone = replies.get(0)
                .failure()
                .<Reply<Zone>>map(Reply.Failure::cast)
                .orElse(new Reply.Answer<>(new Zone(0, "OpenNebula", ZoneState.ENABLED, List.of(), servers), QUICK));
        Snapshot snapshot = new Snapshot(
                NOW,
                new Target("test", List.of("http://n1a1:2633/RPC2"), Optional.empty(), Optional.empty()),
                zone,
                views,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(1));
        return Report.of(snapshot, Health.judge(snapshot));
    }
}
