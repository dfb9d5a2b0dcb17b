package io.oneha.run.journal;

import static io.oneha.run.Happenings.BEGAN;
import static io.oneha.run.Happenings.ORIGIN;
import static io.oneha.run.Happenings.RUN;
import static io.oneha.run.Happenings.at;
import static io.oneha.run.Happenings.begins;
import static io.oneha.run.Happenings.done;
import static io.oneha.run.Happenings.failed;
import static io.oneha.run.Happenings.finished;
import static io.oneha.run.Happenings.replanned;
import static io.oneha.run.Happenings.resumed;
import static io.oneha.run.Happenings.says;
import static io.oneha.run.Happenings.skipped;
import static io.oneha.run.Happenings.started;
import static io.oneha.run.Happenings.step;
import static io.oneha.run.Happenings.stopped;
import static io.oneha.run.Happenings.twoSteps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.base.RunId;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.run.Happenings;
import io.oneha.run.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunsTest {
    @TempDir
    Path state;

    private final List<String> warnings = new ArrayList<>();
    private Runs runs;

    @BeforeEach
    void aStateFolder() {
        runs = new Runs(state, Clock.fixed(BEGAN, ZoneOffset.UTC), warnings::add);
    }

    @Test
    void aStateFolderWithoutRunsHasNone() {
        assertThat(runs.list()).isEmpty();
        assertThat(runs.read(RUN)).isEmpty();
        assertThat(runs.read("no name")).isEmpty();
        assertThat(warnings).isEmpty();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(List.of(), RunRecord.State.INTERRUPTED, StepRecord.State.DONE, 2),
                Arguments.of(List.of(begins(6_000, 3)), RunRecord.State.INTERRUPTED, StepRecord.State.INTERRUPTED, 2),
                Arguments.of(
                        List.of(begins(6_000, 3), failed(7_000, 3, "no", "")),
                        RunRecord.State.FAILED,
                        StepRecord.State.FAILED,
                        2),
                Arguments.of(List.of(stopped(6_000, 3)), RunRecord.State.STOPPED, StepRecord.State.DONE, 2),
                Arguments.of(
                        List.of(begins(6_000, 3), skipped(6_100, 3), finished(6_100)),
                        RunRecord.State.INTERRUPTED,
                        StepRecord.State.SKIPPED,
                        3),
                Arguments.of(
                        Stream.concat(
                                        IntStream.rangeClosed(3, 15).mapToObj(number -> skipped(6_000, number)),
                                        Stream.of(finished(6_100)))
                                .toList(),
                        RunRecord.State.DONE,
                        StepRecord.State.SKIPPED,
                        15),
                Arguments.of(
                        List.of(begins(6_000, 3), failed(7_000, 3, "no", ""), resumed(60_000)),
                        RunRecord.State.INTERRUPTED,
                        StepRecord.State.DONE,
                        2),
                Arguments.of(
                        List.of(stopped(6_000, 3), resumed(60_000), begins(60_001, 3), done(60_002, 3, 1)),
                        RunRecord.State.INTERRUPTED,
                        StepRecord.State.DONE,
                        3));
    }

    @Test
    void aRunThatWasPlannedAnewKnowsAllItsLeaders() {
        write(RUN, twoSteps());
        go(List.of(begins(6_000, 3), replanned(7_000, 3, "n1a2"), begins(7_001, 3)));

        RunRecord record = runs.read(RUN).orElseThrow();
        assertThat(record.leader()).isEqualTo("n1a2");
        assertThat(record.leaders()).containsExactly("n1a1", "n1a2");
        assertThat(record.fingerprint()).isEqualTo("fedcba");
        assertThat(record.origin()).isEqualTo(Happenings.ORIGIN);
        assertThat(record.done()).isEqualTo(2);
        assertThat(record.steps()).hasSize(15);
        assertThat(record.failure()).isEmpty();
        assertThat(record.replanned())
                .containsExactly(
                        new RunRecord.Replanned(Happenings.at(7_000), "n1a1", "n1a2", "n1a1 does not lead any more"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void howItEndedIsReadFromWhatIsThere(
            List<RunEvent> events, RunRecord.State run, StepRecord.State lastBegun, long done) {
        write(RUN, twoSteps());
        go(events);

        RunRecord record = runs.read(RUN).orElseThrow();
        assertThat(record.state()).isEqualTo(run);
        assertThat(record.done()).isEqualTo(done);
        assertThat(record.steps()).hasSize(15);
        assertThat(record.steps().stream()
                        .filter(step -> step.state() != StepRecord.State.PENDING)
                        .reduce((first, second) -> second)
                        .orElseThrow()
                        .state())
                .isEqualTo(lastBegun);
    }

    @Test
    void allThatWasWrittenIsReadAgain() {
        write(RUN, twoSteps());
        go(List.of(begins(6_000, 3), failed(7_500, 3, "n1a3: MariaDB does not start", "journalctl -u mariadb")));

        RunRecord record = runs.read(RUN).orElseThrow();
        assertThat(record.run()).isEqualTo(RUN);
        assertThat(record.began()).isEqualTo(BEGAN);
        assertThat(record.last()).isEqualTo(at(7_500));
        assertThat(record.origin()).isEqualTo(ORIGIN);
        assertThat(record.intent()).isEqualTo("scale up");
        assertThat(record.zone()).isEqualTo("OpenNebula");
        assertThat(record.leader()).isEqualTo("n1a1");
        assertThat(record.failure())
                .contains(new RunRecord.Failure(step(3).id(), "n1a3: MariaDB does not start", "journalctl -u mariadb"));
        assertThat(record.steps().get(0).elapsed()).contains(Duration.ofMillis(799));
        StepRecord second = record.steps().get(1);
        assertThat(second.id()).isEqualTo(step(2).id());
        assertThat(second.host()).isEqualTo("n1a3");
        assertThat(second.title()).isEqualTo(step(2).title());
        assertThat(second.elapsed()).contains(Duration.ofMillis(4_199));
        assertThat(second.lines()).containsExactly("installing 3 packages");
        assertThat(second.copied()).isEqualTo(50_000_000);
        assertThat(second.measures())
                .containsExactly(new StepRecord.Measure("writes could wait", Duration.ofMillis(2_100)));
    }

    @Test
    void aRunThatGoesOnWithALessLongPlanKeepsItsSteps() {
        write(RUN, twoSteps());
        List<Step> rest = List.of(step(2), step(5));
        Plan plan = new Plan(Intent.SCALE_UP, "OpenNebula", "n1a2", rest, List.of(), List.of(), "later");
        go(List.of(new RunEvent.Started(at(9_000), RUN, plan, true), begins(9_001, 2), says(9_002, 2, "again")));

        RunRecord record = runs.read(RUN).orElseThrow();
        assertThat(record.began()).isEqualTo(BEGAN);
        assertThat(record.leader()).isEqualTo("n1a2");
        assertThat(record.fingerprint()).isEqualTo("later");
        assertThat(record.steps())
                .extracting(StepRecord::id)
                .containsExactlyElementsOf(
                        Happenings.PLAN.steps().stream().map(Step::id).toList());
        assertThat(record.steps().get(1).lines()).containsExactly("installing 3 packages", "again");
    }

    @Test
    void aRunWhoseLastStepNobodyHasProvedIsNotDoneAndCanGoOn() {
        write(RUN, twoSteps());
        Plan nothing = new Plan(Intent.CONVERGE, "OpenNebula", "n1a1", List.of(), List.of(), List.of(), "");
        go(List.of(new RunEvent.Started(at(9_000), RUN, nothing, true), finished(9_000)));

        RunRecord record = runs.read(RUN).orElseThrow();
        assertThat(record.state().isResumable()).isTrue();
        assertThat(record.done()).isEqualTo(2);
        assertThat(record.steps()).hasSize(15);
    }

    @Test
    void theNewestComesFirst() {
        for (int day : new int[] {3, 1, 2}) {
            write(RunId.at(BEGAN.plus(Duration.ofDays(day)), day), twoSteps());
        }
        assertThat(runs.list())
                .extracting(RunRecord::run)
                .containsExactly("20261127-100000-0003", "20261126-100000-0002", "20261125-100000-0001");
    }

    static Stream<Arguments> damages() {
        String begun = "{\"at\":\"2026-11-24T10:00:00Z\",\"event\":\"started\",\"schema\":1}\n";
        return Stream.of(
                Arguments.of("nonsense", ", line 1: it is damaged, a run does not begin like this"),
                Arguments.of("\u0000\u0000\n\n\n", ", line 1: it is damaged, this is no event of a run"),
                Arguments.of("[1]\n", ", line 1: it is damaged, a run does not begin like this"),
                Arguments.of(
                        "{\"at\":\"2026-11-24T10:00:00Z\",\"event\":\"finished\"}\n",
                        ", line 1: it is damaged, a run does not begin like this"),
                Arguments.of(begun + "{\"at\":1}\n" + begun, ", line 2: it is damaged, this is no event of a run"),
                Arguments.of(
                        begun.replace("\"schema\":1", "\"schema\":2"),
                        " was written by another version of oneha: its schema is 2, not 1"));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void aDamagedFileIsOneLineAndHidesNoOther(String content, String message) throws IOException {
        write(RUN, twoSteps());
        Path damaged = state.resolve("runs/20261124-110000-0000.jsonl");
        Files.writeString(damaged, content);

        assertThat(runs.list()).extracting(RunRecord::run).containsExactly(RUN);
        assertThat(warnings).containsExactly(damaged + message);
        assertThatThrownBy(() -> runs.read("20261124-110000-0000")).hasMessage(damaged + message);
    }

    static Stream<String> tails() {
        return Stream.of("", "{", "{\"at\":\"2026-11-24T10:00:09Z\",\"event\":\"finished\"", "\u0000\u0000", "\n");
    }

    @ParameterizedTest
    @MethodSource("tails")
    void aLastLineThatAKillCutOffIsLeftOut(String tail) throws IOException {
        write(RUN, twoSteps());
        Files.writeString(file(RUN), tail, StandardOpenOption.APPEND);

        assertThat(runs.read(RUN).orElseThrow().state()).isEqualTo(RunRecord.State.INTERRUPTED);
        assertThat(runs.read(RUN).orElseThrow().done()).isEqualTo(2);
    }

    @Test
    void aRunThatWasKilledBeforeItBeganIsNone() throws IOException {
        runs.begin(RUN, ORIGIN).close();

        assertThat(Files.size(file(RUN))).isZero();
        assertThat(runs.read(RUN)).isEmpty();
        assertThat(runs.list()).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void theNewestHundredStayAndOlderOnesOnlyWhileTheyMayBeCarriedOn() throws IOException {
        Instant now = BEGAN;
        Plan nothing = new Plan(Intent.CONVERGE, "OpenNebula", "n1a1", List.of(), List.of(), List.of(), "");
        List<RunEvent> whole = List.of(new RunEvent.Started(now, RUN, nothing, false), finished(1));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 104; i++) {
            names.add(RunId.at(now.minus(Duration.ofDays(200 - i)), i));
            write(names.get(i), i == 0 || i == 1 ? List.of(started(0), stopped(1, 1)) : whole);
        }
        Files.setLastModifiedTime(file(names.get(0)), FileTime.from(now.minus(Duration.ofDays(91))));
        Files.setLastModifiedTime(file(names.get(1)), FileTime.from(now.minus(Duration.ofDays(89))));

        write(RUN, List.of(started(0)));

        assertThat(runs.list()).hasSize(100 + 1).extracting(RunRecord::run).startsWith(RUN);
        assertThat(file(names.get(0))).doesNotExist();
        assertThat(file(names.get(1))).exists();
        assertThat(file(names.get(2))).doesNotExist();
        assertThat(file(names.get(3))).doesNotExist();
        assertThat(file(names.get(5))).exists();
        assertThat(warnings).isEmpty();
    }

    private Path file(String run) {
        return state.resolve("runs/" + run + ".jsonl");
    }

    private void write(String run, List<RunEvent> events) {
        try (Journal journal = runs.begin(run, ORIGIN)) {
            events.forEach(journal);
        }
    }

    private void go(List<RunEvent> events) {
        try (Journal journal = runs.resume(RUN, ORIGIN)) {
            events.forEach(journal);
        }
    }
}
