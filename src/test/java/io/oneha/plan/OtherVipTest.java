package io.oneha.plan;

import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an inventory says that the zone has otherwise. */
class OtherVipTest {
    @Test
    void aVirtualAddressThatTheLeadersHooksDoNotHaveIsRefusedBeforeTheFirstStep() {
        Decision decision = Scene.wants("n1a1", "n1a2", "n1a3")
                .withoutVip()
                .with("one_vip: 198.51.100.177")
                .with("one_vip_cidr: 24")
                .with("one_vip_if: eth0")
                .runs("n1a1", LEADER)
                .runs("n1a2", FOLLOWER)
                .decides(Intent.SCALE_UP);
        assertThat(decision).isInstanceOfSatisfying(Decision.Refusal.class, refusal -> {
            assertThat(refusal.word()).isEqualTo("OTHER_VIP");
            assertThat(refusal.reason())
                    .isEqualTo(
                            "the inventory's one_vip is 198.51.100.177/24, and the raft hook of n1a1, which leads, has"
                                    + " 198.51.100.100/24");
        });
    }

    @Test
    void forceHaOnAZoneThatIsSmallerThanTheInventorySaysBothNumbers() {
        Decision decision = Scene.wants("n1a1", "n1a2", "n1a3", "n1a4", "n1a5")
                .runs("n1a1", LEADER)
                .runs("n1a2", FOLLOWER)
                .runs("n1a3", FOLLOWER)
                .decides(Intent.FORCE_HA);
        assertThat(decision).isInstanceOfSatisfying(Decision.NothingToDo.class, nothing -> assertThat(nothing.why())
                .isEqualTo("the zone has 3 servers and n1a1 leads, so that it has HA already; the inventory names 5:"
                        + " `oneha scale-up` adds n1a4, n1a5"));
    }
}
