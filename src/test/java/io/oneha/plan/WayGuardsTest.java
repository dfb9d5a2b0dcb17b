package io.oneha.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.Maintenance.Reboot;
import io.oneha.zone.ServerState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** oneha on a front-end itself, or on its way through one, or through the virtual address. */
class WayGuardsTest {
    private static final ChangeRequest RESTART = ChangeRequest.restart(List.of(), Maintenance.NONE);
    private static final ChangeRequest REBOOT =
            ChangeRequest.restart(List.of(), new Maintenance("", Reboot.ALWAYS, false));
    private static final String VIP = "198.51.100.100";
    private static final String N1 = "198.51.100.11";
    private static final String N2 = "198.51.100.12";
    private static final String N3 = "198.51.100.13";

    @Test
    void nothingIsChangedThroughTheVirtualAddress() {
        Ways jump = new Ways(Map.of("n1a1", List.of(N1), "n1a2", List.of(VIP, N2)), Set.of());
        for (ChangeRequest wanted : List.of(
                RESTART,
                ChangeRequest.switchover(Optional.empty()),
                ChangeRequest.recover("n1a3", true),
                ChangeRequest.fix(Optional.empty()),
                new ChangeRequest(Intent.SCALE_UP, false, true))) {
            assertThat(decides(wanted, jump)).isInstanceOfSatisfying(Refusal.class, refusal -> {
                assertThat(refusal.code()).isEqualTo(RefusalCode.VIP_ON_WAY);
                assertThat(refusal.reason()).startsWith("n1a2 is reached by SSH through the virtual address");
                assertThat(refusal.remedy()).startsWith("name the front-end's own address");
            });
        }
    }

    @Test
    void theFollowerThatOnehaRunsOnIsTheLastFollower() {
        Ways own = new Ways(Map.of("n1a1", List.of(N1), "n1a2", List.of(N2), "n1a3", List.of(N3)), Set.of(N2));
        assertThat(order(decides(RESTART, own))).containsExactly("n1a3", "n1a2", "n1a1");
        assertThat(((Plan) decides(RESTART, own)).notices())
                .contains("oneha runs on n1a2 itself, so no other follower comes after it");
        assertThat(order(decides(RESTART, Ways.NONE))).containsExactly("n1a2", "n1a3", "n1a1");
    }

    @Test
    void theLeaderStaysTheLastWhereverOnehaRuns() {
        Ways own = new Ways(Map.of("n1a1", List.of(N1)), Set.of(N1));
        assertThat(order(decides(RESTART, own))).containsExactly("n1a2", "n1a3", "n1a1");
    }

    @Test
    void aJumpHostIsTheLastFollowerAndIsNotRebooted() {
        Ways jump = new Ways(
                Map.of("n1a1", List.of(N2, N1), "n1a2", List.of(N2), "n1a3", List.of(N2, "n1a3.inside")), Set.of());
        assertThat(order(decides(RESTART, jump))).containsExactly("n1a3", "n1a2", "n1a1");
        assertThat(decides(REBOOT, jump)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(RefusalCode.OWN_WAY);
            assertThat(refusal.reason()).startsWith("oneha reaches n1a1 and n1a3 through n1a2");
            assertThat(refusal.remedy()).contains("`oneha restart n1a1 n1a3 …`");
        });
        ChangeRequest others = ChangeRequest.restart(List.of("n1a1", "n1a3"), REBOOT.maintenance());
        assertThat(decides(others, jump)).isInstanceOf(Plan.class);
    }

    @Test
    void theMachineThatOnehaRunsOnIsNotRebooted() {
        Ways own = new Ways(Map.of("n1a3", List.of(N3)), Set.of(N3));
        assertThat(((Refusal) decides(REBOOT, own)).reason()).startsWith("oneha runs on n1a3 itself");
    }

    @Test
    void anAddressThatIsReachedBeyondAJumpHostIsNotThisMachines() {
        Ways same = new Ways(Map.of("n1a3", List.of("203.0.113.9", N3)), Set.of(N3));
        assertThat(decides(REBOOT, same)).isInstanceOf(Plan.class);
    }

    private static Decision decides(ChangeRequest wanted, Ways ways) {
        PlanInput seen = zone().observed();
        return Planner.decide(
                wanted, new PlanInput(seen.inventory(), seen.snapshot(), seen.verdict(), seen.descriptions(), ways));
    }

    private static Scene zone() {
        return Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER)
                .runs("n1a3", ServerState.FOLLOWER);
    }

    private static List<String> order(Decision decision) {
        assertThat(decision).isInstanceOf(Plan.class);
        return ((Plan) decision)
                .steps().stream()
                        .map(Step::spec)
                        .filter(StepSpec.StopServer.class::isInstance)
                        .map(StepSpec::host)
                        .toList();
    }
}
