package io.oneha.steps.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Datastore;
import io.oneha.plan.StepSpec;
import io.oneha.testing.HostSamples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** n1a4 joins, n1a1 leads, n1a2 is a server of the zone already. */
class ReadinessTest {
    @ParameterizedTest
    @CsvSource({
        "n1a1, n1a4, open,",
        "n1a1, n1a4, refused,",
        "n1a1, n1a4, closed, port 2633 of n1a4 is not reached from n1a1",
        "n1a1, n1a4, unknown,",
        "n1a2, n1a4, refused,",
        "n1a2, n1a4, closed, port 2633 of n1a4 is not reached from n1a2",
        "n1a2, n1a4, unknown, its name does not resolve on n1a2",
        "n1a4, n1a2, open,",
        "n1a4, n1a2, refused,",
        "n1a4, n1a2, closed, port 2633 of n1a2 is not reached from n1a4",
        "n1a4, n1a2, unknown,",
        "n1a4, n1a1, closed,",
    })
    void theZonesServersReachOneAnotherBothWays(String from, String to, String word, String reason) {
        List<PortProbe.Port> ports = PortProbe.told(from, to + " " + word + "\n");
        assertThat(ports).hasSize(1);
        assertThat(Readiness.ports("n1a4", "n1a1", ports))
                .extracting(Readiness.Obstacle::reason)
                .isEqualTo(reason == null ? List.of() : List.of(reason));
    }

    @Test
    void aServerThatRunsRefusesNobodyByItself() {
        List<PortProbe.Port> ports = new ArrayList<>(PortProbe.told("n1a4", "n1a2 refused\nbash: odd\n"));
        ports.addAll(PortProbe.told("n1a2", "n1a4 refused\nn1a2 refused\n"));
        assertThat(Readiness.ports("n1a4", "n1a1", ports)).isEmpty();
        ports.addAll(PortProbe.told("n1a2", "n1a2 open\n"));
        assertThat(Readiness.ports("n1a4", "n1a1", ports))
                .containsExactly(new Readiness.Obstacle(
                        "port 2633 of n1a2 is not reached from n1a4",
                        "open it in the firewall there: the zone's servers speak over it both ways"));
    }

    @ParameterizedTest
    @CsvSource({
        "nfs1:/one/1, nfs4,",
        "/dev/sda1, ext4, 'datastore 1 is nfs1:/one/1 on n1a1, and not on it'",
        "'', '', 'datastore 1 cannot be looked at there, and is nfs1:/one/1 on n1a1'",
    })
    void aSharedDatastoreIsSharedWithTheJoiner(String source, String type, String reason) {
        HostFacts leader = HostSamples.leader(0, "n1a1")
                .datastores(List.of(new Datastore(1, "/var/lib/one/datastores/1", "nfs1:/one/1", "nfs4", true)))
                .facts();
        HostFacts here = HostSamples.follower(3, "n1a4")
                .datastores(List.of(new Datastore(1, "/var/lib/one/datastores/1", source, type, false)))
                .facts();
        assertThat(Readiness.obstacles(new StepSpec.Readiness("n1a4", "n1a1", List.of("n1a1")), here, leader))
                .extracting(Readiness.Obstacle::reason)
                .isEqualTo(reason == null ? List.of() : List.of(reason));
    }

    @Test
    void aDatastoreThatTheLeaderCannotLookAtIsNotProvedToBeShared() {
        HostFacts leader = HostSamples.leader(0, "n1a1")
                .datastores(List.of(
                        new Datastore(1, "/var/lib/one/datastores/1", "nfs1:/one/1", "nfs4", true),
                        new Datastore(7, "/var/lib/one/datastores/7", "", "", false)))
                .facts();
        assertThat(Readiness.remarks(HostSamples.follower(3, "n1a4").facts(), leader))
                .contains("whether datastore 7 is shared was not proved: n1a1 cannot look at it");
    }
}
