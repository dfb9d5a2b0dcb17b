package io.oneha.health;

import static io.oneha.health.HostedZone.zone;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of an oned that takes connections and answers nothing. */
class HungOnedTest {
    @Test
    void anOnedThatHangsWhileNobodyLeadsIsToBeKilled() {
        Verdict verdict =
                Health.judge(zone("n1a1 silent | n1a2 follower 3 9 9 | n1a3 follower 3 9 9 | n1a4 follower 3 9 9", "")
                        .snapshot());
        assertThat(verdict.findings())
                .filteredOn(finding -> finding.code() == FindingCode.SERVER_SILENT)
                .extracting(Finding::remedy)
                .singleElement()
                .asString()
                .contains("`systemctl kill -s KILL opennebula` on n1a1");
    }
}
