package io.oneha.apply.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.apply.site.Site;
import io.oneha.plan.Work;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The raft hooks in the configuration of a host that joins, which is the leader's until then. */
class HooksStepTest {
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
                site,
                "n1a2",
                new Work.Hooks("raft/vip.sh", "raft/vip.sh", "ens3", "10.0.0.100/24", "10.0.0.100", false),
                "/var/lib/one/backups/oneha-test");

        assertThat(step.holds(null)).isFalse();
        step.run(null);

        assertThat(host.shell("grep ARGUMENTS /etc/one/oned.conf"))
                .isEqualTo("    ARGUMENTS = \"leader ens3 10.0.0.100/24 eth1 192.0.2.7/28\"\n"
                        + "    ARGUMENTS = \"follower ens3 10.0.0.100/24 eth1 192.0.2.7/28\"\n");
        assertThat(step.holds(null)).isTrue();
    }
}
