package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.oneha.zone.Credentials;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.XmlRpcRequest;
import io.oneha.zone.XmlRpcResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run that is killed between server-add and SERVER_ID, and somebody who starts the new server by hand all the same. */
class SoloJoinerJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(3).withMembers(2).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    @Test
    void nothingAdvisesToStartItAndAResumeMakesItsCopyAgain() {
        LAB.zone().starts();
        Frontend leader = LAB.zone().settles(LIMIT);
        Frontend joiner = LAB.frontend("n1a3");
        Path inventory = LAB.inventory().withFrontends(3).write();
        Applying oneha = new Applying(LAB);
        Applying.Run killed = oneha.run(inventory, Applying.beginning("n1a3.server-id"), "scale-up");
        assertThat(killed.steps("step-done")).as(killed.told()).contains("n1a3.database", "n1a3.server-add");
        String resume = "`oneha apply --resume " + killed.name() + "`";

        LAB.frontend("n1a2").runs("cp -p /var/lib/oneha/lock /root/mark");

        LabStatus left = LabStatus.of(LAB.operator(), inventory);
        assertThat(left.codes()).as(left.found()).contains("RUN_UNFINISHED");
        assertThat(left.json().path("findings").get(0).path("code").asText()).isEqualTo("RUN_UNFINISHED");
        assertThat(left.json().path("findings").get(0).path("remedy").asText()).contains(resume + " as ");
        assertThat(remedies(left)).as(left.found()).allSatisfy(remedy -> assertThat(remedy)
                .doesNotContain("systemctl start"));

        joiner.runs("systemctl start opennebula");
        Await.awaits(LIMIT, "it runs alone", () -> LAB.zone()
                .raftOf(joiner)
                .map(RaftStatus::state)
                .filter(ServerState.SOLO::equals)
                .isPresent());
        assertThat(LAB.zone()
                        .asks(
                                joiner,
                                XmlRpcRequest.of("one.zone.update", new Credentials(Lab.CREDENTIALS))
                                        .integer(0)
                                        .string("ONLY_THERE=\"yes\"")
                                        .integer(1),
                                10))
                .as("it takes a write that the zone does not get")
                .hasValueSatisfying(answer -> assertThat(answer).isInstanceOf(XmlRpcResponse.NumberValue.class));
        LabStatus alone = LabStatus.of(LAB.operator(), inventory);
        assertThat(remedies(alone)).as(alone.found()).anySatisfy(remedy -> assertThat(remedy)
                .startsWith("at once: `systemctl stop opennebula` on n1a3; then ")
                .contains(resume));

        Applying.Run refused = oneha.run(inventory, "apply", "--resume", killed.name());
        assertThat(refused.exitCode()).as(refused.told()).isNotZero();
        assertThat(refused.told()).contains("systemctl stop opennebula");
        joiner.runs("systemctl stop opennebula");
        Applying.Run resumed = oneha.run(inventory, "apply", "--resume", killed.name());
        assertThat(resumed.exitCode()).as(resumed.told()).isZero();
        assertThat(resumed.steps("step-done")).as(resumed.told()).contains("n1a3.database");

        assertThat(joiner.sql("SELECT body FROM zone_pool")).doesNotContain("ONLY_THERE");
        assertThat(joiner.rows()).isEqualTo(leader.rows());
        LabStatus healthy = LabStatus.of(LAB.operator(), inventory);
        assertThat(healthy.codes()).as(healthy.found()).doesNotContain("RUN_UNFINISHED", "SERVER_ID_MISMATCH");
        assertThat(healthy.server("n1a3").path("state").asText()).isEqualTo("follower");
        theMarkOfARunThatIsDoneIsRemovedByItsResume(oneha, inventory, killed.name());
    }

    /** As on a host that was away when the run ended. */
    private static void theMarkOfARunThatIsDoneIsRemovedByItsResume(Applying oneha, Path inventory, String run) {
        LAB.frontend("n1a2").runs("cp -p /root/mark /var/lib/oneha/lock");
        LabStatus marked = LabStatus.of(LAB.operator(), inventory);
        assertThat(marked.codes()).as(marked.found()).contains("RUN_UNFINISHED");
        assertThat(remedies(marked)).anySatisfy(remedy -> assertThat(remedy).contains("oneha apply --resume " + run));

        Applying.Run resumed = oneha.run(inventory, "apply", "--resume", run);
        assertThat(resumed.exitCode()).as(resumed.told()).isZero();
        assertThat(resumed.told()).contains("Its mark was left on n1a2 and is removed now.");
        LabStatus free = LabStatus.of(LAB.operator(), inventory);
        assertThat(free.codes()).as(free.found()).doesNotContain("RUN_UNFINISHED");
        Applying.Run again = oneha.run(inventory, "apply", "--resume", run);
        assertThat(again.told()).contains("is done: there is nothing to resume");
    }

    private static List<String> remedies(LabStatus status) {
        List<String> remedies = new ArrayList<>();
        for (JsonNode finding : status.json().path("findings")) {
            remedies.add(finding.path("remedy").asText());
        }
        return remedies;
    }
}
