package io.oneha.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only several looks can show: trends, what stands, what commits prove. */
class OverTimeTest {
    /** One look a second. */
    private static History seconds(int count, IntFunction<Look> look) {
        History history = History.EMPTY;
        for (int second = 0; second < count; second++) {
            history = history.add(look.apply(second).after(second).snapshot());
        }
        return history;
    }

    private static Look three(String leader, String second, String third) {
        return Look.at("a " + leader, "b " + second, "c " + third);
    }

    private static Severity severity(History history, FindingCode code) {
        return find(history, code).orElseThrow().severity();
    }

    private static Optional<Finding> find(History history, FindingCode code) {
        return Health.judge(history).findings().stream()
                .filter(finding -> finding.code() == code)
                .findFirst();
    }

    private static String at(String state, long index) {
        return state + " 3 " + index + " " + index;
    }

    @Test
    void aSmallLagThatMovesIsNormal() {
        History history = seconds(
                10, s -> three(at("leader", 100 + 7 * s), at("follower", 100 + 7 * s), at("follower", 97 + 7 * s)));
        assertThat(Health.judge(history).findings()).isEmpty();
    }

    @Test
    void underManyWritesALagOfOneSecondIsSmall() {
        IntFunction<Look> looks =
                s -> three(at("leader", 1000 + 90 * s), at("follower", 1000 + 90 * s), at("follower", 930 + 90 * s));
        assertThat(Health.judge(seconds(10, looks)).findings()).isEmpty();
        assertThat(find(seconds(1, looks), FindingCode.FOLLOWER_LAGGING)).isPresent();
    }

    @Test
    void aFollowerThatBeginsToCatchUpIsSaidTo() {
        int[] lag = {0, 10, 20, 30, 40, 20};
        History history =
                seconds(6, s -> three(at("leader", 1000), at("follower", 1000), at("follower", 1000 - lag[s])));
        assertThat(find(history, FindingCode.FOLLOWER_LAGGING).orElseThrow().reason())
                .contains("catching up");
    }

