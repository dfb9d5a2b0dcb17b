package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A candidate under systemd: what ends it, as real zones showed (facts, section 0; the unit's part is what its file says). */
class BootedCandidateJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String DROP_IN = "/run/systemd/system/opennebula.service.d";

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(2).booted().withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    private Frontend candidate;

    @BeforeEach
    void theLeaderStopsAndTheOtherStandsForElection() {
        for (Frontend frontend : LAB.get().frontends()) {
            frontend.runs("rm -rf " + DROP_IN + "; systemctl daemon-reload; systemctl reset-failed opennebula || :");
        }
        LAB.zone().starts();
        Frontend leader = LAB.zone().settles(LIMIT);
        candidate = LAB.get().frontends().stream()
                .filter(frontend -> frontend != leader)
                .findFirst()
                .orElseThrow();
        leader.runs("systemctl stop opennebula");
        Await.awaits(LIMIT, candidate.name() + " stands for election", () -> LAB.zone()
                .raftOf(candidate)
                .map(RaftStatus::state)
                .filter(ServerState.CANDIDATE::equals)
                .isPresent());
    }

    @Test
    void aStopTakesTheWholeTimeoutOfItsUnitAndEndsByKill() {
        assertThat(property("TimeoutStopUSec")).isEqualTo("1min 30s");
        candidate.runs("mkdir -p " + DROP_IN + " && printf '[Service]\\nTimeoutStopSec=15\\n' > " + DROP_IN
                + "/patience.conf && systemctl daemon-reload && systemctl stop --no-block opennebula");
        Await.awaits(LIMIT, "it is deaf", () -> LAB.zone().raftOf(candidate).isEmpty());
        assertThat(property("ActiveState")).isEqualTo("deactivating");
        Await.awaits(
                LIMIT, "it has ended", () -> candidate.stateOf("opennebula").equals("failed"));
        assertThat(property("Result")).isEqualTo("timeout");
        assertThat(property("ExecMainStatus")).isEqualTo("9");
        assertThat(candidate.runs("journalctl -q -u opennebula")).contains("State 'stop-sigterm' timed out. Killing.");
    }

    @Test
    void aStopThatIsNotWaitedForAndAKillEndItAtOnceAndForGood() {
        candidate.runs("systemctl stop --no-block opennebula && systemctl kill -s KILL opennebula");
        Await.awaits(Duration.ofSeconds(12), "it has ended", () -> candidate
                .stateOf("opennebula")
                .equals("failed"));
        assertThat(property("NRestarts")).isEqualTo("0");
        assertThat(candidate.runs("sleep 7; systemctl show -p ActiveState --value opennebula"))
                .isEqualTo("failed\n");
    }

    private String property(String name) {
        return candidate
                .runs("systemctl show -p " + name + " --value opennebula")
                .strip();
    }
}
