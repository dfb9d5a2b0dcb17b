package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What oneadmin of a host, and whoever has the leader, put in the way of a join: nothing of root's is harmed, nothing stays. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileHostsJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** What only root may change; /ran is where an attack leaves its trace. */
    private static final String PRECIOUS = "cksum /etc/shadow /etc/passwd /etc/group; ls -A /ran;"
            + " stat -c '%n %a %U:%G' / /etc /etc/shadow /etc/passwd /etc/sudoers /root /etc/ssh /var/lib;"
            + " find /etc /root -xdev -user oneadmin ! -path '/etc/one*';"
            + " mariadb -NBe \"SELECT COUNT(*) FROM mysql.global_priv WHERE user LIKE 'evil%'\"";
    /** The programs that scripts of ours start, with nothing of the lab's own. */
    private static final String LEFT =
            "ps -eo user,args | grep -E ' (tar|find|base64|tail|sha256sum|mariadb|mariadb-dump|gzip|dd"
                    + "|flock|timeout|sh -s|sudo|sshd: root@notty)( |$)' | grep -vE 'timeout (25|70) |SLEEP' || true";

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(2).withMembers(1).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    private static Applying oneha;
    private static Frontend leader;
    private static Frontend joiner;
    private static String before;
    private static String run;

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
        oneha = new Applying(LAB);
        leader = LAB.frontend("n1a1");
        joiner = LAB.frontend("n1a2");
        LAB.get().frontends().forEach(frontend -> frontend.runs("mkdir /ran && chmod 1777 /ran"));
        before = precious();
    }

    @AfterEach
    void nothingOfRootsIsHarmedAndNoProcessIsLeft() {
        assertThat(precious()).isEqualTo(before);
        for (Frontend frontend : LAB.get().frontends()) {
            Await.awaits(Duration.ofSeconds(20), "no process is left: " + frontend.runs(LEFT), () -> frontend.runs(LEFT)
                    .isEmpty());
        }
    }

    @Test
    @Order(1)
    void aPackageOfTheLeadersThatIsAnOptionIsNotInstalled() {
        leader.writes(
                "/usr/local/bin/dpkg-query",
                "#!/bin/sh\nfor name in 'opennebula 7.4.0-1' '-oDPkg::Pre-Invoke::=touch${IFS}/ran/apt 1'; do"
                        + " echo \"installed $name\"; done\n");
        joiner.writes("/usr/local/bin/apt-get", "#!/bin/sh\necho \"$*\" > /ran/apt-get\n");
        leader.runs("chmod 755 /usr/local/bin/dpkg-query");
        joiner.runs("chmod 755 /usr/local/bin/apt-get; cp -a /var/lib/dpkg/status /var/lib/dpkg/was;"
                + " sed -i '/^Package: opennebula/,/^$/d' /var/lib/dpkg/status");
        Applying.Run refused = oneha.run(inventory(), "scale-up");
        leader.runs("rm /usr/local/bin/dpkg-query");
        joiner.runs("rm /usr/local/bin/apt-get; mv /var/lib/dpkg/was /var/lib/dpkg/status");
        assertThat(refused.exitCode()).as(refused.told()).isEqualTo(2);
        assertThat(refused.reason()).contains("the leader names a package or a version that is none of OpenNebula's");
    }

    @Test
    @Order(2)
    void aTableOfTheLeadersWhoseNameIsSqlStopsTheCopy() {
        String table = "\\`x'; CREATE USER evil; -- x\\`";
        leader.runs("mariadb opennebula -e \"CREATE TABLE " + table + " (i INT)\"");
        Applying.Run refused = oneha.run(inventory(), "scale-up");
        leader.runs("mariadb opennebula -e \"DROP TABLE " + table + "\"");
        assertThat(refused.exitCode()).as(refused.told()).isEqualTo(2);
        assertThat(refused.reason()).contains("a table with a name that OpenNebula gives to none");
    }

    @Test
    @Order(3)
    void linksAndSwapsInFoldersOfOneadminsLeadRootNowhere() {
        // What gets past them is stopped by a dump that calls programs.
        leader.writes(
                "/usr/local/bin/mariadb-dump",
                "#!/bin/sh\n/usr/bin/mariadb-dump \"$@\"\nprintf '\\\\! touch /ran/dump\\nsystem touch /ran/dump\\n'\n");
        leader.runs("chmod 755 /usr/local/bin/mariadb-dump");
        asOneadmin(
                "cd /var/lib/one; for at in .one.oneha-new .one.oneha-old .ssh.oneha-new .ssh.oneha-old"
                        + " remotes/.oneha-new remotes/hooks/raft/failover.d.oneha-new; do ln -s /etc $at; done;"
                        + " mkdir -p .ssh .one; ln -sf /etc/shadow .ssh/authorized_keys.oneha-new;"
                        + " ln -sf /etc/shadow .one/one_auth.oneha-new; ln -sf /etc/shadow remotes/hooks/raft/vip.sh.oneha-new");
        joiner.runs("rm -f /var/log/one/oned.log; chown oneadmin /var/log/one");
        asOneadmin("mkfifo /var/log/one/oned.log");
        // As soon as there is a fresh folder, a link to /etc stands in its place.
        joiner.runs("(timeout 70 runuser -u oneadmin -- sh -c 'cd /var/lib/one; while [ ! -e /ran/.end ]; do"
                + " for at in .one.oneha-new .ssh.oneha-new remotes/.oneha-new; do if [ -d $at ] && [ ! -L $at ]; then"
                + " mv $at was.$$ && ln -s /etc $at; rm -rf was.$$; fi; done; sleep 0.002; done')"
                + " > /dev/null 2>&1 < /dev/null & ");
        try {
            for (int tries = 0; tries < 2; tries++) {
                Applying.Run tried = oneha.run(inventory(), "scale-up");
                assertThat(tried.exitCode()).as(tried.told()).isEqualTo(2);
                assertThat(tried.steps("step-started")).as(tried.told()).contains("n1a2.credentials");
            }
        } finally {
            joiner.runs("touch /ran/.end; cd /var/lib/one; sleep 0.2; rm -rf /ran/.end was.* .one.oneha-* .ssh.oneha-*"
                    + " remotes/.oneha-new remotes/hooks/raft/*.oneha-new /var/log/one/oned.log");
        }
    }

    @Test
    @Order(4)
    void aDumpThatEscapesToAShellDoesNotInTheRestore() {
        Applying.Run broken = oneha.run(inventory(), "scale-up");
        leader.runs("rm /usr/local/bin/mariadb-dump");
        assertThat(broken.exitCode()).as(broken.told()).isEqualTo(2);
        assertThat(broken.steps("step-started")).contains("n1a2.database");
        assertThat(broken.steps("step-done")).doesNotContain("n1a2.database");
        run = broken.name();
    }

    @Test
    @Order(5)
    void aSessionThatHoldsTablesLockedIsEndedByTheResumeWhichJoins() {
        joiner.runs("(timeout 70 mariadb opennebula -e 'LOCK TABLES vm_pool WRITE, logdb WRITE; SELECT SLEEP(60)')"
                + " > /dev/null 2>&1 < /dev/null &");
        Await.awaits(Duration.ofSeconds(10), "the tables are locked", () -> joiner.runs(
                        "mariadb -NBe \"SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP%'\"")
                .equals("1\n"));
        Applying.Run resumed = oneha.run(inventory(), "apply", "--resume", run);
        assertThat(resumed.exitCode()).as(resumed.told()).isZero();
        assertThat(resumed.told()).contains("ended what an earlier copy had left at work");
        assertThat(joiner.rows()).isEqualTo(leader.rows());
    }

    private static void asOneadmin(String text) {
        joiner.runs("runuser -u oneadmin -- sh -c '" + text + "'");
    }

    private static String precious() {
        return leader.runs(PRECIOUS) + joiner.runs(PRECIOUS);
    }

    private static Path inventory() {
        return LAB.inventory()
                .with("force_ha", "true")
                .with("db_password", Lab.DATABASE_PASSWORD)
                .write();
    }
}
