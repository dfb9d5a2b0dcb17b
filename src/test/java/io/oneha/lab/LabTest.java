package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lab is what it says it is: three front-ends, each a machine of its own. */
class LabTest {
    private static final String VIP = LabPlan.VIP;

    private static final String VIP_SH = "su oneadmin -c '/var/lib/one/remotes/hooks/raft/vip.sh ";

    @RegisterExtension
    static final LabExtension LAB = new LabExtension(LabPlan.of(3).withSharedDatastores());

    @ParameterizedTest
    @CsvSource({"n1a1, root, ed25519", "n1a2, ops, rsa", "n1a3, limited, ecdsa", "n1a1, asks, ed25519"})
    void theOperatorLogsInWithOpenSshAsEachUserWithEachKey(String host, String user, String key) {
        Program.Result result = LAB.operator().ssh(key, user, host, "echo $(hostname) $(id -un)");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(host + " " + user + "\n");
    }

    @ParameterizedTest
    @CsvSource({"ssh-ed25519, ssh-ed25519", "ecdsa-sha2-nistp256, ecdsa-sha2-nistp256", "ssh-rsa, rsa-sha2-512"})
    void everyFrontendHasAHostKeyOfEachTypeThatTheOperatorKnows(String type, String algorithm) {
        List<String> command = new ArrayList<>(LAB.operator().sshCommand("ed25519", "root", "n1a1", "true"));
        command.addAll(1, List.of("-v", "-o", "HostKeyAlgorithms=" + algorithm));
        Program.Result result = LAB.operator().tries(command);

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("Server host key: " + type);
    }

