package io.oneha.demo.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.sim.SimServer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimVipTest {
    private static final String FLOW = "opennebula-flow";

    private final HostLab lab = new HostLab(3);

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void theLeaderHoldsItAndRunsTheLeadersServices() {
        SimServer leader = lab.leader();
        assertThat(lab.holders()).containsExactly(leader.name());
        for (SimServer oned : lab.zone.servers()) {
            boolean leads = oned == leader;
            assertThat(lab.machine(oned).units().states())
                    .containsEntry("opennebula", "active")
                    .containsEntry("mariadb", "active")
                    .containsEntry("opennebula-fireedge", "active")
                    .containsEntry(FLOW, leads ? "active" : "inactive")
                    .containsEntry("opennebula-gate", leads ? "active" : "inactive");
        }
    }

    @Test
    void itFollowsAnOrderlyStopAndItsServicesTenSecondsLater() {
        SimServer old = lab.leader();
        old.stop();
        assertThat(lab.machine(old).units().states()).containsEntry("opennebula", "inactive");
        long away = lab.timeUntil(() -> !lab.holders().contains(old.name()));
        assertThat(away).isBetween(4900L, 5100L);
        lab.timeUntil(() -> !lab.holders().isEmpty());
        SimServer leader = lab.leader();
        assertThat(lab.holders()).containsExactly(leader.name());
        assertThat(lab.machine(leader).units().states()).containsEntry(FLOW, "inactive");
        long since = lab.timeUntil(() -> isUp(leader, FLOW));
        assertThat(since).isBetween(9000L, 10_000L);
        assertThat(lab.machine(old).units().states()).containsEntry(FLOW, "inactive");
    }

    @Test
    void aKilledLeadersHostKeepsItUntilItsOnedStartsAgain() {
        SimServer old = lab.leader();
        old.kill();
        assertThat(lab.machine(old).units().states()).containsEntry("opennebula", "failed");
        lab.timeUntil(() -> lab.holders().size() == 2);
        lab.pass(60_000);
        assertThat(lab.holders())
                .containsExactlyInAnyOrder(old.name(), lab.leader().name());
        assertThat(isUp(old, FLOW)).isTrue();
        old.start();
        lab.pass(1100);
        assertThat(lab.holders()).containsExactly(lab.leader().name());
        assertThat(isUp(old, FLOW)).isFalse();
    }

    @Test
    void aPartitionMakesTwoHoldersUntilItHeals() {
        SimServer old = lab.leader();
        lab.zone.network().cutOff(Set.of(old));
        lab.timeUntil(() -> lab.holders().size() == 2);
        lab.pass(20_000);
        assertThat(lab.holders()).hasSize(2).contains(old.name());
        lab.zone.network().cutOff(Set.of());
        lab.timeUntil(() -> lab.zone.leaders().size() == 1 && lab.holders().size() == 1);
        lab.pass(20_000);
        assertThat(lab.holders()).containsExactly(lab.leader().name());
    }

    @Test
    void anElectionWhileTheAddressIsBeingAnnouncedLeavesTwoHoldersUntilThatIsOver() {
        lab.leader().kill();
        lab.timeUntil(() -> lab.zone.leaders().size() == 1);
        SimServer brief = lab.leader();
        long since = lab.zone.clock().now();
        SimServer next = lab.zone.servers().stream()
                .filter(oned -> oned.isRunning() && oned != brief)
                .findFirst()
                .orElseThrow();
        next.raft().orElseThrow().missHeartbeats();
        lab.timeUntil(() -> lab.zone.leaders().equals(List.of(next)));
        assertThat(lab.zone.clock().now() - since).isLessThan(5000);
        assertThat(lab.holders()).contains(brief.name(), next.name());
        lab.timeUntil(() -> !lab.holders().contains(brief.name()));
        assertThat(lab.zone.clock().now() - since).isBetween(9900L, 10_100L);
        assertThat(isUp(brief, FLOW)).isFalse();
    }

    @Test
    void aSoloFrontEndHasNoneAndRunsEveryService() {
        try (HostLab solo = new HostLab(1)) {
            assertThat(solo.holders()).isEmpty();
            assertThat(solo.hosts.machines().get(0).units().states().values()).containsOnly("active");
            assertThat(solo.hosts.machines().get(0).addVip()).isFalse();
        }
    }

    private boolean isUp(SimServer oned, String unit) {
        return lab.machine(oned).units().states().get(unit).equals("active");
    }
}
