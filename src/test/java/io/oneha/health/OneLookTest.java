package io.oneha.health;

import static io.oneha.health.HostedZone.HEALTHY;
import static io.oneha.health.HostedZone.found;
import static io.oneha.health.HostedZone.zone;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one look without a history finds, and does not. */
class OneLookTest {
    @ParameterizedTest(name = "{0} s after the election: {1}")
    @CsvSource({"0,", "5,", "21,", "60, W SERVICE_ROLE n1a1", "600, W SERVICE_ROLE n1a1"})
    void servicesAreNotMissedWhileTheHookIsAtIt(int seconds, String found) {
        String changes = "n1a1 unit:opennebula-flow=inactive unit:opennebula-gate=inactive changed=" + seconds;
        assertThat(found(Health.judge(zone(HEALTHY, changes).snapshot()))).isEqualTo(found == null ? "" : found);
    }

    @ParameterizedTest(name = "LOG_RETENTION {0}: {1}")
    @CsvSource({"894, true", "895, false"})
    void aStoppedFollowerBehindTheLogIsToldByItsDatabase(int retention, boolean told) {
        Look look = zone("n1a1 leader 3 900 900 | n1a2 follower 3 900 900 | n1a3 refused", "n1a3 db=5")
                .settings(retention, "mysql");
        assertThat(found(Health.judge(look.snapshot())).contains("C LOG_WINDOW n1a3"))
                .isEqualTo(told);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 follower 3 9 9, n1a1 db=gone disk:/=40/1",
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 refused, n1a1 db=gone",
        "n1a1 leader 3 9 9 | n1a2 refused | n1a3 refused, n1a1 db=gone",
    })
    void theLeadersDeadDatabaseIsCriticalAndFirst(String servers, String changes) {
        assertThat(found(Health.judge(zone(servers, changes).snapshot()))).startsWith("C DB_DOWN n1a1");
    }
}
