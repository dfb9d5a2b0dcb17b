package io.oneha.health;

import static io.oneha.health.HostedZone.HEALTHY;
import static io.oneha.health.HostedZone.found;
import static io.oneha.health.HostedZone.zone;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drivers and their configuration that are not as on the leader, which each leader hands to every hypervisor. */
class DriverFindingsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "n1a2 driver:etc/vmm/kvm/kvmrc=x, W CONFIG_DRIFT n1a2",
        "n1a1 driver:tm/own=x, W CONFIG_DRIFT n1a2; W CONFIG_DRIFT n1a3",
        "n1a2 driver:etc/vmm/kvm/kvmrc=none driver:tm/shared=none driver:vmm/kvm=none, W CONFIG_DRIFT n1a2",
        "n1a2 version=7.2.1-1 driver:vmm/kvm=x, W VERSION_MISMATCH n1a2",
        "n1a2 unseen=/var/lib/one/remotes:_no_answer driver:vmm/kvm=none,",
    })
    void oneDifferenceIsOneFinding(String changes, String found) {
        assertThat(found(Health.judge(zone(HEALTHY, changes).snapshot()))).isEqualTo(found == null ? "" : found);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "n1a2 driver:etc/vmm/kvm/kvmrc=x driver:tm/shared=none driver:tm/own=x# differs from n1a1 under"
                        + " /var/lib/one/remotes: etc/vmm/kvm/kvmrc; missing: tm/shared; only here: tm/own",
            })
    void theReasonNamesThem(String changes, String reason) {
        assertThat(Health.judge(zone(HEALTHY, changes).snapshot()).findings())
                .extracting(Finding::reason)
                .containsExactly(reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "n1a2 driver:tm/shared=x# on n1a2, as oneadmin: `rsync -a n1a1:/var/lib/one/remotes/ /var/lib/one/remotes/`",
                "n1a2 driver:tm/own=x# put what is only on n1a2 on n1a1 too, or remove it",
                "n1a2 driver:tm/own=x driver:vmm/kvm=none# on n1a2, as oneadmin: `rsync -a n1a1:/var/lib/one/remotes/"
                        + " /var/lib/one/remotes/`, and put what is only on n1a2 on n1a1 too, or remove it",
            })
    void theDriversOfTheLeaderAreWhatIsCopied(String changes, String remedy) {
        assertThat(Health.judge(zone(HEALTHY, changes).snapshot()).findings())
                .extracting(Finding::remedy)
                .containsExactly(remedy);
    }
}
