package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Front-ends that boot: their units are systemd's, so that a killed oned is started again and a machine can be rebooted. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BootedLabJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final LabExtension LAB = new LabExtension(
            LabPlan.of(3).booted().withMembers(2).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
    }

    @Test
    @Order(1)
    void everyFrontEndIsBootedByRealSystemdWithUnitsAsThePackagesHaveThem() {
        for (Frontend frontend : LAB.get().frontends()) {
            assertThat(frontend.reads("/proc/1/comm")).isEqualTo("systemd\n");
            assertThat(frontend.runs("hostname; systemctl is-enabled opennebula"))
                    .isEqualTo(frontend.name() + "\nenabled\n");
            assertThat(frontend.runs("systemctl show -p Type,Restart,RestartUSec,StartLimitBurst opennebula"))
                    .contains("Type=notify", "Restart=on-failure", "RestartUSec=5s", "StartLimitBurst=3");
        }
        assertThat(LAB.get().frontends().stream().map(frontend -> frontend.reads("/etc/machine-id")))
                .doesNotHaveDuplicates();
        assertThat(LAB.frontend("n1a3").stateOf("opennebula")).isEqualTo("inactive");
    }

    @Test
    @Order(2)
    void scaleUpMakesTheThirdFrontEndAServerOfTheZone() {
        Applying.Run run = new Applying(LAB).run(inventory(), "scale-up");
        assertThat(run.exitCode()).as(() -> run.told() + LAB.zone().tells()).isZero();
        assertThat(raft("n1a3")).isEqualTo(Optional.of(ServerState.FOLLOWER));
        assertThat(LAB.frontend("n1a3").runs("journalctl -q -u opennebula")).contains("Started opennebula.service");
    }

    @Test
    @Order(3)
    void statusAndCheckFindTheZoneHealthyOverSsh() {
        LAB.zone().awaitsLeader(LIMIT);
        LabStatus status = LabStatus.of(LAB.operator(), inventory());
        assertThat(status.verdict()).as(status.found()).isEqualTo("OK");
        assertThat(status.exitCode()).isZero();
        assertThat(status.json().path("servers")).hasSize(3);
        assertThat(status.holders())
                .containsExactly(LAB.zone().leader().orElseThrow().name());

        List<String> check = new ArrayList<>(LabStatus.options(inventory()));
        check.add("check");
        Program.Result result = LAB.operator().run(check, LabStatus.environment(Map.of()));
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }

    @Test
    @Order(4)
    void aKilledOnedGivesUpTheAddressAtOnceAndIsStartedAgainAfterFiveSeconds() {
        Frontend old = LAB.zone().awaitsLeader(LIMIT);
        String before = property(old, "MainPID");
        old.isKilled("opennebula");
        assertThat(old.holdsAddress(LabPlan.VIP)).isFalse();
        assertThat(property(old, "SubState")).isEqualTo("auto-restart");
        long end = Long.parseLong(property(old, "ExecMainExitTimestampMonotonic"));

        Await.awaits(
                LIMIT, "oned is started again", () -> old.stateOf("opennebula").equals("active"));
        assertThat(property(old, "MainPID")).isNotEqualTo(before);
        assertThat(property(old, "NRestarts")).isEqualTo("1");
        long start = Long.parseLong(property(old, "ExecMainStartTimestampMonotonic"));
        assertThat(start - end).isGreaterThanOrEqualTo(5_000_000);
    }

    @Test
    @Order(5)
    void aRebootGivesANewBootIdAndTheFrontEndFollowsAgain() {
        Frontend leader = LAB.zone().awaitsLeader(LIMIT);
        Frontend follower = LAB.get().frontends().stream()
                .filter(frontend -> frontend != leader)
                .findFirst()
                .orElseThrow();
        String before = follower.power().bootId();
        String machine = follower.reads("/etc/machine-id");
        follower.power().reboots();

        assertThat(follower.power().bootId()).isNotEqualTo(before);
        assertThat(follower.reads("/etc/machine-id")).isEqualTo(machine);
        Await.awaits(LIMIT, follower.name() + " follows again", () -> raft(follower.name())
                .equals(Optional.of(ServerState.FOLLOWER)));
        assertThat(follower.runs("journalctl -q --list-boots").lines()).hasSize(2);
    }

    @Test
    @Order(6)
    void aLeaderThatLosesItsPowerIsReplacedAndFollowsAfterItsReturn() {
        Frontend old = LAB.zone().settles(LIMIT);
        old.power().fails();
        Frontend leader = LAB.zone().awaitsLeader(LIMIT);
        assertThat(leader).isNotSameAs(old);
        Await.awaits(LIMIT, "the new leader holds the address", () -> leader.holdsAddress(LabPlan.VIP));

        old.power().returns();
        assertThat(old.holdsAddress(LabPlan.VIP)).isFalse();
        LAB.zone().settles(LIMIT);
    }

    @Test
    @Order(7)
    void aFrontEndThatHangsAnswersNobodyUntilItGoesOn() {
        Frontend leader = LAB.zone().settles(LIMIT);
        leader.power().hangs();
        assertThat(LAB.zone().raftOf(leader)).isEmpty();
        Await.awaits(LIMIT, "another leads", () -> LAB.zone().leader().isPresent());

        leader.power().goesOn();
        LAB.zone().settles(LIMIT);
        leader.power().shutsDown();
        assertThat(leader.power().isOn()).isFalse();
    }

    /** What systemd says of oned's unit. */
    private static String property(Frontend frontend, String name) {
        return frontend.runs("systemctl show -p " + name + " --value opennebula")
                .strip();
    }

    private static Optional<ServerState> raft(String name) {
        return LAB.zone().raftOf(LAB.frontend(name)).map(RaftStatus::state);
    }

    private static Path inventory() {
        return LAB.inventory().with("db_password", Lab.DATABASE_PASSWORD).write();
    }
}
