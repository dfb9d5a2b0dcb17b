package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.ServerView;
import io.oneha.observe.Via;
import io.oneha.observe.host.HostView;
import io.oneha.observe.host.RunMark;
import io.oneha.ssh.SshException;
import io.oneha.testing.HostSamples;
import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkedHostsTest {
    private static final String RUN = "20261128-120000-aaaa";
    private static final String OTHER = "20261128-120001-bbbb";
    private static final HostView FREE = HostSamples.follower(1, "x").view(Instant.EPOCH);
    private static final HostView AWAY = HostSamples.failed(SshException.Kind.UNREACHABLE, "no route", Instant.EPOCH);

    @Test
    void whereAllWereLookedAtThereIsNoDoubt() {
        MarkedHosts seen = MarkedHosts.of(RUN, List.of(server("n1a1", FREE), server("n1a2", marked(OTHER))));
        assertThat(seen.names()).isEmpty();
        assertThat(seen.doubt()).isEmpty();
    }

    @Test
    void aHostThatIsAwayOrNotAskedOrKeepsItsLockFromTheLoginMayHaveTheMark() {
        HostView limited = HostSamples.follower(2, "x")
                .limited()
                .unseen("/var/lib/oneha/lock: permission denied")
                .view(Instant.EPOCH);
        HostView gone = HostSamples.failing(FREE, SshException.Kind.SILENT, "no answer", Instant.EPOCH);
        MarkedHosts seen = MarkedHosts.of(
                RUN,
                List.of(
                        server("n1a1", FREE),
                        server("n1a2", AWAY),
                        server("n1a3", HostView.NOT_ASKED),
                        server("n1a4", limited),
                        server("n1a5", gone)));
        assertThat(seen.unseen()).containsExactly("n1a2", "n1a3", "n1a4", "n1a5");
        assertThat(seen.doubt().orElseThrow())
                .startsWith("Whether its mark is on n1a2, n1a3, n1a4, n1a5 could not be seen. ")
                .contains("`oneha apply --resume " + RUN + "` again");
    }

    @Test
    void aMarkThatWasSeenIsKnownAlsoWhereTheHostIsAwayNow() {
        HostView gone = HostSamples.failing(marked(RUN), SshException.Kind.SILENT, "no answer", Instant.EPOCH);
        MarkedHosts seen = MarkedHosts.of(RUN, List.of(server("n1a1", FREE), server("n1a2", gone)));
        assertThat(seen.names()).containsExactly("n1a2");
        assertThat(seen.marks()).extracting(RunMark::run).containsExactly(RUN);
        assertThat(seen.doubt()).isEmpty();
    }

    private static HostView marked(String run) {
        RunMark mark = RunMark.read(List.of("run " + run, "user erika", "machine jump"))
                .orElseThrow();
        return HostSamples.follower(1, "x").marked(mark).view(Instant.EPOCH);
    }

    private static ServerView server(String name, HostView host) {
        String endpoint = "http://" + name + ":2633/RPC2";
        return new ServerView(
                        new ZoneServer(1, name, endpoint, Optional.empty()),
                        true,
                        true,
                        endpoint,
                        new Reply.Failure<>(FailureKind.REFUSED, "refused", Duration.ZERO))
                .with(Via.DIRECT, host);
    }
}
