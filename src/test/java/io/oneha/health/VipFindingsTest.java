package io.oneha.health;

import static io.oneha.health.HostedZone.HEALTHY;
import static io.oneha.health.HostedZone.found;
import static io.oneha.health.HostedZone.zone;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the virtual address is, and where it should be. In a healthy zone the leader n1a1 holds it. */
class VipFindingsTest {
    private static final String NO_LEADER = HEALTHY.replace("leader", "follower");
    private static final String PARTITION = "n1a1 leader 3 9 9 | n1a2 leader 4 9 9 | n1a3 follower 4 9 9";

    private static final String ON = "vip=eth0@10.2.50.86/24";

    private static Finding first(Look look) {
        return Health.judge(look.snapshot()).findings().get(0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'',",
        "n1a1 vip=none, C VIP_MISSING zone",
        "n1a1 vip=none | n1a2 notasked, W VIP_MISSING zone",
        "n1a1 vip=none | n1a3 age=11, W VIP_MISSING zone",
        "n1a1 vip=none | n1a3 ssh=failed, W VIP_MISSING zone; W SSH_DOWN n1a3",
        "n1a1 vip=none age=11,",
        "n1a1 notasked,",
        "n1a1 vip=none ssh=failed, W SSH_DOWN n1a1",
        "n1a1 notasked | n1a2 notasked | n1a3 notasked,",
        "n1a3 ON, C VIP_SPLIT n1a3",
        "n1a2 ON | n1a3 ON, C VIP_SPLIT zone",
        "n1a1 vip=none | n1a2 ON | n1a3 ON, C VIP_SPLIT zone",
        "n1a3 vip=eth1@10.2.50.86/32, C VIP_SPLIT n1a3; W CONFIG_DRIFT n1a3",
        "n1a3 ON age=11,",
        "n1a3 ON ssh=failed, W SSH_DOWN n1a3",
        "n1a1 vip=none | n1a2 ON, C VIP_NOT_ON_LEADER n1a2",
        "n1a1 notasked | n1a2 ON, C VIP_NOT_ON_LEADER n1a2",
        "n1a1 vip=none | n1a2 ON | n1a3 notasked, C VIP_NOT_ON_LEADER n1a2",
    })
    void theAddressBelongsOnTheLeaderAndNowhereElse(String changes, String found) {
        Look look = zone(HEALTHY, changes.replace("ON", ON));
        assertThat(found(Health.judge(look.snapshot()))).isEqualTo(found == null ? "" : found);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "NO_LEADER, '', C NO_LEADER zone",
        "NO_LEADER, n1a2 ON, C NO_LEADER zone",
        "NO_LEADER, n1a1 ON | n1a2 ON, C NO_LEADER zone; C VIP_SPLIT zone",
        "PARTITION, n1a2 vip=none, C TWO_LEADERS n1a1; C VIP_NOT_ON_LEADER n1a1; W NO_FAULT_TOLERANCE zone",
        "PARTITION, '', C TWO_LEADERS n1a1; C VIP_SPLIT n1a1; W NO_FAULT_TOLERANCE zone",
        "PARTITION, n1a1 vip=none, C TWO_LEADERS n1a1; W NO_FAULT_TOLERANCE zone",
        "PARTITION, n1a1 vip=none | n1a2 vip=none, C TWO_LEADERS n1a1; C VIP_MISSING zone; W NO_FAULT_TOLERANCE zone",
        "n1a1 leader 3 9 9 | n1a2 unreachable | n1a3 unreachable, n1a1 vip=none,"
                + " C LEADER_WITHOUT_MAJORITY n1a1; W SERVER_UNREACHABLE n1a2; W SERVER_UNREACHABLE n1a3",
        "n1a1 leader 3 9 9 at=x | n1a2 leader 3 9 9 at=x id=0 | n1a3 follower 3 9 9 | n1a4 follower 3 9 9, n1a2 id=0,"
                + " C DUPLICATE_SERVER n1a1",
        "n1a1 leader 1 9 9, '', I NOT_HA n1a1",
        "n1a1 leader 1 9 9, n1a1 vip=none, C VIP_MISSING zone; I NOT_HA n1a1",
        "n1a1 solo 0 -1 0, n1a1 ON, I NOT_HA n1a1",
        "n1a1 solo 0 -1 0, '', W VIP_MISSING zone; I NOT_HA n1a1",
        "+n1a1 solo 0 -1 0 | +n1a2 refused, n1a1 ON, I NOT_HA n1a1",
        "+n1a1 solo 0 -1 0 | +n1a2 refused, n1a1 id=-1, W VIP_MISSING zone; I NOT_HA n1a1",
        "+n1a1 solo 0 -1 0 | +n1a2 refused, n1a2 ON, C VIP_NOT_ON_LEADER n1a2; I NOT_HA n1a1",
        "+n1a1 solo 0 -1 0 | +n1a2 solo 0 -1 0, '', I NOT_HA zone",
        "n1a1 refused | n1a2 leader 4 9 9 | n1a3 follower 4 9 9, n1a1 ON | n1a1 unit:opennebula=failed,"
                + " C VIP_SPLIT n1a1; W SERVER_UNREACHABLE n1a1; W NO_FAULT_TOLERANCE zone",
    })
    void inOtherZonesItIsJudgedByWhoReallyLeads(String servers, String changes, String found) {
        String table = servers.replace("NO_LEADER", NO_LEADER).replace("PARTITION", PARTITION);
        Look look = zone(table, changes.replace("ON", ON));
        assertThat(found(Health.judge(look.snapshot()))).isEqualTo(found);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "n1a1 vip=none # nobody holds 10.2.50.86/24, which belongs on the leader n1a1"
                        + " # `ip address add 10.2.50.86/24 dev eth0` on n1a1; why vip.sh did not",
                "n1a1 vip=none | n1a2 notasked # nobody that can be looked at holds 10.2.50.86/24, which belongs on the leader"
                        + " n1a1; unseen, so that they may hold it: n1a2 # `ip address add",
                "n1a1 vip=none hook=unset | n1a2 hook=unset | n1a3 hook=unset # nobody holds 10.2.50.86/24, which belongs on the"
                        + " leader n1a1; n1a1's oned.conf has no RAFT_LEADER_HOOK # `ip address add 10.2.50.86/24 dev eth0` on"
                        + " n1a1; for good, in /etc/one/oned.conf: RAFT_LEADER_HOOK",
                "n1a1 vip=none hook=ens3@10.2.50.86/24 # nobody holds 10.2.50.86/24, which belongs on the leader n1a1"
                        + " # `ip address add 10.2.50.86/24 dev ens3` on n1a1",
                "n1a3 vip=eth1@10.2.50.86/32 # 10.2.50.86/24 is on n1a1 and n1a3 at once; it belongs on n1a1 only, which leads"
                        + " # `ip address del 10.2.50.86/32 dev eth1` on n1a3",
                "n1a2 ON followerhook=unset # 10.2.50.86/24 is on n1a1 and n1a2 at once; it belongs on n1a1 only, which leads;"
                        + " n1a2's oned.conf has no RAFT_FOLLOWER_HOOK # `ip address del",
                "n1a1 vip=none | n1a2 ON # holds 10.2.50.86/24, but n1a1 leads"
                        + " # `ip address del 10.2.50.86/24 dev eth0` on n1a2, then `ip address add 10.2.50.86/24 dev eth0` on"
                        + " n1a1",
                "n1a1 notasked | n1a2 ON # holds 10.2.50.86/24, but n1a1 leads; whether that holds it too cannot be seen"
                        + " # `ip address del 10.2.50.86/24 dev eth0` on n1a2",
                "n1a1 vip=none age=7 # nobody holds 10.2.50.86/24, which belongs on the leader n1a1, seen 7 s ago # `ip",
            })
    void theReasonSaysWhoAndTheRemedyIsACommand(String changes, String reason, String remedy) {
        Finding finding = first(zone(HEALTHY, changes.replace("ON", ON)));
        assertThat(finding.reason()).isEqualTo(reason);
        assertThat(finding.remedy()).startsWith(remedy);
    }

    @Test
    void aHookForAnotherAddressIsNamed() {
        String other = " hook=eth0@10.2.50.87/24 followerhook=eth0@10.2.50.87/24";
        Look look = zone(HEALTHY, "n1a1 vip=none" + other + " | n1a2" + other + " | n1a3" + other);
        Finding finding = first(look);
        assertThat(finding.code()).isEqualTo(FindingCode.VIP_MISSING);
        assertThat(finding.reason()).endsWith("; n1a1's RAFT_LEADER_HOOK names 10.2.50.87/24");
    }

    @Test
    void theDeposedLeaderAndTheDeadOneAreSaidToBeSo() {
        assertThat(first(zone(PARTITION, "n1a2 vip=none")).code()).isEqualTo(FindingCode.TWO_LEADERS);
        Verdict partition = Health.judge(zone(PARTITION, "n1a2 vip=none").snapshot());
        assertThat(partition.findings().get(1).reason())
                .isEqualTo("holds 10.2.50.86/24, but n1a2 leads; n1a1 says it leads too");
        Finding dead = first(zone("n1a1 refused | n1a2 leader 4 9 9 | n1a3 follower 4 9 9", "n1a1 " + ON));
        assertThat(dead.reason())
                .endsWith("it belongs on n1a2 only, which leads; oned is down on n1a1 and cannot give it up");
    }

    @Test
    void anIpv6AddressIsFoundHoweverItIsWritten() {
        Look look = zone(
                        HEALTHY,
                        "n1a1 vip=eth0@2001:DB8:0:0::56/64 monitor=2001:db8::56 hook=eth0@2001:db8::56/64"
                                + " followerhook=eth0@2001:db8::56/64"
                                + " | n1a2 monitor=2001:db8::56 hook=eth0@2001:db8::56/64 followerhook=eth0@2001:db8::56/64"
                                + " | n1a3 monitor=2001:0db8::0056 hook=eth0@2001:db8::56/64 followerhook=eth0@2001:db8::56/64")
                .vip("2001:db8::56/64");
        assertThat(found(Health.judge(look.snapshot()))).isEmpty();
        Look split = zone(HEALTHY, "n1a1 vip=eth0@2001:db8::56/64 | n1a2 vip=eth0@2001:db8:0::56/64")
                .vip("2001:db8::56/64");
        assertThat(first(split).code()).isEqualTo(FindingCode.VIP_SPLIT);
        assertThat(first(split).remedy()).isEqualTo("`ip address del 2001:db8:0::56/64 dev eth0` on n1a2");
    }

    @ParameterizedTest(name = "{0} s after the election")
    @CsvSource({
        "2, W VIP_MISSING zone, W VIP_SPLIT n1a1, W VIP_NOT_ON_LEADER n1a1",
        "14, W VIP_MISSING zone, W VIP_SPLIT n1a1, W VIP_NOT_ON_LEADER n1a1",
        "15, C VIP_MISSING zone, C VIP_SPLIT n1a1, C VIP_NOT_ON_LEADER n1a1",
    })
    void afterAnElectionTheAddressNeedsAWhile(int seconds, String missing, String split, String elsewhere) {
        assertThat(found(Health.judge(elected(seconds, "none", "none")))).isEqualTo(missing);
        assertThat(found(Health.judge(elected(seconds, "eth0@" + AHost.VIP, "eth0@" + AHost.VIP))))
                .isEqualTo(split);
        assertThat(found(Health.judge(elected(seconds, "eth0@" + AHost.VIP, "none"))))
                .isEqualTo(elsewhere);
        assertThat(found(Health.judge(elected(seconds, "none", "eth0@" + AHost.VIP))))
                .isEmpty();
    }

    /** n1a1 led for a minute, then n1a2 was elected; where the address is so long after it. */
    private static History elected(int seconds, String first, String second) {
        History history = Look.history(zone(HEALTHY, ""), zone(HEALTHY, "").after(60));
        for (int after : new int[] {0, seconds}) {
            history = history.add(Look.table("n1a1 follower 4 9 9 | n1a2 leader 4 9 9 | n1a3 follower 4 9 9")
                    .vip(AHost.VIP)
                    .host("n1a1", AHost.follower("n1a1", 0).with("vip=" + first))
                    .host("n1a2", AHost.leader("n1a2", 1).with("vip=" + second))
                    .host("n1a3", AHost.follower("n1a3", 2))
                    .after(61 + after)
                    .snapshot());
        }
        return history;
    }

    @Test
    void aLeaderThatWasOutOfSightForALookWasNotElectedThen() {
        History history = Look.history(
                zone(HEALTHY, ""),
                zone(HEALTHY.replace("leader 3 9 9", "silent"), "").after(59),
                zone(HEALTHY, "n1a1 vip=none").after(60));
        assertThat(found(Health.judge(history))).isEqualTo("C VIP_MISSING zone");
    }

    @Test
    void aLeaderBeforeWhichNothingWasSeenMayHaveLedForLong() {
        String dark = "n1a1 silent | n1a2 silent | n1a3 silent";
        History history =
                Look.history(zone(dark, ""), zone(HEALTHY, "n1a1 vip=none").after(1));
        assertThat(found(Health.judge(history))).isEqualTo("C VIP_MISSING zone");
    }
}
