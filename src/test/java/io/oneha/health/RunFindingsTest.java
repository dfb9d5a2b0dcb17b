package io.oneha.health;

import static io.oneha.health.HostedZone.HEALTHY;
import static io.oneha.health.HostedZone.found;
import static io.oneha.health.HostedZone.zone;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Marks of runs on the hosts, and what may be advised while there is one. */
class RunFindingsTest {
    private static final String RESUME = "`oneha apply --resume 20261128-120000-aaaa` as erika on jump";

    /** n1a3 was added to the zone, and the run that did so was killed before it had set SERVER_ID. */
    private static final String ADDED = "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 refused";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "n1a2 run=held/5/-, I RUN_UNFINISHED zone",
        "n1a2 run=held/5/n1a3, W RUN_UNFINISHED zone",
        "n1a2 run=held/300/-, W RUN_UNFINISHED zone",
        "n1a2 run=ended/1/-, W RUN_UNFINISHED zone",
        "n1a1 run=held/300/n1a3 | n1a2 run=held/300/n1a3, C RUN_UNFINISHED zone",
        "n1a1 run=held/300/n1a3 | n1a2 run=held/5/-, I RUN_UNFINISHED zone",
        "n1a2 run=held/300/- age=61,",
    })
    void aMarkIsOneFindingByHowLongItIsQuietAndWhetherAServerWaitsToBeStarted(String changes, String found) {
        assertThat(found(Health.judge(zone(HEALTHY, changes).snapshot()))).isEqualTo(found == null ? "" : found);
    }

    @Test
    void whatAKilledRunLeftIsRepairedByFinishingItAndByNothingElse() {
        Verdict verdict = Health.judge(
                zone(ADDED, "n1a1 run=held/300/n1a3 | n1a3 id=-1 unit:opennebula=inactive run=held/300/n1a3")
                        .snapshot());
        Finding run = verdict.findings().get(0);
        assertThat(run.code()).isEqualTo(FindingCode.RUN_UNFINISHED);
        assertThat(run.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(run.reason())
                .contains("it is 20261128-120000-aaaa of erika on jump")
                .contains("n1a3 counts for the majority and is not started yet");
        assertThat(verdict.findings())
                .extracting(Finding::code)
                .contains(FindingCode.SERVER_UNREACHABLE, FindingCode.SERVER_ID_MISMATCH);
        assertThat(verdict.findings())
                .allSatisfy(finding ->
                        assertThat(finding.remedy()).startsWith(RESUME).doesNotContain("systemctl start"));
        assertThat(verdict.findings().subList(1, verdict.findings().size()))
                .allSatisfy(finding -> assertThat(finding.cause()).contains(run.key()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "n1a1 run=held/5/n1a3 | n1a2 run=held/5/n1a3, INFO",
        "n1a1 run=held/5/n1a3, CRITICAL",
        "n1a1 run=held/5/n1a3 | n1a2 run=held/5/-, CRITICAL",
        "n1a1 run=held/300/n1a3 | n1a2 run=held/300/n1a3, CRITICAL"
    })
    void whatIsFoundOfTheServerThatARunIsMakingNowAlarmsNobody(String marks, Severity worst) {
        Verdict verdict = Health.judge(
                zone(ADDED, marks + " | n1a3 id=-1 unit:opennebula=inactive").snapshot());
        assertThat(verdict.findings().get(0).code()).isEqualTo(FindingCode.RUN_UNFINISHED);
        assertThat(verdict.findings())
                .filteredOn(finding -> finding.subject().equals("n1a3"))
                .isNotEmpty()
                .extracting(Finding::severity)
                .allSatisfy(severity -> assertThat(severity).isLessThanOrEqualTo(worst))
                .anySatisfy(severity -> assertThat(severity == Severity.INFO).isEqualTo(worst == Severity.INFO));
    }

    @Test
    void aRunThatIsUnderWayHidesNoOutageOfTheZone() {
        Verdict verdict = Health.judge(zone(
                        "n1a1 leader 3 9 9 | n1a2 refused | n1a3 refused",
                        "n1a1 run=held/5/n1a3 | n1a2 run=held/5/n1a3 unit:opennebula=inactive | n1a3 id=-1")
                .snapshot());
        assertThat(verdict.overall()).isEqualTo(Overall.CRITICAL);
        assertThat(verdict.findings())
                .filteredOn(finding -> finding.subject().equals("n1a2"))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.severity()).isNotEqualTo(Severity.INFO));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "for a minute, n1a1 run=held/5/- works=n1a2/60 | n1a3 run=held/5/- works=n1a2/60, OK",
        "for two hours, n1a1 run=held/5/- works=n1a2/8099 | n1a3 run=held/5/- works=n1a2/8099, OK",
        "for longer than any run works on one, n1a1 run=held/5/- works=n1a2/8100 | n1a3 run=held/5/- works=n1a2/8100, DEGRADED",
        "as one host alone says, n1a1 run=held/5/- works=n1a2/60, DEGRADED",
        "and the hosts do not agree, n1a1 run=held/5/- works=n1a2/60 | n1a3 run=held/5/-, DEGRADED",
        "and the run is silent, n1a1 run=held/300/- works=n1a2/60 | n1a3 run=held/300/- works=n1a2/60, DEGRADED",
        "and the run has ended, n1a1 run=ended/5/- works=n1a2/60 | n1a3 run=ended/5/- works=n1a2/60, DEGRADED",
        "and it was another, n1a1 run=held/5/- works=n1a1/60 | n1a3 run=held/5/- works=n1a1/60, DEGRADED"
    })
    void aServerThatARunHasStoppedAlarmsNobody(String when, String marks, Overall overall) {
        Verdict verdict = Health.judge(zone("n1a1 leader 3 9 9 | n1a2 refused | n1a3 follower 3 9 9", marks)
                .snapshot());

        assertThat(verdict.overall()).isEqualTo(overall);
        assertThat(verdict.findings())
                .extracting(Finding::code)
                .contains(FindingCode.SERVER_UNREACHABLE, FindingCode.NO_FAULT_TOLERANCE);
        assertThat(verdict.findings())
                .filteredOn(finding -> finding.severity() == Severity.INFO)
                .allSatisfy(finding -> assertThat(finding.remedy()).startsWith("wait for the run"));
    }

    @Test
    void whatARunThatEndedHasLeftStoppedIsForThatRunToStart() {
        Verdict verdict = Health.judge(zone(
                        "n1a1 leader 3 9 9 | n1a2 refused | n1a3 follower 3 9 9",
                        "n1a1 run=ended/5/- works=n1a2/60 | n1a3 run=ended/5/- works=n1a2/60")
                .snapshot());

        assertThat(verdict.findings().get(0).reason())
                .startsWith("a run is not finished; it has not finished with n1a2;");
        assertThat(verdict.findings())
                .filteredOn(finding -> finding.code() == FindingCode.SERVER_UNREACHABLE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).isEqualTo(RESUME));
    }

    @Test
    void anotherServerThatIsLostBesideItAlarms() {
        String marked = " run=held/5/- works=n1a2/60";
        Verdict verdict = Health.judge(zone(
                        "n1a1 leader 3 9 9 | n1a2 refused | n1a3 follower 3 9 9 | n1a4 refused | n1a5 follower 3 9 9",
                        "n1a1" + marked + " | n1a3" + marked + " | n1a5" + marked)
                .snapshot());

        assertThat(found(verdict))
                .contains("W SERVER_UNREACHABLE n1a4", "I SERVER_UNREACHABLE n1a2", "W NO_FAULT_TOLERANCE zone");
    }

    @ParameterizedTest(name = "{0} s")
    @CsvSource({"20, OK", "59, OK", "60, CRITICAL"})
    void aZoneWithoutALeaderAlarmsOnceAHandoverWouldBeOver(int seconds, Overall overall) {
        String marked = " run=held/5/- works=n1a1/" + seconds;
        Verdict verdict = Health.judge(zone(
                        "n1a1 refused | n1a2 follower 3 9 9 | n1a3 follower 3 9 9",
                        "n1a2 vip=none" + marked + " | n1a3" + marked)
                .snapshot());

        assertThat(verdict.findings()).extracting(Finding::code).contains(FindingCode.NO_LEADER);
        assertThat(verdict.overall()).isEqualTo(overall);
    }

    @Test
    void aServerThatTheZoneDoesNotHaveIsNotNamed() {
        Verdict verdict =
                Health.judge(zone(HEALTHY, "n1a1 run=held/300/elsewhere").snapshot());
        Finding run = verdict.findings().get(0);
        assertThat(run.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(run.reason())
                .contains("a server that is not seen here counts for the majority and is not started yet")
                .doesNotContain("elsewhere");
    }

    @Test
    void aServerThatRunsAloneIsStoppedBeforeItsRunGoesOn() {
        Verdict verdict = Health.judge(zone(
                        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 solo 3 -1 10",
                        "n1a1 run=ended/300/n1a3 | n1a3 id=-1 run=ended/300/n1a3")
                .snapshot());
        assertThat(verdict.findings())
                .filteredOn(finding -> finding.code() == FindingCode.SERVER_ID_MISMATCH)
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy())
                        .startsWith("at once: `systemctl stop opennebula` on n1a3; then `oneha apply --resume"));
    }

    @Test
    void noRemedyStartsAServerWhoseNumberIsNotThePools() {
        Verdict verdict =
                Health.judge(zone(ADDED, "n1a3 id=-1 unit:opennebula=inactive").snapshot());
        assertThat(verdict.findings())
                .allSatisfy(finding -> assertThat(finding.remedy()).doesNotContain("`systemctl start opennebula`"));
        String lost = "n1a1 leader 3 9 9 | n1a2 refused | n1a3 refused";
        assertThat(Health.judge(zone(lost, "n1a2 id=-1 | n1a3 id=2").snapshot()).findings())
                .filteredOn(finding -> finding.remedy().contains("`systemctl start opennebula`"))
                .allSatisfy(
                        finding -> assertThat(finding.remedy()).contains("n1a3").doesNotContain("n1a2"));
        assertThat(Health.judge(zone(ADDED, "n1a3 notasked").snapshot()).findings())
                .as("of one that was not looked at it is not known")
                .anySatisfy(finding -> assertThat(finding.remedy()).contains("if SERVER_ID in its oned.conf is 2"));
    }

    @Test
    void aServerThatWasNeverRestoredIsNotStartedWithTheZonesCredentials() {
        assertThat(Health.judge(zone(HEALTHY, "n1a2 auth:one_auth=x").snapshot())
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy())
                        .startsWith("`oneha recover n1a2`, or by hand: `systemctl stop opennebula`")
                        .doesNotContain("rsync"));
        assertThat(Health.judge(zone(HEALTHY, "n1a2 auth:sunstone_auth=x").snapshot())
                        .findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.remedy()).contains("rsync").doesNotContain("restart oned"));
    }

    /** As the demo's, which ends with its program. */
    @Test
    void aRunThatNoOtherProcessCanResumeIsSentToTheDashboardThatBeganIt() {
        Verdict verdict = Health.judge(zone(HEALTHY, "n1a2 run=ended/1/-/none").snapshot());
        Finding run = verdict.findings().get(0);

        assertThat(run.code()).isEqualTo(FindingCode.RUN_UNFINISHED);
        assertThat(run.reason()).isEqualTo("a run is not finished; it is 20261128-120000-aaaa of erika on jump");
        assertThat(run.remedy())
                .isEqualTo("press R in the dashboard that began it, which shows the run, then Enter: it plans again,"
                        + " and what is done stays done");
    }
}
