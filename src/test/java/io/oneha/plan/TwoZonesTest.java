package io.oneha.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Health;
import io.oneha.health.Overall;
import io.oneha.health.Severity;
import io.oneha.health.Verdict;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.observe.Observer;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.steps.StepWorkers;
import io.oneha.testing.TwoZones;
import io.oneha.zone.Credentials;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.xmlrpc.HttpZoneApi;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is believed: a pool that only its owner believes in outranks nothing, whatever its term. Answers are recorded ones. */
@QuarkusTest
class TwoZonesTest {
    /** Of a leader in term 68. */
    private static final String LATER_TERM = "partition.zone.raftstatus.s1";

    /** Of a leader in term 1, which is the real zone's as well. */
    private static final String EQUAL_TERM = "leader-single.zone.raftstatus";

    @ParameterizedTest(name = "asked {0}, listed {1}, {2}")
    @CsvSource({
        "server-0, true, " + LATER_TERM,
        "server-2, true, " + LATER_TERM,
        "server-1 server-0, true, " + LATER_TERM,
        "server-0 server-1 server-2, true, " + LATER_TERM,
        "server-0, true, " + EQUAL_TERM,
        "server-0 server-1, false, " + EQUAL_TERM,
        "server-1 server-2, false, " + EQUAL_TERM,
        "server-1 server-2, false, " + LATER_TERM,
        "inventory, true, " + LATER_TERM,
        "inventory, true, " + EQUAL_TERM,
        "inventory, false, " + EQUAL_TERM,
        "inventory, false, " + LATER_TERM,
    })
    void theLeaderIsTheOneThatAMajorityBelievesIn(String asked, boolean listed, String status) {
        try (TwoZones zones = TwoZones.start(211, listed, status)) {
            Snapshot snapshot = look(zones, asked);
            Verdict verdict = Health.judge(snapshot);

            assertThat(verdict.leader().map(ZoneServer::endpoint)).contains(zones.endpoint("server-0"));
            assertThat(verdict.overall()).isEqualTo(Overall.CRITICAL);
            assertThat(verdict.headline().map(Finding::code)).contains(FindingCode.POOL_DISAGREES);
            assertThat(verdict.findings())
                    .extracting(Finding::code)
                    .contains(FindingCode.TWO_LEADERS)
                    .doesNotContain(FindingCode.GHOST_SERVER);
            assertThat(verdict.findings())
                    .extracting(Finding::remedy)
                    .noneMatch(remedy -> remedy.contains("systemctl stop"));
            assertThat(snapshot.servers())
                    .extracting(ServerView::asked)
                    .contains(zones.endpoint("server-0"), zones.endpoint("server-1"), zones.endpoint("server-2"));
        }
    }

    @ParameterizedTest(name = "listed {0}, {1}")
    @CsvSource({"true, " + LATER_TERM, "false, " + EQUAL_TERM, "false, " + LATER_TERM})
    void noPlanJoinsTheRealZoneToTheStrayOne(boolean listed, String status) {
        try (TwoZones zones = TwoZones.start(212, listed, status)) {
            Snapshot snapshot = look(zones, "inventory");
            PlanInput seen = new PlanInput(inventory(zones), snapshot, Health.judge(snapshot), StepWorkers::describe);

            assertThat(seen.leader().map(host -> host.view().asked())).contains(zones.endpoint("server-0"));
            assertThat(seen.missing()).extracting(PlanInput.Host::name).doesNotContain("server-0", "server-2");
            assertThat(PlanGuards.zone(seen, List.of()).map(Decision.Refusal::word))
                    .contains("POOL_DISAGREES");
        }
    }

    @Test
    void aHealthyZoneIsOneZone() {
        try (TwoZones zones = TwoZones.start(213, true, "healthy.zone.raftstatus.follower1")) {
            Verdict verdict = Health.judge(look(zones, "server-0"));
            assertThat(verdict.leader().map(ZoneServer::endpoint)).contains(zones.endpoint("server-0"));
            assertThat(verdict.findings())
                    .filteredOn(finding -> finding.severity() != Severity.INFO)
                    .isEmpty();
        }
    }

    private static Snapshot look(TwoZones zones, String asked) {
        Target target = asked.equals("inventory")
                ? new Target("inventory", List.of(), Optional.of(inventory(zones)), Optional.empty())
                : new Target(
                        "test",
                        Arrays.stream(asked.split(" ")).map(zones::endpoint).toList(),
                        Optional.empty(),
                        Optional.empty());
        try (HttpZoneApi api = new HttpZoneApi(new Credentials("oneadmin:oneadminlab"), Duration.ofSeconds(20))) {
            return new Observer(api, target, Duration.ofSeconds(20), Clock.systemUTC()).observe();
        }
    }

    private static Inventory inventory(TwoZones zones) {
        StringBuilder yaml = new StringBuilder(
                "frontend:\n  vars: {one_vip: 10.90.0.100, one_vip_cidr: 24," + " one_vip_if: eth0}\n  hosts:\n");
        for (String name : List.of("server-0", "server-1", "server-2")) {
            yaml.append("    ").append(name).append(": {oneha_endpoint: \"");
            yaml.append(zones.endpoint(name)).append("\"}\n");
        }
        return InventoryReader.read(
                "inventory.yml",
                new ByteArrayInputStream(yaml.toString().getBytes(StandardCharsets.UTF_8)),
                Optional::empty);
    }
}
