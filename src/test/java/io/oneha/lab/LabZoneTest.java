package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three front-ends with the simulated oned are a zone: it elects, its hooks move the address, it survives a loss. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LabZoneTest {
    private static final Duration ELECTION = Duration.ofSeconds(60);

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(3).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        LAB.zone().settles(ELECTION);
    }

    @Test
    @Order(1)
    void itHasOneLeaderThatHoldsTheAddressAndRunsTheServices() {
        Frontend leader = LAB.zone().settles(ELECTION);
        assertThat(holders()).containsExactly(leader);
        Await.awaits(Duration.ofSeconds(10), "flow runs there", () -> leader.stateOf("opennebula-flow")
                .equals("active"));

        assertThat(LAB.zone().hasLeader(leader.name())).isTrue();
        assertThat(LAB.get().frontends())
                .filteredOn(frontend -> frontend != leader)
                .allSatisfy(frontend -> {
                    assertThat(LAB.zone().raftOf(frontend).map(RaftStatus::state))
                            .contains(ServerState.FOLLOWER);
                    assertThat(frontend.stateOf("opennebula-flow")).isEqualTo("inactive");
                });
        assertThat(leader.runs("ps -o user= -p $(systemctl show -p MainPID --value opennebula)"))
                .isEqualTo("oneadmin\n");
        assertThat(leader.reads("/var/log/one/oned.log")).contains("oned is now the leader of the zone");
    }

    @Test
    @Order(2)
    void whenTheLeaderIsKilledAnotherTakesOverAndTheAddressStaysOnTheDeadOneUntilItStartsAgain() {
        Frontend old = LAB.zone().awaitsLeader(ELECTION);
        old.isKilled("opennebula");
        Await.awaits(ELECTION, "another leads", () -> LAB.zone().leader().isPresent());
        Frontend leader = LAB.zone().awaitsLeader(ELECTION);
        assertThat(leader).isNotSameAs(old);
        Await.awaits(Duration.ofSeconds(10), "both hold it", () -> holders().size() == 2);
        assertThat(old.holdsAddress(LabPlan.VIP)).isTrue();

        old.starts("opennebula");
        LAB.zone().settles(ELECTION);
    }

    @Test
    @Order(3)
    void aLeaderThatIsCutOffStaysLeaderForItselfAndComesBackAsAFollower() {
        Frontend old = LAB.zone().awaitsLeader(ELECTION);
        old.isCutOff();
        Await.awaits(
                ELECTION,
                "another leads",
                () -> LAB.zone().leader().filter(now -> now != old).isPresent());
        assertThat(LAB.zone().raftOf(old).map(RaftStatus::state)).contains(ServerState.LEADER);

        old.isBack();
        LAB.zone().settles(ELECTION);
    }

    @Test
    @Order(4)
    void aLeaderThatIsStoppedGivesTheAddressUpAtOnce() {
        Frontend old = LAB.zone().settles(ELECTION);
        old.stops("opennebula");
        assertThat(old.holdsAddress(LabPlan.VIP)).isFalse();
        assertThat(old.stateOf("opennebula")).isEqualTo("inactive");
    }

    private static List<Frontend> holders() {
        return LAB.get().frontends().stream()
                .filter(frontend -> frontend.holdsAddress(LabPlan.VIP))
                .toList();
    }
}