    @ParameterizedTest
    @CsvSource({"ops, 0, root", "limited, 1, a password is required", "asks, 1, a password is required"})
    void sudoLetsInWhomItShould(String user, int exitCode, String says) {
        Program.Result result = LAB.operator().ssh("ed25519", user, "n1a1", "LC_ALL=C sudo -n id -un");

        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out() + result.err()).contains(says);
    }

    @Test
    void sudoTakesThePasswordOfTheUserWhoIsAsked() {
        Program.Result right =
                LAB.frontend("n1a1").tries("echo '" + Lab.PASSWORD + "' | su asks -c 'sudo -S -p \"\" id -un'");
        Program.Result wrong = LAB.frontend("n1a1").tries("echo wrong | su asks -c 'sudo -S -p \"\" id -un'");

        assertThat(right.out()).isEqualTo("root\n");
        assertThat(wrong.exitCode()).isNotZero();
    }

    @Test
    void anAddressMovesOnARealInterface() {
        Frontend from = LAB.frontend("n1a1");
        Frontend to = LAB.frontend("n1a2");
        from.takesAddress(VIP);
        assertThat(from.holdsAddress(VIP)).isTrue();
        assertThat(reaches("198.51.100.100")).isTrue();

        from.losesAddress(VIP);
        assertThat(from.holdsAddress(VIP)).isFalse();
        assertThat(reaches("198.51.100.100")).isFalse();

        to.takesAddress(LabPlan.VIP6);
        assertThat(to.holdsAddress(LabPlan.VIP6)).isTrue();
        assertThat(reaches("2001:db8:51::100")).isTrue();
        to.losesAddress(LabPlan.VIP6);
    }

    @Test
    void vipShGivesTheLeaderTheAddressAndItsServicesAndTakesThemFromAFollower() {
        Frontend frontend = LAB.frontend("n1a3");

        frontend.runs(VIP_SH + "leader eth0 " + VIP + "'");
        assertThat(frontend.holdsAddress(VIP)).isTrue();
        assertThat(frontend.stateOf("opennebula-flow")).isEqualTo("active");
        assertThat(frontend.stateOf("opennebula-fireedge")).isEqualTo("inactive");

        frontend.runs(VIP_SH + "follower eth0 " + VIP + "'");
        assertThat(frontend.holdsAddress(VIP)).isFalse();
        assertThat(frontend.stateOf("opennebula-flow")).isEqualTo("inactive");
    }

    /** Facts of real zones, section 10: the exit code is 0 whatever ip said, so that only a look at the address tells. */
    @Test
    void vipShEndsWellThoughIpFailedAndMayRunTwice() {
        Frontend frontend = LAB.frontend("n1a3");
        frontend.runs(VIP_SH + "leader eth9 " + VIP + "'");
        assertThat(frontend.holdsAddress(VIP)).isFalse();

        frontend.runs(VIP_SH + "leader eth0 " + VIP + "'");
        frontend.runs(VIP_SH + "leader eth0 " + VIP + "'");
        assertThat(frontend.holdsAddress(VIP)).isTrue();
        frontend.runs(VIP_SH + "follower eth0 " + VIP + "'");
        frontend.runs(VIP_SH + "follower eth0 " + VIP + "'");
        assertThat(frontend.holdsAddress(VIP)).isFalse();
    }

    /** Facts of real zones, sections 3 and 10: in a quick flip the old leader keeps the address for that long. */
    @Test
    void vipShKeepsItsLockWhileItTellsTheNetworkAndTheNextRunWaitsForIt() {
        Frontend frontend = LAB.frontend("n1a3");
        frontend.runs("sed -i s/ANNOUNCEMENTS=0/ANNOUNCEMENTS=2/ /usr/lib/one/lab/vip.conf");
        String told = frontend.runs(VIP_SH + "leader eth0 " + VIP + "' > /dev/null 2>&1 &\n sleep 1.5\n"
                + "flock -n /var/lock/one/vip_sh true || echo held\n"
                + VIP_SH + "follower eth0 " + VIP + "' > /dev/null 2>&1 &\n sleep 1\n"
                + "ip -o address show dev eth0 | grep -q 198.51.100.100/24 && echo there\n wait\n"
                + "flock -n /var/lock/one/vip_sh true && echo free\n");
        frontend.runs("sed -i s/ANNOUNCEMENTS=2/ANNOUNCEMENTS=0/ /usr/lib/one/lab/vip.conf");
        assertThat(told).isEqualTo("held\nthere\nfree\n");
        assertThat(frontend.holdsAddress(VIP)).isFalse();
    }

    @Test
    void whoIsCutOffReachesNobodyUntilTheCableIsBack() {
        Frontend frontend = LAB.frontend("n1a2");
        frontend.isCutOff();
        assertThat(reaches(frontend.address())).isFalse();
        assertThat(frontend.runs("ip -o link show dev eth0")).contains("NO-CARRIER");
        assertThat(frontend.holdsAddress(frontend.address() + "/24")).isTrue();

        frontend.isBack();
        Await.awaits(Duration.ofSeconds(10), "n1a2 is back", () -> reaches(frontend.address()));
    }

    @Test
    void aPartitionLeavesTheOperatorItsSightOfBothSides() {
        Frontend one = LAB.frontend("n1a1");
        Frontend other = LAB.frontend("n1a2");
        one.isCutOffFrom(other);
        assertThat(connects(one, "n1a2", 22)).isFalse();
        assertThat(connects(other, "n1a1", 22)).isFalse();
        assertThat(connects(one, "n1a3", 22)).isTrue();
        assertThat(reaches(one.address())).isTrue();
        assertThat(reaches(other.address())).isTrue();

        one.isJoinedAgain();
        assertThat(connects(one, "n1a2", 22)).isTrue();
    }

    @Test
    void aBlockedPort2633IsOpenToThePeersOnly() {
        Frontend frontend = LAB.frontend("n1a1");
        frontend.runs(
                "setsid perl -MIO::Socket::INET -e 'my $s = IO::Socket::INET->new(LocalPort => 2633, Listen => 5,"
                        + " ReuseAddr => 1) or die; while ($s->accept) {}' < /dev/null > /dev/null 2>&1 & echo $! > /run/2633.pid");
        Await.awaits(Duration.ofSeconds(5), "2633 is open", () -> connects(frontend, "127.0.0.1", 2633));
        assertThat(operatorConnects("n1a1", 2633)).isTrue();

        frontend.port2633IsBlocked();
        assertThat(operatorConnects("n1a1", 2633)).isFalse();
        assertThat(connects(frontend, "127.0.0.1", 2633)).isTrue();
        assertThat(connects(LAB.frontend("n1a2"), "n1a1", 2633)).isTrue();

        frontend.port2633IsOpen();
        assertThat(operatorConnects("n1a1", 2633)).isTrue();
        frontend.runs("kill $(cat /run/2633.pid)");
    }

    @Test
    void anSshdThatHangsTakesConnectionsAndSaysNothing() {
        Frontend frontend = LAB.frontend("n1a3");
        frontend.sshdHangs();
        assertThat(operatorConnects("n1a3", 22)).isTrue();
        assertThat(LAB.operator().ssh("ed25519", "root", "n1a3", "true").err()).contains("timed out");

        frontend.sshdGoesOn();
        assertThat(LAB.operator().ssh("ed25519", "root", "n1a3", "true").exitCode())
                .isZero();
    }

    @Test
    void anSshdThatClosesAtOnceIsWellAgainAfterwards() {
        Frontend frontend = LAB.frontend("n1a3");
        frontend.sshdClosesAtOnce();
        assertThat(LAB.operator().ssh("ed25519", "root", "n1a3", "true").err())
                .containsAnyOf("closed by", "Connection reset");

        frontend.sshdIsWell();
        assertThat(LAB.operator().ssh("ed25519", "root", "n1a3", "true").exitCode())
                .isZero();
    }

    @Test
    void everyFrontendHasADatabaseOfItsOwnWithTheZoneInIt() {
        Frontend frontend = LAB.frontend("n1a1");
        assertThat(frontend.sql("SELECT COUNT(*) FROM logdb")).isEqualTo("4\n");
        assertThat(frontend.sql("SELECT body FROM zone_pool")).contains("http://n1a3:2633/RPC2", "198.51.100.100");
        frontend.sql("CREATE TABLE mine (id INT)");

        assertThat(LAB.frontend("n1a2").sql("SHOW TABLES LIKE 'mine'")).isEmpty();
        assertThat(frontend.runs(
                        "mariadb -h 127.0.0.1 -u oneadmin -p" + Lab.DATABASE_PASSWORD + " -N -e 'SHOW DATABASES'"))
                .contains(Lab.DATABASE);
    }

    @Test
    void theDatastoresAreOneFileSystemOfAnotherMachine() {
        LAB.frontend("n1a1").runs("su oneadmin -c 'echo image > /var/lib/one/datastores/1/image'");

        assertThat(LAB.frontend("n1a2").reads("/var/lib/one/datastores/1/image"))
                .isEqualTo("image\n");
        assertThat(LAB.frontend("n1a3").runs("findmnt -n -o FSTYPE,SOURCE --target /var/lib/one/datastores/1"))
                .startsWith("fuse.sshfs oneadmin@storage:");
    }

    @Test
    void aFrontendIsItselfAndSeesNothingOfOthers() {
        Frontend frontend = LAB.frontend("n1a2");
        assertThat(frontend.runs("hostname; getent hosts n1a2")).contains("n1a2", "198.51.100.12");
        assertThat(frontend.runs("dpkg-query -W opennebula")).isEqualTo("opennebula\t7.4.0-1\n");
        assertThat(frontend.runs("awk '{print $5}' /proc/self/mountinfo")).doesNotContain("oneha-lab", "/home");
        assertThat(frontend.runs("pgrep -c mariadbd")).isEqualTo("1\n");
        assertThat(frontend.runs("stat -c '%a %U %u' /var/lib/one/.one /var/lib/one/.one/one_auth"))
                .isEqualTo("700 oneadmin 9869\n600 oneadmin 9869\n");
        assertThat(frontend.reads("/etc/one/oned.conf")).contains("SERVER_ID        = 1", "leader eth0 " + VIP);
    }

    private static boolean reaches(String address) {
        return operatorConnects(address, 22);
    }

    private static boolean operatorConnects(String host, int port) {
        String script = "exec 3<> /dev/tcp/" + host + "/" + port;
        return LAB.operator()
                        .tries(List.of("timeout", "1", "bash", "-c", script))
                        .exitCode()
                == 0;
    }

    private static boolean connects(Frontend from, String host, int port) {
        return from.tries("timeout 1 bash -c 'exec 3<> /dev/tcp/" + host + "/" + port + "'")
                        .exitCode()
                == 0;
    }
}
