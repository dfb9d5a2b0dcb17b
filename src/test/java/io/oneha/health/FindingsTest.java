package io.oneha.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.FailureKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one look shows: every case names exactly what is found, so what is not named is absent. */
class FindingsTest {
    /** Those that only several looks can show. */
    private static final Set<FindingCode> NEED_HISTORY = EnumSet.of(FindingCode.FOLLOWER_FROZEN, FindingCode.ELECTIONS);

    /** What has a test class of its own. */
    private static final Set<FindingCode> ELSEWHERE =
            EnumSet.of(FindingCode.POOL_DISAGREES, FindingCode.HOST_KEY, FindingCode.SSH_DOWN, FindingCode.DB_DIVERGED);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 follower 3 10 10, OK, 1,",
        "n1a1 leader 3 10 10 | n1a2 follower 3 12 10 | n1a3 follower 3 10 0, OK, 1,",
        "n1a1 leader 3 11 10 | n1a2 follower 3 10 10 | n1a3 follower 3 11 10, OK, 1, FOLLOWER_LAGGING n1a2",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 silent, DEGRADED, 0,"
                + " SERVER_SILENT n1a3; NO_FAULT_TOLERANCE zone",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 unresolved, DEGRADED, 0,"
                + " SERVER_UNREACHABLE n1a3; NO_FAULT_TOLERANCE zone",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 malformed, DEGRADED, 0,"
                + " SERVER_UNREACHABLE n1a3; NO_FAULT_TOLERANCE zone",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 oned_error, DEGRADED, 0,"
                + " SERVER_UNREACHABLE n1a3; NO_FAULT_TOLERANCE zone",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 authentication, DEGRADED, 0,"
                + " SERVER_AUTH n1a3; NO_FAULT_TOLERANCE zone",
        "n1a1 leader 3 10 10 | n1a2 authorization | n1a3 authorization, DEGRADED, ,"
                + " SERVER_AUTH n1a2; SERVER_AUTH n1a3",
        "n1a1 follower 3 10 10 | n1a2 follower 3 10 10 | n1a3 authorization, DEGRADED, , SERVER_AUTH n1a3",
        "n1a1 leader 3 10 10 | n1a2 refused | n1a3 refused | n1a4 follower 3 10 10 | n1a5 follower 3 10 10, DEGRADED, 0,"
                + " NO_FAULT_TOLERANCE zone; SERVER_UNREACHABLE n1a2; SERVER_UNREACHABLE n1a3",
        "n1a1 leader 3 10 10 | n1a2 refused | n1a3 follower 3 10 10 | n1a4 follower 3 10 10 | n1a5 follower 3 10 10,"
                + " DEGRADED, 1, SERVER_UNREACHABLE n1a2",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 follower 2 10 10, DEGRADED, 0,"
                + " TERM_BEHIND n1a3; NO_FAULT_TOLERANCE zone",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 candidate 9 10 10, DEGRADED, 0,"
                + " CANDIDATE n1a3; NO_FAULT_TOLERANCE zone",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 follower 4294967295 10 10, CRITICAL, 0,"
                + " TERM_WRAPPED n1a3; NO_FAULT_TOLERANCE zone",
        "n1a1 follower 3 10 10 | n1a2 follower 3 10 10 | n1a3 follower 3 10 0, CRITICAL, 0, NO_LEADER zone",
        "n1a1 candidate 4 10 10 | n1a2 candidate 4 10 10 | n1a3 follower 4 10 10, CRITICAL, 0,"
                + " NO_LEADER zone; CANDIDATE n1a1; CANDIDATE n1a2",
        "n1a1 follower 3 10 10 | n1a2 refused | n1a3 silent, CRITICAL, 0,"
                + " QUORUM_LOST zone; SERVER_UNREACHABLE n1a2; SERVER_SILENT n1a3",
        "n1a1 leader 3 10 10 | n1a2 unreachable | n1a3 unreachable, CRITICAL, 0,"
                + " LEADER_WITHOUT_MAJORITY n1a1; SERVER_UNREACHABLE n1a2; SERVER_UNREACHABLE n1a3",
        "n1a1 leader 3 10 10 | n1a2 follower 4 10 10 | n1a3 unreachable, CRITICAL, 0,"
                + " LEADER_WITHOUT_MAJORITY n1a1; SERVER_UNREACHABLE n1a3",
        "n1a1 leader 3 10 10 | n1a2 follower 4 10 10 | n1a3 follower 4 10 10, CRITICAL, 0,"
                + " LEADER_WITHOUT_MAJORITY n1a1",
        "n1a1 leader 9 10 10 | n1a2 leader 8 10 10 | n1a3 follower 8 10 10, CRITICAL, 0,"
                + " TWO_LEADERS n1a1; NO_FAULT_TOLERANCE zone",
        "n1a1 leader 9 10 10 | n1a2 leader 8 10 10 | n1a3 silent, CRITICAL, 0,"
                + " LEADER_WITHOUT_MAJORITY n1a1; TWO_LEADERS n1a2; SERVER_SILENT n1a3",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10, DEGRADED, 0, TWO_SERVERS zone",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 follower 3 10 10 | n1a4 follower 3 10 10, DEGRADED, 1,"
                + " EVEN_SERVERS zone",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 follower 3 10 10 | n1a4 refused, DEGRADED, 0,"
                + " SERVER_UNREACHABLE n1a4; NO_FAULT_TOLERANCE zone",
        "n1a1 leader 3 10 10, OK, 0, NOT_HA n1a1",
        "n1a1 leader 3 60 60 | n1a2 follower 3 60 60 | n1a3 follower 3 54 54, DEGRADED, 1, FOLLOWER_LAGGING n1a3",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 follower 3 10 10 | +n1a4 candidate 9 5 5 id=3, DEGRADED, 1,"
                + " GHOST_SERVER n1a4",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 follower 3 10 10 | +n1a4 refused, OK, 1,"
                + " INVENTORY_DRIFT n1a4",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 follower 3 10 10 | +n1a4 solo 0 -1 0, OK, 1,"
                + " INVENTORY_DRIFT n1a4",
        "+n1a1 solo 0 -1 0 | +n1a2 refused, OK, 0, NOT_HA n1a1",
        "+n1a1 solo 0 -1 0 | +n1a2 solo 0 -1 0, OK, 0, NOT_HA zone",
        "n1a1 leader 3 10 10 at=x | n1a2 follower 3 10 10 | n1a3 follower 3 10 10 | n1a4 leader 3 10 10 at=x id=0,"
                + " CRITICAL, 0, DUPLICATE_SERVER n1a1",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 follower 3 10 10 at=y | n1a3 refused at=z, CRITICAL, 0,"
                + " DUPLICATE_SERVER n1a3; SERVER_UNREACHABLE n1a3; NO_FAULT_TOLERANCE zone",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 id=7 | n1a3 follower 3 10 10, CRITICAL, 1, SERVER_ID_MISMATCH n1a2",
        "n1a1 leader 3 10 10 | n1a2 follower 3 10 10 | n1a3 solo 3 -1 10, CRITICAL, 0,"
                + " SERVER_ID_MISMATCH n1a3; NO_FAULT_TOLERANCE zone",
    })
    void oneLookFinds(String servers, Overall overall, Integer tolerance, String found) {
        check(Health.judge(Look.table(servers).snapshot()), overall, tolerance, found);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "+n1a1 refused | +n1a2 silent, 'no server answered: n1a1: connection refused; n1a2: no answer in time'",
        "+n1a1 authentication | +n1a2 refused," + " 'wrong user or password, says n1a1 (n1a2: connection refused)'",
        "n1a1 authorization | n1a2 authorization, 'this user may not see the servers'' states: authorization indeed'",
    })
    void nothingLearntIsUnknown(String servers, String reason) {
        Verdict verdict = Health.judge(Look.table(servers)
                .noZone(FailureKind.REFUSED, "connection refused")
                .snapshot());
        check(verdict, Overall.UNKNOWN, null, "NO_ANSWER zone");
        assertThat(verdict.findings().get(0).reason()).isEqualTo(reason);
    }

    @Test
    void aZoneThatNobodyTellsOfIsUnknownAlsoWhenItsServersAnswer() {
        Verdict verdict = Health.judge(Look.at("+n1a1 leader 3 10 10")
                .noZone(FailureKind.ONED_ERROR, "[one.zone.info] Error getting zone [7].")
                .snapshot());
        check(verdict, Overall.UNKNOWN, null, "NO_ANSWER zone");
        assertThat(verdict.findings().get(0).reason()).contains("Error getting zone [7]");
    }

    @Test
    void noLookAtAllIsUnknown() {
        assertThat(Health.judge(History.EMPTY).overall()).isEqualTo(Overall.UNKNOWN);
    }

    @Test
    void aDisabledZoneWithoutLeaderIsToldToBeEnabled() {
        Verdict verdict = Health.judge(Look.at("a follower 3 5 0", "b follower 3 5 0", "c follower 3 5 0")
                .disabled()
                .snapshot());
        check(verdict, Overall.CRITICAL, 0, "NO_LEADER zone; ZONE_DISABLED zone");
        assertThat(verdict.findings().get(0).remedy()).contains("onezone enable 0");
    }

    @ParameterizedTest
    @CsvSource({"sqlite, DB_NOT_HA zone", "mysql,"})
    void theLeadersDatabaseMustBeOneThatCanBeHa(String backend, String found) {
        Look look = Look.at("a leader 3 5 5", "b follower 3 5 5", "c follower 3 5 5")
                .settings(250000, backend);
        check(Health.judge(look.snapshot()), found == null ? Overall.OK : Overall.DEGRADED, 1, found);
    }

    @ParameterizedTest
    @CsvSource({"1000, FOLLOWER_LAGGING n1a3, DEGRADED, 1", "999, LOG_WINDOW n1a3; NO_FAULT_TOLERANCE zone, CRITICAL, 0"
    })
    void whatTheLeaderHasPurgedMustBeRestored(long retention, String found, Overall overall, int tolerance) {
        Look look = Look.at("n1a1 leader 3 2000 2000", "n1a2 follower 3 2000 2000", "n1a3 follower 3 1000 1000");
        Verdict verdict = Health.judge(look.settings(retention, "mysql").snapshot());
        check(verdict, overall, tolerance, found);
        if (overall == Overall.CRITICAL) {
            assertThat(verdict.findings().get(0).reason()).contains("already purged");
            assertThat(verdict.findings().get(0).remedy())
                    .startsWith("`oneha recover n1a3`, or by hand: `onedb backup` on n1a1")
                    .contains("onedb restore", "onezone server-reset 0 2");
        }
    }

    @Test
    void aServerThatTheInventoryDoesNotKnowIsDrift() {
        Look look = Look.at("n1a1 leader 3 5 5", "n1a2 follower 3 5 5", "n1a3 follower 3 5 5");
        check(Health.judge(look.withInventoryBut("n1a2").snapshot()), Overall.OK, 1, "INVENTORY_DRIFT n1a2");
    }

    @Test
    void aRemovedServerThatDeposesLeadersIsWhatToStop() {
        Verdict verdict = Health.judge(Look.at("a follower 9 5 5", "b follower 9 5 5", "+c candidate 9 4 4 id=2")
                .snapshot());
        check(verdict, Overall.CRITICAL, 0, "GHOST_SERVER c; NO_LEADER zone; TWO_SERVERS zone");
        assertThat(verdict.findings().get(0).remedy()).startsWith("`systemctl stop opennebula` on c");
    }

    @Test
    void aRemedyNamesAnOptionWithTheCommandThatHasIt() {
        Finding finding = Health.judge(Look.at("a leader 3 11 10", "b follower 3 10 10", "c follower 3 11 10")
                        .snapshot())
                .findings()
                .get(0);
        assertThat(finding.code()).isEqualTo(FindingCode.FOLLOWER_LAGGING);
        assertThat(finding.remedy()).contains("`oneha status --watch`");
    }

    @Test
    void aLoneRefusalIsNoWrongPassword() {
        Finding finding = Health.judge(Look.at("a leader 3 5 5", "b follower 3 5 5", "c authentication")
                        .snapshot())
                .findings()
                .get(0);
        assertThat(finding.reason()).startsWith("its database is down or was never restored");
    }

    @Test
    void theOneThatRefusesIsCriticalWhileTermsRunWild() {
        Verdict verdict = Health.judge(Look.at("a authentication", "b follower 91 5 5", "c follower 4294967295 5 5")
                .snapshot());
        assertThat(verdict.findings()).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.SERVER_AUTH);
            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(finding.remedy()).contains("systemctl stop opennebula");
        });
    }

    @Test
    void theRealLeaderIsNamedAndTheDeposedOneIsTheSubject() {
        Verdict verdict = Health.judge(Look.at("a follower 68 7 7", "b leader 68 7 7", "c leader 67 7 7")
                .snapshot());
        assertThat(verdict.leader().orElseThrow().name()).isEqualTo("b");
        assertThat(verdict.findings().get(0).subject()).isEqualTo("c");
        assertThat(verdict.findings().get(0).reason()).contains("the real leader is b (term 68, 2 of 3 behind it)");
    }

    @Test
    void whatCannotBeSeenFromHereIsSaidSo() {
        Finding finding = Health.judge(Look.at("a follower 3 5 5", "b unreachable", "c unreachable")
                        .snapshot())
                .findings()
                .get(0);
        assertThat(finding.code()).isEqualTo(FindingCode.QUORUM_LOST);
        assertThat(finding.reason()).startsWith("from here only 1 of 3 servers takes part");
        assertThat(finding.remedy()).startsWith("check the network first");
    }

    @Test
    void aHangingWriteOfALonelyLeaderIsCounted() {
        Finding finding = Health.judge(Look.at("a leader 1 4 1", "b refused").snapshot())
                .findings()
                .get(0);
        assertThat(finding.reason()).contains("index 4 is ahead of commit 1: 3 writes hanging");
    }

    @Test
    void everyCodeThatOneLookCanShowIsInATable() {
        String cases = Stream.of(
                        FindingsTest.class, HostFindingsTest.class, VipFindingsTest.class, RunFindingsTest.class)
                .flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
                .map(method -> method.getAnnotation(CsvSource.class))
                .filter(source -> source != null)
                .flatMap(source -> Arrays.stream(source.value()))
                .collect(Collectors.joining("\n"));
        assertThat(EnumSet.complementOf(EnumSet.copyOf(NEED_HISTORY)))
                .filteredOn(code ->
                        code != FindingCode.NO_ANSWER && !ELSEWHERE.contains(code) && code != FindingCode.ZONE_DISABLED)
                .allMatch(code -> cases.contains(code.name()));
    }

    private static void check(Verdict verdict, Overall overall, Integer tolerance, String found) {
        String codes = verdict.findings().stream()
                .map(finding -> finding.code() + " " + finding.subject())
                .collect(Collectors.joining("; "));
        assertThat(codes).isEqualTo(found == null ? "" : found);
        assertThat(verdict.overall()).isEqualTo(overall);
        assertThat(verdict.faultTolerance().isPresent()).isEqualTo(tolerance != null);
        verdict.faultTolerance().ifPresent(losses -> assertThat(losses).isEqualTo(tolerance));
        assertThat(verdict.findings()).allSatisfy(RecordedStatesTest::isOneReadableLine);
        assertThat(verdict.findings())
                .isSortedAccordingTo((a, b) -> b.severity().compareTo(a.severity()));
    }
}
