package io.oneha.steps.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.plan.StepSpec;
import io.oneha.steps.RootedHost;
import io.oneha.steps.TestContext;
import io.oneha.steps.site.Site;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The raft hooks in the configuration of a host that joins, which is the leader's until then. */
class HooksStepTest {
    private static final String KEPT = "/var/lib/one/backups/oneha-test";
    private final RootedHost host = new RootedHost("n1a2");
    private final Site site = new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC());

    @BeforeEach
    void configuration() {
        host.shell("mkdir -p /etc/one");
        host.file("/etc/one/monitord.conf", "NETWORK = [\n    MONITOR_ADDRESS = \"auto\"\n]\n");
    }

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void anAddressThatOnlyTheLeadersHooksNameIsKeptOnTheHostThatJoins() {
        host.file(
                "/etc/one/oned.conf",
                "RAFT_LEADER_HOOK = [\n    COMMAND = \"raft/vip.sh\",\n"
                        + "    ARGUMENTS = \"leader eth0 10.0.0.100/24 eth1 192.0.2.7/28\"\n]\n"
                        + "RAFT_FOLLOWER_HOOK = [\n    COMMAND = \"raft/vip.sh\",\n"
                        + "    ARGUMENTS = \"follower eth0 10.0.0.100/24 eth1 192.0.2.7/28\"\n]\n");
        HooksStep step = new HooksStep(
                TestContext.of(site, KEPT),
                new StepSpec.Hooks("n1a2", "raft/vip.sh", "raft/vip.sh", "ens3", "10.0.0.100/24", "10.0.0.100", false));

        assertThat(step.holds(null)).isFalse();
        step.run(null);

        assertThat(host.shell("grep ARGUMENTS /etc/one/oned.conf"))
                .isEqualTo("    ARGUMENTS = \"leader ens3 10.0.0.100/24 eth1 192.0.2.7/28\"\n"
                        + "    ARGUMENTS = \"follower ens3 10.0.0.100/24 eth1 192.0.2.7/28\"\n");
        assertThat(step.holds(null)).isTrue();
    }

    @Test
    void aFirstServerGetsTheGatesAddressAndTheSettingsOfTheInventory() {
        host.file(
                "/etc/one/oned.conf",
                "MANAGER_TIMER = 15\nLOG = [\n    SYSTEM      = \"file\",\n"
                        + "    DEBUG_LEVEL = 3\n]\nONEGATE_ENDPOINT = \"http://frontend:5030\"\n");
        HooksStep step = first("gate_endpoint: 'https://gate.example.org', oned_conf: { LOG: { DEBUG_LEVEL: 5 },"
                + " MANAGER_TIMER: 30, DEFAULT_COST: { CPU_COST: 1 } }");

        assertThat(step.holds(null)).isFalse();
        step.run(null);

        assertThat(host.shell("cat /etc/one/oned.conf"))
                .startsWith("MANAGER_TIMER = 30\nLOG = [\n    SYSTEM      = \"file\",\n    DEBUG_LEVEL = 5\n]\n"
                        + "ONEGATE_ENDPOINT = \"https://gate.example.org\"\n\nDEFAULT_COST = [\n    CPU_COST = 1\n]\n");
        assertThat(step.holds(null)).isTrue();
    }

    @Test
    void withoutThemAnAddressOfTheGateThatIsThereIsKept() {
        host.file("/etc/one/oned.conf", "ONEGATE_ENDPOINT = \"http://frontend:5030\"\n");
        first("force_ha: true").run(null);
        assertThat(host.shell("grep GATE /etc/one/oned.conf"))
                .isEqualTo("ONEGATE_ENDPOINT = \"http://frontend:5030\"\n");
    }

    private HooksStep first(String variables) {
        String yaml = "frontend:\n  vars: { one_vip: 10.0.0.100, one_vip_cidr: 24, one_vip_if: ens3, " + variables
                + " }\n  hosts: { n1a2: , n1a3: }\n";
        Inventory inventory = InventoryReader.read(
                "hosts.yml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), Optional::empty);
        return new HooksStep(
                TestContext.of(new Site(inventory, name -> Optional.of(host), null, null, Clock.systemUTC()), KEPT),
                new StepSpec.Hooks("n1a2", "raft/vip.sh", "raft/vip.sh", "ens3", "10.0.0.100/24", "10.0.0.100", true));
    }
}
