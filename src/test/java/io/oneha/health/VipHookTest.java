package io.oneha.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.inventory.Vip;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arguments of raft hooks when one of their addresses is put in its place. */
class VipHookTest {
    @ParameterizedTest(name = "\"{0}\" -> \"{1}\"")
    @CsvSource({
        "'', leader ens3 10.0.0.100/24",
        "leader eth0 10.0.0.100/24, leader ens3 10.0.0.100/24",
        "leader eth0 10.0.0.100/16, leader ens3 10.0.0.100/24",
        "leader eth0 10.0.0.100/24 eth1 192.0.2.7/28, leader ens3 10.0.0.100/24 eth1 192.0.2.7/28",
        "leader eth1 192.0.2.7/28 eth0 10.0.0.100/24, leader eth1 192.0.2.7/28 ens3 10.0.0.100/24",
        "leader eth1 192.0.2.7/28, leader ens3 10.0.0.100/24 eth1 192.0.2.7/28",
        "follower  eth0   10.0.0.100/24, leader ens3 10.0.0.100/24",
        "leader eth0 10.0.0.100/24 --own=word, leader ens3 10.0.0.100/24 --own=word",
    })
    void theInventorysAddressIsPutInItsPlaceAndEveryOtherWordStays(String before, String after) {
        Vip vip = Vip.parse("10.0.0.100/24").orElseThrow();
        assertThat(VipHook.placed(before, "leader", "ens3", vip)).isEqualTo(after);
        assertThat(VipHook.placed(after, "leader", "ens3", vip)).isEqualTo(after);
    }
}