    @Test
    void aSmallLagThatStandsIsLaggingUntilTheNextWrite() {
        History history = seconds(5, s -> three(at("leader", 100), at("follower", 100), at("follower", 98)));
        Finding finding = find(history, FindingCode.FOLLOWER_LAGGING).orElseThrow();
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.reason())
                .isEqualTo(
                        "2 entries behind a (98 of 100), standing: no writes now, and it stays behind until the next write");
    }

    @Test
    void aFrontEndThatRanAloneWroteUntilItStoodForElection() {
        History history =
                seconds(40, s -> s < 35 ? Look.at("+a solo 0 -1 0", "+b refused") : Look.at("a candidate 1 0 0"));
        Verdict verdict = Health.judge(history);
        assertThat(verdict.overall()).isEqualTo(Overall.CRITICAL);
        assertThat(verdict.stopped()).contains(Look.START.plusSeconds(35));
    }

    @Test
    void aLargeLagIsSaidToShrinkOrToGrow() {
        History shrinking =
                seconds(10, s -> three(at("leader", 1000), at("follower", 1000), at("follower", 800 + 10 * s)));
        assertThat(find(shrinking, FindingCode.FOLLOWER_LAGGING).orElseThrow().reason())
                .isEqualTo("110 entries behind a (890 of 1000), catching up: about 11 s left");
        History growing = seconds(
                10,
                s -> three(at("leader", 1000 + 20 * s), at("follower", 1000 + 20 * s), at("follower", 900 + 10 * s)));
        assertThat(find(growing, FindingCode.FOLLOWER_LAGGING).orElseThrow().reason())
                .isEqualTo("190 entries behind a (990 of 1180), falling behind by 10 per second");
    }

    @Test
    void aFollowerWhoseIndexStandsWhileTheLeaderWritesIsFrozen() {
        History history = seconds(8, s -> three(at("leader", 100 + s), at("follower", 100 + s), at("follower", 100)));
        Verdict verdict = Health.judge(history);
        assertThat(verdict.findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.FOLLOWER_FROZEN, FindingCode.NO_FAULT_TOLERANCE);
        assertThat(verdict.findings().get(0).reason())
                .isEqualTo("stopped replicating 7 s ago, at index 100, and is 7 entries behind a");
        assertThat(verdict.faultTolerance()).hasValue(0);
    }

    @Test
    void oneMissedWriteIsNotFrozen() {
        History history = seconds(
                8, s -> three(at("leader", s < 4 ? 100 : 101), at("follower", s < 4 ? 100 : 101), at("follower", 100)));
        assertThat(find(history, FindingCode.FOLLOWER_FROZEN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"250000, ", "100000, WARNING", "10000, CRITICAL"})
    void theLogWindowIsMeasuredByTheWriteRate(long retention, Severity severity) {
        History history = seconds(20, s -> three(
                        at("leader", 5000 + 4 * s),
                        at("follower", 5000 + 4 * s),
                        s == 0 ? at("follower", 5000) : "refused")
                .settings(retention, "mysql"));
        Optional<Finding> window = find(history, FindingCode.LOG_WINDOW);
        assertThat(window.map(Finding::severity)).isEqualTo(Optional.ofNullable(severity));
        window.ifPresent(finding -> assertThat(finding.reason())
                .startsWith("not seen for 19 s, then at index 5000; in ")
                .contains("4 writes per second, LOG_RETENTION " + retention));
    }

    @Test
    void aServerThatWasAwayTooLongIsKnownToNeedARestore() {
        History history = seconds(4, s -> three(
                        at("leader", 5000 + 400 * s),
                        at("follower", 5000 + 400 * s),
                        s == 0 ? at("follower", 5000) : "silent")
                .settings(1000, "mysql"));
        assertThat(find(history, FindingCode.LOG_WINDOW).orElseThrow().reason()).contains("already purged");
    }

    @Test
    void aWriteInFlightIsNoLostMajorityButOneThatHangsIs() {
        IntFunction<Look> hanging = s -> three("leader 3 11 10", at("follower", 10), at("follower", 10));
        assertThat(find(seconds(3, hanging), FindingCode.LEADER_WITHOUT_MAJORITY))
                .isEmpty();
        Finding finding =
                find(seconds(12, hanging), FindingCode.LEADER_WITHOUT_MAJORITY).orElseThrow();
        assertThat(finding.reason()).startsWith("has committed nothing for 11 s: commit is 10 and index 11");
    }

    @Test
    void aLeaderWhoseCommitsMoveHasItsMajorityWhateverCanBeSeen() {
        History history = seconds(3, s -> three(at("leader", 100 + s), "unreachable", "unreachable"));
        Verdict verdict = Health.judge(history);
        assertThat(verdict.findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.SERVER_UNREACHABLE, FindingCode.SERVER_UNREACHABLE);
        assertThat(verdict.faultTolerance()).isEmpty();
        assertThat(verdict.leader()).isPresent();
    }

    @Test
    void commitsBeforeTheFollowersWentOutOfSightProveNothing() {
        History history = seconds(
                4,
                s -> s < 3
                        ? three(at("leader", 100 + s), at("follower", 100 + s), at("follower", 100 + s))
                        : three(at("leader", 103), "unreachable", "unreachable"));
        assertThat(find(history, FindingCode.LEADER_WITHOUT_MAJORITY)).isPresent();
    }

    @Test
    void followersWhoseCommitsMoveHaveALeaderThatCannotBeSeen() {
        History moving = seconds(3, s -> three("unreachable", at("follower", 100 + s), at("follower", 100 + s)));
        assertThat(find(moving, FindingCode.NO_LEADER)).isEmpty();
        History standing = seconds(3, s -> three("unreachable", at("follower", 100), at("follower", 100)));
        assertThat(find(standing, FindingCode.NO_LEADER)).isPresent();
        History dead = seconds(3, s -> three("refused", at("follower", 100 + s), at("follower", 100 + s)));
        assertThat(find(dead, FindingCode.NO_LEADER)).isPresent();
    }

    @Test
    void anElectionThatIsOverdueIsNoLongerWaitedFor() {
        IntFunction<Look> followers = s -> three(at("follower", 9), at("follower", 9), "refused");
        assertThat(find(seconds(3, followers), FindingCode.NO_LEADER)
                        .orElseThrow()
                        .remedy())
                .startsWith("wait: an election takes about 5 s");
        assertThat(find(seconds(10, followers), FindingCode.NO_LEADER)
                        .orElseThrow()
                        .remedy())
                .as("the time after a leader is lost has passed, and that after a start has not")
                .startsWith("wait: an election takes up to 20 s after a start; ")
                .doesNotContain("about 5 s");
        assertThat(find(seconds(25, followers), FindingCode.NO_LEADER)
                        .orElseThrow()
                        .remedy())
                .startsWith("an election is overdue");
    }

    @Test
    void aTermBehindForOneLookIsAnElection() {
        IntFunction<Look> looks = s -> s < 2
                ? three("leader 3 9 9", "follower 3 9 9", "follower 3 9 9")
                : three("leader 4 9 9", "follower 4 9 9", "follower 3 9 9");
        assertThat(Health.judge(seconds(3, looks)).findings()).isEmpty();
        assertThat(find(seconds(5, looks), FindingCode.TERM_BEHIND)).isPresent();
    }

    @Test
    void termsThatClimbMakeARefusingServerCritical() {
        History history = seconds(
                6, s -> Look.at("a authentication", "b follower " + (90 + 2 * s) + " 9 9", "c follower 90 9 9"));
        assertThat(severity(history, FindingCode.SERVER_AUTH)).isEqualTo(Severity.CRITICAL);
        History calm = seconds(6, s -> Look.at("a authentication", "b leader 90 9 9", "c follower 90 9 9"));
        assertThat(severity(calm, FindingCode.SERVER_AUTH)).isEqualTo(Severity.WARNING);
    }

    @Test
    void aWrappedTermIsRememberedForAWhile() {
        IntFunction<Look> looks =
                s -> three("leader 3 9 9", "follower 3 9 9", "follower " + (s == 0 ? 4294967295L : 3) + " 9 9");
        Finding wrapped = find(seconds(10, looks), FindingCode.TERM_WRAPPED).orElseThrow();
        assertThat(wrapped.reason()).startsWith("term 4294967295 was seen 9 s ago");
        assertThat(find(seconds(20, looks), FindingCode.TERM_WRAPPED)).isEmpty();
    }

    @Test
    void aWrappedTermThatIsPastIsAWarningOnceALeaderWorks() {
        IntFunction<Look> looks = s -> s == 0
                ? three("follower 9 9 9", "candidate 9 9 9", "follower 4294967295 9 9")
                : s < 5
                        ? three("follower 9 9 9", "candidate 9 9 9", "follower 9 9 9")
                        : three("leader 10 9 9", "follower 10 9 9", "follower 10 9 9");
        assertThat(severity(seconds(3, looks), FindingCode.TERM_WRAPPED)).isEqualTo(Severity.CRITICAL);
        assertThat(severity(seconds(8, looks), FindingCode.TERM_WRAPPED)).isEqualTo(Severity.WARNING);
    }

    @Test
    void whoNeverAnsweredIsNotMissedWhereTheOnlyFrontEndIsAway() {
        IntFunction<Look> looks = s -> (s < 2
                        ? Look.at("+n1a1 solo 0 -1 0", "+n1a2 refused", "+n1a3 refused")
                        : Look.at("+n1a1 silent", "+n1a2 refused", "+n1a3 refused"))
                .noZone(FailureKind.REFUSED, "connection refused");
        assertThat(find(seconds(4, looks), FindingCode.NO_ANSWER).orElseThrow().reason())
                .isEqualTo("no server answered: n1a1: no answer in time");
    }

    @ParameterizedTest
    @CsvSource({"2, false", "3, true"})
    void manyElectionsInAnHourAreToldAndFewAreNot(int elections, boolean found) {
        IntFunction<Look> looks = s -> {
            int reign = Math.min(s, elections);
            boolean first = reign % 2 == 0;
            return three(
                    (first ? "leader " : "follower ") + (3 + reign) + " 9 9",
                    (first ? "follower " : "leader ") + (3 + reign) + " 9 9",
                    "follower " + (3 + reign) + " 9 9");
        };
        History history = seconds(6, looks);
        assertThat(find(history, FindingCode.ELECTIONS).map(Finding::reason))
                .isEqualTo(found ? Optional.of("3 elections in the last hour") : Optional.empty());
        History later = history.add(
                looks.apply(6).after(Duration.ofHours(2).toSeconds()).snapshot());
        assertThat(find(later, FindingCode.ELECTIONS)).isEmpty();
    }

    @Test
    void lagTrendAndWriteRateAreMeasured() {
        History history = seconds(
                11,
                s -> three(
                        at("leader", 100 + 5 * s),
                        at("follower", 100 + 5 * s),
                        s == 4 ? "silent" : at("follower", 100)));
        assertThat(Sync.writeRate(history)).hasValue(5.0);
        var last = history.recent().get(10);
        assertThat(Sync.lagTrend(history, last.servers().get(2), 8))
                .isEqualTo(List.of(15L, 25L, 30L, 35L, 40L, 45L, 50L));
        assertThat(Sync.lag(last, last.servers().get(2)).orElseThrow()).isEqualTo(50);
        assertThat(Sync.lag(last, last.servers().get(0)).orElseThrow()).isZero();
        assertThat(Sync.writeRate(seconds(1, s -> three(at("leader", 1), at("follower", 1), at("follower", 1)))))
                .isEmpty();
    }

    @Test
    void thereIsNoLagWithoutALeaderOrAnAnswerAndNoneAheadOfIt() {
        var leaderless = three(at("follower", 9), at("follower", 5), "silent").snapshot();
        assertThat(Sync.lag(leaderless, leaderless.servers().get(1))).isEmpty();
        var led = Look.at("a leader 3 9 9", "b follower 3 12 9", "c silent", "d follower 3 9 9", "+e solo 0 -1 0")
                .snapshot();
        assertThat(Sync.lag(led, led.servers().get(1)).orElseThrow()).isZero();
        assertThat(Sync.lag(led, led.servers().get(2))).isEmpty();
        assertThat(Sync.lag(led, led.servers().get(4))).isEmpty();
        assertThat(Quorum.of(led.pool())).isEqualTo(new Quorum(4, 3, 3));
    }
}
