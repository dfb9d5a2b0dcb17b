package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is around a front-end that boots is what is around any other: jump hosts, shared datastores, cables, a port that is closed. */
class BootedWaysJvmIT {
    @RegisterExtension
    static final LabExtension LAB = new LabExtension(
            LabPlan.of(1).booted().withoutDatabases().behindJumps(1).withSharedDatastores());

    @Test
    void behindAJumpHostItIsReachedOnlyWhileItsCableIsPlugged() {
        Frontend frontend = LAB.frontend("n1a1");
        assertThat(hostnameOverSsh()).isEqualTo("n1a1\n");

        frontend.isCutOff();
        assertThat(hostnameOverSsh()).isEmpty();
        frontend.isBack();
        frontend.sshdClosesAtOnce();
        assertThat(hostnameOverSsh()).isEmpty();
        frontend.sshdIsWell();
        assertThat(hostnameOverSsh()).isEqualTo("n1a1\n");
    }

    @Test
    void aRebootMountsTheSharedDatastoresAgainAndDropsAnAddressThatIsNotItsOwn() {
        Frontend frontend = LAB.frontend("n1a1");
        frontend.takesAddress(LabPlan.VIP);
        frontend.power().reboots();

        assertThat(frontend.holdsAddress(LabPlan.VIP)).isFalse();
        assertThat(frontend.holdsAddress(frontend.address() + "/24")).isTrue();
        assertThat(frontend.runs("findmnt -n -o FSTYPE --target /var/lib/one/datastores"))
                .isEqualTo("fuse.sshfs\n");
        assertThat(hostnameOverSsh()).isEqualTo("n1a1\n");
    }

    private static String hostnameOverSsh() {
        return LAB.operator().ssh("ed25519", "root", "n1a1", "hostname").out();
    }
}
