package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A front-end that runs without HA is taken into it; then, from nothing, a zone of three. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstServerJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(3).withMembers(0).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    private static final String NOTE = "#!/bin/sh\necho \"$@\" >> /var/lib/one/note\n";

    private static Applying oneha;

    @BeforeAll
    static void start() {
        oneha = new Applying(LAB);
    }

    @Test
    @Order(1)
    void aRunningFrontEndIsNotTouchedWithoutAWordForIt() {
        Frontend solo = LAB.frontend("n1a1");
        solo.writes("/var/lib/one/.one/one_auth", Lab.CREDENTIALS + "\n");
        solo.starts("opennebula");
        Await.awaits(LIMIT, "it answers", () -> state(solo) == ServerState.SOLO);
        String before = solo.reads("/etc/one/oned.conf");
        Applying.Run run = oneha.run(inventory(1), "force-ha");
        assertThat(run.exitCode()).isEqualTo(73);
        assertThat(run.reason()).contains("RUNS_WITHOUT_HA").contains("--adopt");
        assertThat(solo.reads("/etc/one/oned.conf")).isEqualTo(before);
    }

    @Test
    @Order(2)
    void anAddressThatAnotherMachineHasIsNotTaken() {
        Frontend stranger = LAB.frontend("n1a3");
        stranger.runs("ip address add " + LabPlan.VIP + " dev eth0");
        Applying.Run run = oneha.run(inventory(1), "force-ha", "--adopt");
        stranger.runs("ip address del " + LabPlan.VIP + " dev eth0");
        assertThat(run.exitCode()).as(run.told()).isEqualTo(2);
        assertThat(run.reason()).startsWith("n1a1: 198.51.100.100 is in use by another machine");
        assertThat(run.steps("step-done")).isEmpty();
    }

    @Test
    @Order(3)
    void adoptedItLeadsAfterABackup() {
        Frontend solo = LAB.frontend("n1a1");
        String tables = "CHECKSUM TABLE user_pool, group_pool, cluster_pool, datastore_pool, vm_pool";
        String before = solo.sql(tables);
        String conf = solo.reads("/etc/one/oned.conf");
        Applying.Run run = oneha.run(inventory(1), "force-ha", "--adopt");
        assertThat(run.exitCode()).as(run.told()).isZero();
        assertThat(state(solo)).isEqualTo(ServerState.LEADER);
        assertThat(solo.holdsAddress(LabPlan.VIP)).isTrue();
        assertThat(solo.sql(tables)).isEqualTo(before);
        assertThat(solo.runs("tar -xOf /var/lib/oneha/backups/oneha-*/oned.conf.tar"))
                .isEqualTo(conf);
        assertThat(run.steps("step-measured")).contains("n1a1.start-leader", "n1a1.roles");
        assertThat(run.told()).contains("nobody had " + LabPlan.VIP);
        String backup =
                solo.runs("cd /var/lib/oneha/backups/oneha-*; stat -c '%a %U %n' * ; gzip -dc *.sql.gz | tail -n 4");
        assertThat(backup)
                .contains("600 root etc-one.tar.gz")
                .contains("600 root opennebula.sql.gz")
                .contains("-- Dump completed");
    }

    @Test
    @Order(4)
    void aZoneOfThreeIsDeployedFromNothingAlthoughOnehaIsKilled() {
        Frontend first = LAB.frontend("n1a1");
        first.stops("opennebula");
        first.hasAnEmptyDatabase();
        first.runs("sed -i 's/SERVER_ID *= *0/SERVER_ID = -1/' /etc/one/oned.conf; systemctl disable opennebula");
        Applying.Run refused = oneha.run(inventory(3), "apply");
        assertThat(refused.exitCode()).as(refused.told()).isEqualTo(73);
        assertThat(refused.reason()).contains("OLD_CREDENTIALS").contains("/var/lib/one/.one/oneflow_auth");
        first.runs("rm /var/lib/one/.one/*");
        first.runs(
                "cd /var/lib/one/remotes/hooks/raft && mkdir failover.d && cat > failover.d/07-note && chmod 755 failover.d/07-note"
                        + " && chown -R oneadmin failover.d",
                NOTE);
        first.isTaken(2633);
        Applying.Run run = oneha.run(inventory(3), "apply");
        first.isFree();
        assertThat(run.exitCode()).as(run.told()).isEqualTo(2);
        assertThat(run.reason()).as(run.told()).startsWith("oned has ended on n1a1");
        String name = run.name();
        for (String step :
                new String[] {"n1a1.start-solo", "n1a1.server-add", "n1a1.start-leader", "n1a2.start", "n1a3.readiness"
                }) {
            // What was killed as it started oned may have started it: that is so within a moment, and answers seconds
            // later.
            first.runs("sleep 3");
            Await.awaits(
                    LIMIT,
                    "oned answers or does not run",
                    () -> !first.stateOf("opennebula").equals("active") || state(first) != null);
            run = oneha.run(inventory(3), Applying.beginning(step), "apply", "--resume", name);
            assertThat(run.steps("step-started")).as(run.told()).contains(step);
        }
        run = oneha.run(inventory(3), "apply", "--resume", name);
        assertThat(run.exitCode()).as(run.told()).isZero();
        assertThat(state(first)).isEqualTo(ServerState.LEADER);
        assertThat(state(LAB.frontend("n1a2"))).isEqualTo(ServerState.FOLLOWER);
        assertThat(state(LAB.frontend("n1a3"))).isEqualTo(ServerState.FOLLOWER);
        assertThat(LAB.get().frontends())
                .filteredOn(frontend -> frontend.holdsAddress(LabPlan.VIP))
                .containsExactly(first);
        Await.awaits(
                LIMIT,
                "all servers have the same rows",
                () -> LAB.get().frontends().stream()
                                .map(Frontend::rows)
                                .distinct()
                                .count()
                        == 1);
        assertThat(first.reads("/var/lib/one/note")).contains("leader eth0 " + LabPlan.VIP);
        assertThat(LAB.frontend("n1a3").reads("/var/lib/one/note")).isEqualTo("follower eth0 " + LabPlan.VIP + "\n");
    }

    private static Path inventory(int frontends) {
        LabInventory inventory = LAB.inventory().forHa(frontends);
        // A hook that the package does not bring, once the zone has several servers.
        return frontends == 1
                ? inventory.write()
                : inventory
                        .with("leader_hook", "raft/failover.sh")
                        .with("follower_hook", "raft/failover.sh")
                        .write();
    }

    private static ServerState state(Frontend frontend) {
        return LAB.zone().raftOf(frontend).map(RaftStatus::state).orElse(null);
    }
}
