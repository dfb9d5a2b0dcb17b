package io.oneha.apply.step;

import static org.assertj.core.api.Assertions.assertThat;

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
        List<Reach.Port> ports = Reach.told(from, to + " " + word + "\n");
        assertThat(ports).hasSize(1);
        assertThat(Readiness.ports("n1a4", "n1a1", ports))
                .extracting(Readiness.Obstacle::reason)
                .isEqualTo(reason == null ? List.of() : List.of(reason));
    }

    @Test
    void aServerThatRunsRefusesNobodyByItself() {
        List<Reach.Port> ports = new ArrayList<>(Reach.told("n1a4", "n1a2 refused\nbash: odd\n"));
        ports.addAll(Reach.told("n1a2", "n1a4 refused\nn1a2 refused\n"));
        assertThat(Readiness.ports("n1a4", "n1a1", ports)).isEmpty();
        ports.addAll(Reach.told("n1a2", "n1a2 open\n"));
        assertThat(Readiness.ports("n1a4", "n1a1", ports))
                .containsExactly(new Readiness.Obstacle(
                        "port 2633 of n1a2 is not reached from n1a4",
                        "open it in the firewall there: the zone's servers speak over it both ways"));
    }
}
