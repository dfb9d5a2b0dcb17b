package io.oneha.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings form a tree: the cause first, and what follows from it folded under it. */
class CausesTest {
    private static final String WRAPPED = "n1a1 follower 91 9 9 | n1a2 authentication | n1a3 follower 4294967295 9 9";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                WRAPPED + ", n1a2 db=Can't_connect, C DB_DOWN n1a2 > C NO_LEADER zone > C TERM_WRAPPED n1a3",
                WRAPPED + ", n1a2 notasked, C SERVER_AUTH n1a2 > C NO_LEADER zone > C TERM_WRAPPED n1a3",
                "n1a1 candidate 9 9 9 | n1a2 refused | n1a3 candidate 4294967295 9 9, n1a2 db=Can't_connect,"
                        + "C DB_DOWN n1a2 > C NO_LEADER zone > C TERM_WRAPPED n1a3"
                        + " > W SERVER_UNREACHABLE n1a2 > W CANDIDATE n1a1 > W CANDIDATE n1a3",
                "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 refused, n1a3 unit:opennebula=failed,"
                        + "W SERVER_UNREACHABLE n1a3 > W NO_FAULT_TOLERANCE zone",
                "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 follower 3 9 9 | n1a4 refused | n1a5 refused,"
                        + " n1a4 unit:opennebula=failed | n1a5 unit:opennebula=failed,"
                        + "W NO_FAULT_TOLERANCE zone; W SERVER_UNREACHABLE n1a4; W SERVER_UNREACHABLE n1a5",
            })
    void aCauseStandsBeforeWhatFollowsFromIt(String servers, String changes, String tree) {
        assertThat(tree(HostedZone.zone(servers, changes))).isEqualTo(tree);
    }

    @Test
    void aDatabaseThatTakesSevenServersDownIsTheHeadlineAndNotTheSeventhWarning() {
        Verdict verdict = Health.judge(HostedZone.zone(
                        "n1 candidate 90 9 9 | n2 candidate 90 9 9 | n3 candidate 91 9 9 | n4 candidate 4294967295 9 9"
                                + " | n5 candidate 91 9 9 | n6 candidate 90 9 9 | n7 authentication",
                        "n7 db=Can't_connect_to_local_server")
                .snapshot());

        Finding headline = verdict.headline().orElseThrow();
        assertThat(headline.key()).isEqualTo(new Finding.Key(FindingCode.DB_DOWN, "n7"));
        assertThat(headline.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(headline.reason()).contains("database").contains("takes the whole zone down");
        assertThat(headline.remedy()).contains("`systemctl stop opennebula` on n7");
        assertThat(verdict.causes()).containsExactly(headline);
        assertThat(verdict.stopped()).isPresent();
    }

    @Test
    void theRemedyOfAWrappedTermNamesTheServerWhoseDatabaseIsDown() {
        Finding wrapped = Health.judge(HostedZone.zone(
                                "n1a1 candidate 9 9 9 | n1a2 refused | n1a3 candidate 4294967295 9 9",
                                "n1a2 db=Can't_connect")
                        .snapshot())
                .findings()
                .stream()
                .filter(finding -> finding.code() == FindingCode.TERM_WRAPPED)
                .findFirst()
                .orElseThrow();

        assertThat(wrapped.remedy()).isEqualTo("stop oned on n1a2, which cannot log the leader in");
    }

    @Test
    void aReasonOrARemedyNeverEndsInWhatWasToFollow() {
        Finding finding = new Finding(
                FindingCode.DISK_LOW, Severity.WARNING, "n1a1", "the copy to n1a1 broke: ", "free some space; ");

        assertThat(finding.reason()).isEqualTo("the copy to n1a1 broke");
        assertThat(finding.remedy()).isEqualTo("free some space");
    }

    private static String tree(Look look) {
        Verdict verdict = Health.judge(look.snapshot());
        List<String> parts = verdict.findings().stream()
                .map(finding -> (verdict.depth(finding) == 0 ? "; " : " " + ">".repeat(verdict.depth(finding)) + " ")
                        + finding.severity().name().charAt(0)
                        + " "
                        + finding.code() + " " + finding.subject())
                .collect(Collectors.toList());
        return String.join("", parts).replaceFirst("^; ", "");
    }
}
