package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One zone's life: nothing, one HA-ready front-end, three, five. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GrowthIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(5).withMembers(0).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    private static Applying oneha;

    @BeforeAll
    static void start() {
        oneha = new Applying(LAB);
    }

    @Test
    @Order(1)
    void oneFrontEndIsMadeReadyForHa() {
        Applying.Run run = oneha.run(inventory(1), "force-ha");
        assertThat(run.exitCode()).as(run.told()).isZero();
        assertThat(states(1)).containsExactly(Optional.of(ServerState.LEADER));
        assertThat(LAB.frontend("n1a1").holdsAddress(LabPlan.VIP)).isTrue();
        assertThat(LAB.frontend("n1a1").reads("/etc/one/oned.conf")).containsPattern("SERVER_ID *= 0");
    }

    @Test
    @Order(2)
    void twoMoreJoinItWithEveryRowByASavedPlanWhileItIsWrittenTo() {
        for (int i = 0; i < 20; i++) {
            LAB.zone().writesVms(5, 2000, 100);
        }
        assertThat(LAB.frontend("n1a1").sql("SELECT COUNT(*) >= 200000 FROM vm_pool"))
                .isEqualTo("1\n");
        Path inventory = inventory(3);
        Path plan = LAB.operator().writes("plan.json", oneha.plan(inventory));
        ZoneWriter writer = new ZoneWriter(LAB.zone(), LAB.frontend("n1a1"));
        Applying.Run run;
        try (writer) {
            run = oneha.run(inventory, "apply", plan.toString());
        }
        assertThat(run.exitCode()).as(() -> run.told() + LAB.zone().tells()).isZero();
        assertGrownTo(3);
        int written = writer.written();
        assertThat(written).isPositive();
        assertThat(LAB.get().frontends().subList(0, 3))
                .allSatisfy(member -> assertThat(ZoneWriter.in(member)).isGreaterThanOrEqualTo(written));
    }

    @Test
    @Order(3)
    void thenNothingIsLeftToDoAndNothingIsTouched() {
        LAB.get().frontends().forEach(frontend -> frontend.runs("touch /run/before"));
        Applying.Run again = oneha.run(inventory(3), "apply");
        assertThat(again.exitCode()).as(again.told()).isZero();
        assertThat(again.events()).hasSize(1);
        assertThat(again.events().get(0).path("intent").asText()).isEqualTo("nothing to do");
        assertThat(LAB.get().frontends())
                .allSatisfy(frontend -> assertThat(changed(frontend)).isEmpty());
        LAB.frontend("n1a2").runs("touch /etc/one/oned.conf");
        assertThat(changed(LAB.frontend("n1a2"))).isEqualTo("/etc/one/oned.conf\n");
    }

    @Test
    @Order(4)
    void twoMoreJoinAlthoughOnehaIsKilledAtEachStep() {
        Path inventory = inventory(5);
        Applying.Run first = oneha.run(inventory, Applying.beginning("n1a4.readiness"), "scale-up");
        String name = first.name();
        List<String> plan = first.plan();
        for (String step :
                plan.stream().filter(id -> id.startsWith("n1a4.")).skip(1).toList()) {
            Applying.Run killed = oneha.run(inventory, Applying.beginning(step), "apply", "--resume", name);
            assertThat(killed.steps("step-failed")).as(killed.told()).isEmpty();
            assertThat(killed.steps("step-started")).as(killed.told()).contains(step);
        }
        Applying.Run midway = oneha.run(inventory, GrowthIT::isCopying, "apply", "--resume", name);
        assertThat(midway.steps("step-bytes")).as(midway.told()).isNotEmpty();
        Applying.Run last = oneha.run(inventory, "apply", "--resume", name);
        assertThat(last.exitCode()).as(last.told()).isZero();
        assertGrownTo(5);
    }

    private static boolean isCopying(JsonNode event) {
        return event.path("event").asText().equals("step-bytes")
                && event.path("step").asText().equals("n1a5.database");
    }

    private static Path inventory(int frontends) {
        return LAB.inventory().forHa(frontends).write();
    }

    private static void assertGrownTo(int size) {
        List<Frontend> members = LAB.get().frontends().subList(0, size);
        assertThat(states(size))
                .as(LAB.zone().tells())
                .filteredOn(Optional.of(ServerState.FOLLOWER)::equals)
                .hasSize(size - 1);
        LAB.zone().awaitsLeader(LIMIT);
        String zone = LAB.zone().leader().orElseThrow().sql("SELECT body FROM zone_pool");
        for (Frontend member : members) {
            assertThat(zone.split("\\[" + member.name() + "\\]", -1)).as(zone).hasSize(2);
        }
        Await.awaits(
                LIMIT,
                "all servers have the same rows",
                () -> members.stream().map(Frontend::rows).distinct().count() == 1);
        assertThat(members)
                .filteredOn(member -> member.holdsAddress(LabPlan.VIP))
                .hasSize(1);
        for (Frontend member : members) {
            assertThat(member.stateOf("opennebula")).isEqualTo("active");
            assertThat(member.runs("mariadb -NBe \"SHOW DATABASES LIKE 'oneha%'\""))
                    .isEmpty();
            assertThat(leftovers(member)).isEmpty();
        }
    }

    /** Temporary files and locks of ours. */
    private static String leftovers(Frontend frontend) {
        return frontend.runs(
                "find / -xdev \\( -name '*oneha-new*' -o -name 'oneha-known.*' -o -path '/var/lib/oneha/lock*' \\)"
                        + " ! -path '/proc/*' 2> /dev/null; ls /tmp/oneha* 2> /dev/null || true");
    }

    private static List<Optional<ServerState>> states(int size) {
        List<Optional<ServerState>> states = new ArrayList<>();
        LAB.get()
                .frontends()
                .subList(0, size)
                .forEach(frontend -> states.add(LAB.zone().raftOf(frontend).map(RaftStatus::state)));
        return states;
    }

    /** The files, but for logs and the database's own, that were changed in any way since. */
    private static String changed(Frontend frontend) {
        return frontend.runs("find /etc /usr/lib/one /usr/local /home /tmp /var/tmp /var/lib/one /root/.ssh -xdev"
                + " -type f -cnewer /run/before 2> /dev/null || true");
    }
}
