package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.change.DrillReport.Result;
import io.oneha.health.Overall;
import io.oneha.plan.Intent;
import io.oneha.run.Happenings;
import io.oneha.run.RunSight;
import io.oneha.run.RunSights;
import io.oneha.run.journal.RunRecord;
import io.oneha.steps.site.VipCounts;
import io.oneha.steps.site.WriteCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DrillReportTest {
    private static final RunSight BEFORE = RunSights.wellLed(false, "n1a1", 3);
    private static final RunSight AFTER = RunSights.wellLed(true, "n1a3", 4);

    @Test
    void itIsPassedWhereEachStepIsProvedAndTheZoneIsAsItShouldBe() {
        DrillReport report = report(DrillRecords.passed());

        assertThat(report.result()).isEqualTo(Result.PASSED);
        assertThat(report.checks()).hasSize(5).allMatch(DrillCheck::holds);
        assertThat(report.from()).isEqualTo("n1a1");
        assertThat(report.to()).isEqualTo("n1a3");
        assertThat(report.handsBack()).contains("oneha switchover --to n1a1 --no-config-change");
        assertThat(report.costs())
                .extracting(DrillCost::took)
                .containsExactly(
                        Optional.of(Duration.ofMillis(4_250)),
                        Optional.of(Duration.ofMillis(5_612)),
                        Optional.of(Duration.ofSeconds(7)));
    }

    static Stream<Arguments> notPassed() {
        return Stream.of(
                Arguments.of("no look at the end", "verdict", List.of(BEFORE)),
                Arguments.of("no look before", "newer term", List.of(AFTER)),
                Arguments.of("another leads", "newer term", List.of(BEFORE, RunSights.wellLed(true, "n1a2", 4))),
                Arguments.of("the same leads", "newer term", List.of(BEFORE, RunSights.wellLed(true, "n1a1", 4))),
                Arguments.of("it led before", "newer term", List.of(RunSights.wellLed(false, "n1a3", 3), AFTER)),
                Arguments.of("the same term", "newer term", List.of(BEFORE, RunSights.wellLed(true, "n1a3", 3))),
                Arguments.of("nobody leads", "newer term", List.of(BEFORE, with("n1a3", "candidate", 4, true))),
                Arguments.of("two lead", "newer term", List.of(BEFORE, with("n1a1", "leader", 4, false))),
                Arguments.of("one does not follow", "follow", List.of(BEFORE, with("n1a1", "candidate", 4, false))),
                Arguments.of("one is away", "follow", List.of(BEFORE, with("n1a1", "error", -1, false))),
                Arguments.of("one is in another term", "follow", List.of(BEFORE, with("n1a1", "follower", 3, false))),
                Arguments.of("no address", "virtual address", List.of(BEFORE, with("n1a3", "leader", 4, false))),
                Arguments.of("two addresses", "virtual address", List.of(BEFORE, with("n1a1", "follower", 4, true))),
                Arguments.of(
                        "the address is not seen",
                        "virtual address",
                        List.of(BEFORE, with(new RunSight.Server("n1a1", "follower", 4, 1, 1, Optional.empty())))),
                Arguments.of(
                        "worse than before",
                        "verdict",
                        List.of(BEFORE, RunSights.led(true, "n1a3", 4, Overall.DEGRADED, List.of()))),
                Arguments.of(
                        "old term unknown",
                        "newer term",
                        List.of(RunSights.wellLed(false, "n1a1", RunSight.UNKNOWN), AFTER)),
                Arguments.of(
                        "not known before",
                        "verdict",
                        List.of(RunSights.led(false, "n1a1", 3, Overall.UNKNOWN, List.of()), AFTER)),
                Arguments.of(
                        "never known",
                        "verdict",
                        List.of(
                                RunSights.led(false, "n1a1", 3, Overall.UNKNOWN, List.of()),
                                RunSights.led(true, "n1a3", 4, Overall.UNKNOWN, List.of()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void notPassed(String name, String why, List<RunSight> sights) {
        DrillReport report = report(DrillRecords.of(RunRecord.State.DONE, sights.toArray(RunSight[]::new)));

        assertThat(report.result()).isEqualTo(Result.FAILED);
        assertThat(report.checks()).filteredOn(check -> !check.holds()).anySatisfy(check -> assertThat(check.what())
                .contains(why));
    }

    @Test
    void aZoneThatWasDegradedAndIsNoWorseHasPassed() {
        DrillReport report = report(DrillRecords.of(
                RunRecord.State.DONE,
                RunSights.led(false, "n1a1", 3, Overall.DEGRADED, List.of()),
                RunSights.led(true, "n1a3", 4, Overall.DEGRADED, List.of())));
        assertThat(report.result()).isEqualTo(Result.PASSED);
    }

    @ParameterizedTest
    @EnumSource(RunRecord.State.class)
    void onlyADoneRunCanHavePassedHoweverGoodTheZoneIs(RunRecord.State state) {
        DrillReport report = report(DrillRecords.of(state, BEFORE, AFTER));
        assertThat(report.result())
                .isEqualTo(
                        switch (state) {
                            case DONE -> Result.PASSED;
                            case FAILED -> Result.FAILED;
                            case RUNNING, STOPPED, INTERRUPTED -> Result.UNFINISHED;
                        });
        assertThat(report.checks().get(0).holds()).isEqualTo(state == RunRecord.State.DONE);
    }

    /** The first part was killed after the old leader had stopped, and has no sight of its end. */
    @Test
    void ofAResumedDrillTheFirstSightAndTheLastCountAndWhatIsLostIsSaid() {
        RunSight between = with("n1a2", "candidate", 3, false);
        RunSight began = new RunSight(
                false, "", Overall.CRITICAL, List.of(), between.servers(), between.vip(), RunSight.Costs.NONE);
        DrillReport report = report(DrillRecords.of(RunRecord.State.DONE, BEFORE, began, AFTER));

        assertThat(report.result()).isEqualTo(Result.PASSED);
        assertThat(report.from()).isEqualTo("n1a1");
        assertThat(report.costs()).allMatch(cost -> cost.how().contains("before a kill is lost"));
    }

    @Test
    void theTimeWithoutALeaderIsThatFromTheFirstStopToTheLeaderThatALaterPartSaw() {
        RunSight failed = with("n1a3", "candidate", 4, true)
                .with(new RunSight.Costs(
                        new WriteCounts(8, 1, Duration.ofSeconds(9)),
                        new VipCounts(List.of(), 2, 0, 0, false),
                        Optional.of(Happenings.at(1_000)),
                        Optional.empty()));
        List<DrillCost> costs = report(DrillRecords.of(RunRecord.State.DONE, BEFORE, failed, BEFORE, AFTER))
                .costs();
        assertThat(costs.get(0).took()).contains(Duration.ofMillis(11_250));
        assertThat(costs.get(0).atLeast()).isFalse();
        assertThat(costs.get(1).took()).contains(Duration.ofSeconds(9));
        assertThat(costs.get(1).how()).endsWith("50 of 60 were taken; the time between the run's parts is not in it");
        assertThat(costs.get(2).how()).contains("33 showed it, 7 showed it nowhere; 0 did not show");
    }

    @Test
    void aLeaderThatNeverCameIsTheTimeAtLeastToTheLookAtTheEnd() {
        RunSight failed = with("n1a3", "candidate", 4, true)
                .with(new RunSight.Costs(
                        WriteCounts.NONE, VipCounts.NONE, Optional.of(Happenings.at(1_000)), Optional.empty()));
        DrillCost cost = report(DrillRecords.of(RunRecord.State.FAILED, BEFORE, failed))
                .costs()
                .get(0);
        assertThat(cost.took()).contains(Duration.ofSeconds(20));
        assertThat(cost.atLeast()).isTrue();
    }

    static Stream<Arguments> vips() {
        Duration gap = Duration.ofSeconds(4);
        return Stream.of(
                Arguments.of(new VipCounts(List.of(), 9, 0, 0, false), Optional.of(Duration.ZERO), false),
                Arguments.of(new VipCounts(List.of(), 9, 0, 3, false), Optional.empty(), true),
                Arguments.of(new VipCounts(List.of(), 9, 4, 0, false), Optional.empty(), false),
                Arguments.of(new VipCounts(List.of(gap), 9, 4, 1, false), Optional.of(gap), true),
                Arguments.of(new VipCounts(List.of(gap), 9, 4, 0, true), Optional.of(gap), true),
                Arguments.of(new VipCounts(List.of(gap.negated()), 9, 4, 0, false), Optional.empty(), false),
                Arguments.of(VipCounts.NONE, Optional.empty(), false));
    }

    @ParameterizedTest
    @MethodSource("vips")
    void whatWasNotMeasuredIsNotClaimed(VipCounts vip, Optional<Duration> took, boolean atLeast) {
        RunSight after = AFTER.with(new RunSight.Costs(WriteCounts.NONE, vip, Optional.empty(), Optional.empty()));
        List<DrillCost> costs =
                report(DrillRecords.of(RunRecord.State.DONE, BEFORE, after)).costs();
        assertThat(costs.get(0).took()).isEmpty();
        assertThat(costs.get(1).took()).isEmpty();
        assertThat(costs.get(2).took()).isEqualTo(took);
        assertThat(costs.get(2).atLeast()).isEqualTo(atLeast);
    }

    @Test
    void aZoneThatEndsWithTheProgramHasNoCommands() {
        DrillReport demo =
                report(DrillRecords.of(RunRecord.State.FAILED, BEFORE, AFTER)).ofAPassingZone();
        assertThat(demo.finishes()).isEmpty();
        assertThat(demo.handsBack()).isEmpty();
    }

    @Test
    void nothingIsHandedBackWhereTheOldOneLeadsOrItsNameIsNone() {
        RunSight same = RunSights.wellLed(true, "n1a1", 3);
        assertThat(report(DrillRecords.of(RunRecord.State.FAILED, BEFORE, same)).handsBack())
                .isEmpty();
        RunSight odd = new RunSight(
                false,
                "",
                Overall.OK,
                List.of(),
                List.of(RunSights.server("n1a1; reboot", "leader", 3, true)),
                "",
                RunSight.Costs.NONE);
        assertThat(report(DrillRecords.of(RunRecord.State.DONE, odd, AFTER)).handsBack())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Intent.class, names = "DRILL", mode = EnumSource.Mode.EXCLUDE)
    void onlyADrillHasAReport(Intent intent) {
        assertThat(DrillReport.of(DrillRecords.of(intent, "n1a3", RunRecord.State.DONE, List.of(BEFORE, AFTER))))
                .isEmpty();
    }

    private static RunSight with(String name, String state, long term, boolean vip) {
        return with(RunSights.server(name, state, term, vip));
    }

    /** The good end with another server of that name. */
    private static RunSight with(RunSight.Server server) {
        List<RunSight.Server> servers = new ArrayList<>(AFTER.servers());
        servers.replaceAll(old -> old.name().equals(server.name()) ? server : old);
        return new RunSight(true, "6.10.0", Overall.OK, List.of(), servers, AFTER.vip(), AFTER.costs());
    }

    private static DrillReport report(RunRecord run) {
        return DrillReport.of(run).orElseThrow();
    }
}
