package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.testing.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plans on a zone of two with a third front-end that is to join. */
class PlanIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(3).withMembers(2).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
        LabStatus settled = LabStatus.of(LAB.operator(), LAB.inventory().write());
        assertThat(settled.holders()).as(settled::found).hasSize(1);
    }

    @Test
    void aFreshFrontEndIsToJoinAndNothingIsChangedByPlanningIt() throws Exception {
        LAB.get().frontends().forEach(frontend -> frontend.runs("touch /run/before-the-plan"));
        Program.Result json = plan(LAB.inventory().write(), "-o", "json");
        Program.Result text = plan(LAB.inventory().write());
        assertThat(LAB.get().frontends())
                .allSatisfy(frontend -> assertThat(changed(frontend)).isEmpty());
        LAB.frontend("n1a3").writes("/etc/one/added-later", "a change would be seen\n");
        assertThat(changed(LAB.frontend("n1a3"))).isEqualTo("/etc/one/added-later\n");
        LAB.frontend("n1a3").runs("rm /etc/one/added-later");

        assertThat(json.exitCode()).as(json.err()).isZero();
        JsonNode plan = new ObjectMapper().readTree(json.out());
        assertThat(plan.path("intent").asText()).isEqualTo("scale up");
        assertThat(LAB.zone().hasLeader(plan.path("leader").asText())).isTrue();
        assertThat(plan.path("steps"))
                .allMatch(step -> step.path("host").asText().equals("n1a3"));
        assertThat(text.out())
                .startsWith("PLAN to scale up: zone OpenNebula")
                .contains("Nothing was changed. fingerprint "
                        + plan.path("fingerprint").asText())
                .doesNotContain(Lab.DATABASE_PASSWORD);
    }

    @Test
    void anInventoryOfTheZonesOwnServersLeavesNothingToDo() {
        Path two = LAB.operator().writes("two.yml", LAB.inventory().yaml().replaceAll("(?m)^ *n1a3:.*\n", ""));
        Program.Result result = plan(two);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("Nothing to do: the zone has the 2 servers that the inventory names");
    }

    @Test
    void aSavedPlanThatIsNoLongerTrueIsNotCarriedOut() {
        Path inventory = LAB.inventory().write();
        String plan = plan(inventory, "-o", "json").out();
        Path stale = LAB.operator()
                .writes("stale.json", plan.replaceFirst("\"fingerprint\":\"[0-9a-f]{4}", "\"fingerprint\":\"----"));
        List<String> arguments = new ArrayList<>(LabStatus.options(inventory));
        arguments.addAll(List.of("apply", stale.toString(), "--yes"));
        String credentials =
                LAB.operator().writes("one_auth", Lab.CREDENTIALS + "\n").toString();
        Program.Result result = LAB.operator().run(arguments, LabStatus.environment(Map.of("ONE_AUTH", credentials)));
        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(73);
        assertThat(result.err()).hasLineCount(1).contains("stale");
        assertThat(LAB.frontend("n1a3").stateOf("opennebula")).isEqualTo("inactive");
    }

    @Test
    void whatIsNotSeenIsNotPlannedFor() {
        Program.Result result = plan(LAB.inventory().withUser("limited").write());
        assertThat(result.exitCode()).isEqualTo(73);
        assertThat(result.err()).hasLineCount(1).contains("NO_SUDO").contains("limited");
        assertThat(result.out()).isEmpty();
    }

    private static Program.Result plan(Path inventory, String... more) {
        List<String> arguments = new ArrayList<>(LabStatus.options(inventory));
        arguments.add("plan");
        arguments.addAll(List.of(more));
        String credentials =
                LAB.operator().writes("one_auth", Lab.CREDENTIALS + "\n").toString();
        return LAB.operator().run(arguments, LabStatus.environment(Map.of("ONE_AUTH", credentials)));
    }

    /** The files of a front-end, but for logs and the database's own, that were changed in any way since. */
    private static String changed(Frontend frontend) {
        return frontend.runs(
                "find /etc /usr/bin /usr/sbin /usr/lib/one /usr/local/bin /opt /srv /home /tmp /var/tmp /var/spool"
                        + " /var/lib/one /var/lib/dpkg /root/.ssh -xdev -type f -cnewer /run/before-the-plan");
    }
}
