package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each finding that only SSH can show is caused for real, after a look that finds nothing. */
class HostFindingsJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final LabExtension LAB = new LabExtension(
            LabPlan.of(3).withSimulatedOned().withSharedDatastores().withRaft("ELECTION_TIMEOUT_MS", 2500));

    private static Path inventory;

    private Frontend leader;
    private Frontend follower;

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
        inventory = LAB.inventory().write();
        LAB.frontend("n1a1")
                .runs("install -d -o oneadmin -g oneadmin /var/lib/one/datastores/1"
                        + " && touch /var/lib/one/datastores/1/0123456789abcdef0123456789abcdef");
    }

    @BeforeEach
    void inHealthThereIsNothingToFind() {
        LabStatus healthy = awaits("nothing is found", status -> status.codes().isEmpty());
        assertThat(healthy.exitCode()).isZero();
        leader = LAB.zone().settles(LIMIT);
        assertThat(healthy.holders()).containsExactly(leader.name());
        follower = LAB.get().frontends().stream()
                .filter(frontend -> frontend != leader)
                .findFirst()
                .orElseThrow();
        LAB.get().frontends().forEach(HostFindingsJvmIT::keeps);
    }

    @AfterEach
    void putsEverythingBack() {
        LAB.get().frontends().forEach(HostFindingsJvmIT::hasBack);
    }

    /** What tests change, with owners and modes. */
    private static void keeps(Frontend frontend) {
        frontend.runs("rm -rf /var/kept; mkdir /var/kept; cp -a /etc/one /var/kept/one; cp -a /var/lib/one/.one"
                + " /var/kept/auth; cp -a /var/lib/dpkg/status /var/kept/status");
    }

    private static void hasBack(Frontend frontend) {
        frontend.runs("[ -d /var/kept ] || exit 0; cp -a /var/kept/one/. /etc/one/; cp -a /var/kept/auth/."
                + " /var/lib/one/.one/; cp -a /var/kept/status /var/lib/dpkg/status; rm -f /usr/local/bin/date"
                + " /etc/one/added.conf; ! mountpoint -q /var/tmp || umount -l /var/tmp");
    }

    @Test
    void twoHoldersAreASplit() {
        follower.takesAddress(LabPlan.VIP);
        LabStatus split = awaitsFinding("VIP_SPLIT", follower.name(), LabPlan.VIP);
        assertThat(split.exitCode()).isEqualTo(2);
        assertThat(split.holders()).containsExactlyInAnyOrder(leader.name(), follower.name());
        follower.losesAddress(LabPlan.VIP);
    }

    @Test
    void noHolderIsAMissingAddress() {
        leader.losesAddress(LabPlan.VIP);
        LabStatus missing = awaits("VIP_MISSING", status -> status.codes().contains("VIP_MISSING"));
        assertThat(missing.holders()).isEmpty();
        leader.takesAddress(LabPlan.VIP);
    }

    @Test
    void aHolderThatDoesNotLeadIsTheWrongOne() {
        leader.losesAddress(LabPlan.VIP);
        follower.takesAddress(LabPlan.VIP);
        LabStatus wrong = awaits("VIP_NOT_ON_LEADER", status -> status.codes().contains("VIP_NOT_ON_LEADER"));
        assertThat(wrong.holders()).containsExactly(follower.name());
        follower.losesAddress(LabPlan.VIP);
        leader.takesAddress(LabPlan.VIP);
    }

    @Test
    void aLeadersServiceOnAFollowerAndOneMissingOnTheLeaderAreWrongRoles() {
        follower.starts("opennebula-flow");
        leader.stops("opennebula-gate");
        awaits(
                "SERVICE_ROLE",
                status -> status.finds("SERVICE_ROLE", follower.name(), "flow")
                        && status.finds("SERVICE_ROLE", leader.name(), "gate"));
        follower.stops("opennebula-flow");
        leader.starts("opennebula-gate");
    }

    @Test
    void anotherServerIdInOnedConfIsAMismatch() {
        edits(follower, "/etc/one/oned.conf", "s/SERVER_ID *= *[0-9]/SERVER_ID = 7/");
        awaitsFinding("SERVER_ID_MISMATCH", follower.name(), "7");
    }

    @Test
    void aFileThatOnlyOneFrontEndHasIsConfigurationDrift() {
        follower.writes("/etc/one/added.conf", "odd = 1\n");
        awaitsFinding("CONFIG_DRIFT", follower.name(), "added.conf");
    }

    @Test
    void otherCredentialsAreAuthenticationDrift() {
        edits(follower, "/var/lib/one/.one/sunstone_auth", "s/$/x/");
        LabStatus drift = awaitsFinding("AUTH_DRIFT", follower.name(), "sunstone_auth");
        assertThat(drift.exitCode()).isEqualTo(2);
    }

    @Test
    void aStoppedDatabaseIsDown() {
        follower.stops("mariadb");
        awaits("DB_DOWN", status -> status.codes().contains("DB_DOWN"));
        follower.starts("mariadb");
        follower.runs("systemctl restart opennebula");
    }

    @Test
    void sqliteIsNotForHa() {
        edits(follower, "/etc/one/oned.conf", "s/BACKEND *= *\"mysql\"/BACKEND = \"sqlite\"/");
        awaits("DB_NOT_HA", status -> status.codes().contains("DB_NOT_HA"));
    }

    @Test
    void aFrontEndWithoutTheSharedImagesMissesTheShare() {
        follower.runs("umount -l /var/lib/one/datastores");
        awaits("SHARE_MISSING", status -> status.codes().contains("SHARE_MISSING"));
        SharedDatastores.mount(follower);
    }

    @Test
    void aClockThatIsOffIsSkewed() {
        follower.clockIsOffBy(30);
        awaitsFinding("CLOCK_SKEW", follower.name(), "30");
    }

    @Test
    void aFullDiskIsLow() {
        follower.runs("mount -t tmpfs -o size=2m tmpfs /var/tmp && head -c 1900000 /dev/zero > /var/tmp/full");
        awaitsFinding("DISK_LOW", follower.name(), "/var/tmp");
    }

    @Test
    void anotherPackageVersionIsAMismatch() {
        edits(follower, "/var/lib/dpkg/status", "/^Package: opennebula$/,/^$/s/^Version: .*/Version: 6.10.0-1/");
        awaits("VERSION_MISMATCH", status -> status.codes().contains("VERSION_MISMATCH"));
    }

    @Test
    void aServerThatTheInventoryLacksIsDrift() {
        Path shorter = LAB.operator()
                .writes("shorter.yml", LAB.inventory().yaml().replaceAll("(?m)^ *" + follower.name() + ":.*\n", ""));
        LabStatus status = LabStatus.of(LAB.operator(), shorter);
        assertThat(status.codes()).as(status::found).containsExactly("INVENTORY_DRIFT");
        assertThat(status.exitCode()).isZero();
    }

    @Test
    void aServerOfThePoolThatWasNeverStartedIsAGhost() {
        follower.stops("opennebula");
        follower.sql("RENAME TABLE logdb TO logdb_kept; CREATE TABLE logdb LIKE logdb_kept");
        awaits("GHOST_SERVER", status -> status.codes().contains("GHOST_SERVER"));
        follower.sql("DROP TABLE logdb; RENAME TABLE logdb_kept TO logdb");
        follower.starts("opennebula");
    }

    private static void edits(Frontend frontend, String file, String sed) {
        String before = frontend.reads(file);
        frontend.runs("sed -i '" + sed.replace("'", "'\\''") + "' " + file);
        assertThat(frontend.reads(file)).isNotEqualTo(before);
    }

    private static LabStatus awaitsFinding(String code, String subject, String text) {
        return awaits(code + " on " + subject, status -> status.finds(code, subject, text));
    }

    private static LabStatus awaits(String what, Predicate<LabStatus> wanted) {
        long until = System.nanoTime() + LIMIT.toNanos();
        LabStatus status = LabStatus.of(LAB.operator(), inventory);
        while (!wanted.test(status)) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not found: " + what + "\n" + status.found());
            }
            status = LabStatus.of(LAB.operator(), inventory);
        }
        return status;
    }
}
