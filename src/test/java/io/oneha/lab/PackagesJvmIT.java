package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A front-end without OpenNebula joins: its packages come from its own package source or else the leader's, by real apt. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackagesJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SOURCE = "/etc/apt/sources.list.d/opennebula.list";
    private static final String POLICY = "/usr/sbin/policy-rc.d";

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(2).withMembers(1).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    private static Applying oneha;
    private static Frontend leader;
    private static Frontend joiner;
    private static PackageSource source;
    private static String key;
    private static String run;

    @BeforeAll
    static void theLeaderHasItsPackagesFromItsSource() {
        PackageSource.needs();
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
        oneha = new Applying(LAB);
        leader = LAB.frontend("n1a1");
        joiner = LAB.frontend("n1a2");
        source = PackageSource.on(leader, LAB.get());
        key = leader.runs("base64 /root/key.gpg");
        source.isSetUpOn(leader, "opennebula", key);
        leader.runs("apt-get -q -y install opennebula=" + PackageSource.VERSION + " opennebula-tools="
                + PackageSource.VERSION);
        leader.runs("systemctl start opennebula-fireedge");
        joiner.runs(
                "systemctl disable opennebula opennebula-flow opennebula-fireedge; systemctl stop opennebula-fireedge");
    }

    @Test
    @Order(1)
    void whatNobodyOffersIsNamedAndNothingIsLeftOfTheTry() {
        leader.writes(SOURCE, source.line("repo/gone-opennebula", "opennebula"));
        leader.runs("rm -rf /var/lib/apt/lists/*");
        Applying.Run gone = oneha.run(inventory(), "scale-up");
        assertThat(gone.exitCode()).as(gone.told()).isEqualTo(2);
        assertThat(gone.reason())
                .startsWith("n1a2: neither its own package sources nor those of n1a1 offer opennebula "
                        + PackageSource.VERSION + ", opennebula-tools " + PackageSource.VERSION)
                .contains("404");
        assertThat(traces()).isEmpty();

        leader.runs("rm " + SOURCE);
        Applying.Run none = oneha.run(inventory(), "scale-up");
        assertThat(none.exitCode()).as(none.told()).isEqualTo(2);
        assertThat(none.reason())
                .isEqualTo("n1a2: neither its own package sources nor those of n1a1 offer opennebula "
                        + PackageSource.VERSION + ", opennebula-tools " + PackageSource.VERSION);
        assertThat(none.steps("step-done")).containsExactly("n1a2.readiness");
        assertThat(traces()).isEmpty();
        source.isSetUpOn(leader, "opennebula", key);
    }

    @Test
    @Order(2)
    void aHostsOwnSourceIsEnoughAndItsPolicyIsLeftAsItIs() {
        source.isSetUpOn(joiner, "own", key);
        joiner.writes(POLICY, "#!/bin/sh\nexit 0\n");
        joiner.runs("chmod 755 " + POLICY);
        Applying.Run killed = oneha.run(inventory(), Applying.beginning("n1a2.account"), "scale-up");
        run = killed.name();
        assertThat(killed.steps("step-done")).as(killed.told()).contains("n1a2.packages");
        assertThat(installed(joiner)).isEqualTo(installed(leader));
        assertThat(joiner.runs("ls /etc/apt/sources.list.d /etc/apt/keyrings /etc/apt/auth.conf.d"))
                .doesNotContain("opennebula");
        assertThat(joiner.reads(POLICY)).isEqualTo("#!/bin/sh\nexit 0\n");
        assertThatItWasNotStarted();
        assertThat(joiner.tries("systemctl is-enabled opennebula").out()).isEqualTo("disabled\n");
    }

    @Test
    @Order(3)
    void theLeadersSourceIsTakenOverWithItsKeyAndItsLoginAndTheJoinEnds() {
        joiner.runs("dpkg --purge opennebula opennebula-tools; rm -f /etc/apt/*/own.* /var/log/opennebula-after*;"
                + " rm -rf /var/lib/apt/lists/*");
        // A run that was killed while it installed leaves this.
        joiner.writes(
                POLICY, "#!/bin/sh\n# oneha: nothing starts while it installs; this file goes when it has\nexit 101\n");
        joiner.writes("/etc/apt/keyrings/opennebula.gpg", "another key");
        Applying.Run resumed = oneha.run(inventory(), "apply", "--resume", run);
        assertThat(resumed.exitCode()).as(resumed.told()).isZero();
        assertThat(installed(joiner)).isEqualTo(installed(leader)).contains(PackageSource.VERSION);
        assertThat(joiner.reads(SOURCE)).isEqualTo(source.line("repo", "oneha-opennebula"));
        assertThat(joiner.reads("/etc/apt/keyrings/opennebula.gpg")).isEqualTo("another key");
        assertThat(joiner.reads("/etc/apt/auth.conf.d/opennebula.conf"))
                .contains(PackageSource.PASSWORD)
                .doesNotContain("other.example.org");
        assertThat(joiner.runs(
                        "stat -c '%a %U %n' /etc/apt/auth.conf.d/* /etc/apt/sources.list.d/* /etc/apt/keyrings/oneha*"))
                .isEqualTo("600 root /etc/apt/auth.conf.d/opennebula.conf\n644 root " + SOURCE
                        + "\n644 root /etc/apt/keyrings/oneha-opennebula.gpg\n");
        assertThat(resumed.told()).contains(SOURCE).doesNotContain(PackageSource.PASSWORD);
        assertThat(written("n1a2.packages")).isNotEmpty();
        assertThat(written(PackageSource.PASSWORD)).isEmpty();
        assertThatItWasNotStarted();
        assertThat(joiner.tries("ls " + POLICY + "*").out()).isEmpty();
        assertThat(LAB.zone().raftOf(joiner).map(RaftStatus::state)).contains(ServerState.FOLLOWER);
        assertThat(joiner.tries("systemctl is-enabled opennebula").out()).isEqualTo("enabled\n");
        assertThat(joiner.tries("systemctl is-enabled opennebula-flow opennebula-fireedge")
                        .out())
                .isEqualTo("enabled\nenabled\n");
        assertThat(joiner.stateOf("opennebula-fireedge")).isEqualTo("active");
        assertThat(joiner.stateOf("opennebula-flow")).isEqualTo("inactive");
    }

    private static void assertThatItWasNotStarted() {
        assertThat(joiner.reads("/var/log/opennebula-after-its-installation")).isEqualTo("inactive\n");
    }

    /** The files of the operator that hold a word. */
    private static String written(String word) {
        return LAB.operator()
                .tries(List.of("grep", "-rl", word, LAB.operator().home().toString()))
                .out();
    }

    private static String installed(Frontend frontend) {
        return frontend.runs("dpkg-query -W 'opennebula*'");
    }

    /** What a try can leave on the joining host. */
    private static String traces() {
        return joiner.runs("ls -d " + POLICY + "* /etc/apt/sources.list.d/* /etc/apt/auth.conf.d/* /etc/apt/keyrings/*"
                + " 2> /dev/null; grep -A 1 '^Package: opennebula' /var/lib/dpkg/status; true");
    }

    private static Path inventory() {
        return LAB.inventory()
                .with("force_ha", "true")
                .with("db_password", Lab.DATABASE_PASSWORD)
                .write();
    }
}
