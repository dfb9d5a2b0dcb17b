package io.oneha.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was not looked at is not known to be good; and what a single look can see on a host. */
class NotLookedAtTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "OK, n1a1 notasked | n1a2 notasked | n1a3 notasked, , \"raft only: SSH is off, VIP and hosts not checked\"",
                "OK, n1a1 vip=eth0@10.2.50.86/24, , \"raft, VIP and 3 hosts\"",
                "DEGRADED, n1a2 ssh=failed, W SSH_DOWN n1a2, \"raft, 2 hosts; not checked: n1a2\"",
                "CRITICAL, n1a2 ssh=hostkey, C HOST_KEY n1a2, \"raft, 2 hosts; not checked: n1a2\"",
            })
    void theVerdictSaysWhatItRestsOn(String overall, String changes, String found, String basis) {
        Verdict verdict =
                Health.judge(HostedZone.zone(HostedZone.HEALTHY, changes).snapshot());
        assertThat(verdict.overall().name()).isEqualTo(overall);
        assertThat(HostedZone.found(verdict)).isEqualTo(found == null ? "" : found);
        assertThat(verdict.basis().words())
                .startsWith(basis.replace("VIP and 3", verdict.basis().vip() ? "VIP and 3" : "3")
                        .replace("raft, 2", verdict.basis().vip() ? "raft, VIP and 2" : "raft, 2"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "n1a1 notasked | n1a2 notasked, C NO_ANSWER zone, \"nothing: no server answered, SSH is off\"",
                "n1a1 ssh=failed | n1a2 ssh=failed, C NO_ANSWER zone; W SSH_DOWN n1a1; W SSH_DOWN n1a2,"
                        + " \"nothing: no server answered, no host was seen by SSH\"",
                "n1a2 ssh=failed, C NO_ANSWER zone; W SSH_DOWN n1a2, \"no server answered; 1 host\"",
            })
    void whereNoServerAnswersItSaysWhatOfTheHostsWasSeen(String changes, String found, String basis) {
        Verdict verdict = Health.judge(
                HostedZone.zone("+n1a1 refused | +n1a2 refused", changes).snapshot());
        assertThat(verdict.overall()).isEqualTo(Overall.UNKNOWN);
        assertThat(HostedZone.found(verdict)).isEqualTo(found);
        assertThat(verdict.basis().words()).startsWith(basis);
    }

    @Test
    void aDatabaseThatDeniesAccessIsNotStarted() {
        Verdict verdict = Health.judge(
                HostedZone.zone(HostedZone.HEALTHY, "n1a2 db=ERROR_1045:_Access_denied_for_user_'oneadmin'")
                        .snapshot());
        assertThat(verdict.worst().orElseThrow().code()).isEqualTo(FindingCode.DB_DOWN);
        assertThat(verdict.worst().orElseThrow().remedy()).contains("oned.conf").doesNotContain("systemctl start");
    }

    @Test
    void aFreshFrontEndsEmptyDatabaseIsNotDown() {
        Verdict verdict = Health.judge(HostedZone.zone(
                        "+n1a1 solo 0 -1 0 | +n1a2 refused",
                        "n1a2 db=ERROR_1146_(42S02):_Table_'opennebula.logdb'_doesn't_exist")
                .snapshot());
        assertThat(verdict.findings()).extracting(Finding::code).doesNotContain(FindingCode.DB_DOWN);
    }

    @Test
    void aServerOutsideTheZoneIsCriticalWhileTermsRun() {
        Verdict verdict = Health.judge(Look.table(
                        "n1a1 candidate 30 9 9 | n1a2 follower 4294967295 9 9 | n1a3 candidate 31 9 9 | +n1a4 candidate 39 9 9")
                .snapshot());
        assertThat(verdict.headline().orElseThrow().key()).isEqualTo(new Finding.Key(FindingCode.GHOST_SERVER, "n1a4"));
        assertThat(verdict.headline().orElseThrow().severity()).isEqualTo(Severity.CRITICAL);
    }
}
