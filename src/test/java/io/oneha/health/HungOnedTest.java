package io.oneha.health;

import static io.oneha.health.HostedZone.zone;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of an oned that takes connections and answers nothing. */
class HungOnedTest {
    private static final String HANGS = "oned on n1a1 hangs: its process runs, it accepts connections and answers none";

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            delimiter = '#',
            value = {
                "n1a1 silent | n1a2 leader 3 9 9 | n1a3 follower 3 9 9# n1a1 hangs=yes#"
                        + " W SERVER_SILENT n1a1; W NO_FAULT_TOLERANCE zone",
                "n1a1 unreachable | n1a2 leader 3 9 9 | n1a3 follower 3 9 9# n1a1 hangs=yes#"
                        + " W SERVER_SILENT n1a1; W NO_FAULT_TOLERANCE zone",
                "n1a1 unreachable | n1a2 follower 3 9 9 | n1a3 follower 3 9 9 | n1a4 follower 3 9 9# n1a1 hangs=yes#"
                        + " C SERVER_SILENT n1a1; C NO_LEADER zone; W EVEN_SERVERS zone",
                "n1a1 silent | n1a2 follower 3 9 9 | n1a3 follower 3 9 9 | n1a4 follower 3 9 9# n1a1 hangs=yes#"
                        + " C SERVER_SILENT n1a1; C NO_LEADER zone; W EVEN_SERVERS zone",
            })
    void whatItsOwnHostShowsIsSaidAndIsTheCause(String servers, String changes, String found) {
        Verdict verdict = Health.judge(zone(servers, changes).snapshot());
        assertThat(HostedZone.found(verdict)).isEqualTo(found);
        assertThat(verdict.findings().get(0).reason()).isEqualTo(HANGS);
        assertThat(verdict.findings())
                .allSatisfy(finding -> assertThat(finding.remedy()).doesNotContain("firewall", "--via"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "n1a1 unreachable | n1a2 leader 3 9 9 | n1a3 follower 3 9 9# n1a2 hangs=yes",
                "n1a1 refused | n1a2 leader 3 9 9 | n1a3 follower 3 9 9# n1a1 hangs=yes",
                "n1a1 unreachable | n1a2 leader 3 9 9 | n1a3 follower 3 9 9# n1a1 hangs=yes ssh=failed",
            })
    void nobodyElseIsSaidToHang(String servers, String changes) {
        assertThat(Health.judge(zone(servers, changes).snapshot()).findings())
                .extracting(Finding::code)
                .contains(FindingCode.SERVER_UNREACHABLE)
                .doesNotContain(FindingCode.SERVER_SILENT);
    }

    @Test
    void ofFourServersAHungLeaderIsKilledBecauseNobodyElseIsElected() {
        Verdict verdict = Health.judge(zone(
                        "n1a1 unreachable | n1a2 follower 3 9 9 | n1a3 follower 3 9 9 | n1a4 follower 3 9 9",
                        "n1a1 hangs=yes")
                .snapshot());
        assertThat(verdict.findings().get(0).remedy())
                .contains("`systemctl kill -s KILL opennebula` on n1a1")
                .contains("keeps the zone without a leader until it is killed");
    }

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
