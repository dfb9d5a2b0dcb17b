package io.oneha.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.app.change.DrillRecords;
import io.oneha.app.change.DrillReport;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Narrator;
import io.oneha.app.session.ProcessEnvironment;
import io.oneha.app.session.Session;
import io.oneha.cli.output.NewFile;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.run.RunSights;
import io.oneha.run.journal.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DrillEndTest {
    private static final RunRecord NOT_PASSED = DrillRecords.of(
            RunRecord.State.DONE, RunSights.wellLed(false, "n1a1", 3), RunSights.wellLed(true, "n1a2", 4));

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final Session session = new Session(
            new ProcessEnvironment(Map.of(), InputStream.nullInputStream(), Clock.systemUTC(), descriptor -> false),
            Map.of(),
            new PrintWriter(out),
            Narrator.MUTE);

    static List<Arguments> codes() {
        return List.of(
                Arguments.of(Optional.of(DrillRecords.passed()), ExitCode.OK, ExitCode.OK),
                Arguments.of(Optional.of(NOT_PASSED), ExitCode.OK, ExitCode.CRITICAL),
                Arguments.of(Optional.empty(), ExitCode.OK, ExitCode.CRITICAL),
                Arguments.of(Optional.of(NOT_PASSED), ExitCode.UNREACHABLE, ExitCode.UNREACHABLE),
                Arguments.of(Optional.of(NOT_PASSED), ExitCode.INTERRUPTED, ExitCode.INTERRUPTED));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void aDrillThatIsDoneAndNotPassedIsNoSuccess(Optional<RunRecord> run, ExitCode ended, ExitCode code) {
        for (boolean json : new boolean[] {true, false}) {
            assertThat(end(json, Optional.empty()).code(run, ended.number())).isEqualTo(code.number());
        }
    }

    @Test
    void itsReportFollowsTheRunThatIsToldToPeopleAndIsNoneOfTheEventsOfOneThatIsToldToPrograms() {
        end(true, Optional.empty()).code(Optional.of(NOT_PASSED), 0);
        assertThat(out.toString()).isEmpty();
        end(false, Optional.empty()).code(Optional.of(NOT_PASSED), 0);
        assertThat(out.toString()).startsWith("\nDrill of a switchover: not passed\n");
    }

    @Test
    void whoeverWantsItGetsItInstead() {
        List<DrillReport> reports = new ArrayList<>();
        end(false, Optional.of(reports::add)).code(Optional.of(NOT_PASSED), 0);
        assertThat(reports).containsExactly(DrillReport.of(NOT_PASSED).orElseThrow());
        assertThat(out.toString()).isBlank();
    }

    @Test
    void whereTheWantedOneLeadsThereIsNothingToDrill() {
        Decision.NothingToDo nothing = new Decision.NothingToDo("n1a1 leads already", List.of());
        DrillEnd.requireSteps(ChangeRequest.switchover(Optional.empty()), nothing);
        assertThatThrownBy(() -> DrillEnd.requireSteps(ChangeRequest.drill(Optional.empty(), false), nothing))
                .isInstanceOf(CommandException.class)
                .hasMessage("Nothing was drilled: n1a1 leads already. Name another server with --to");
    }

    @Test
    void theFileIsTheOwnersAloneAndNeverTakesThePlaceOfAnother() throws IOException {
        Path path = folder.resolve("drill.json");
        try (ReportFile file = ReportFile.made(path)) {
            file.accept(DrillReport.of(NOT_PASSED).orElseThrow());
        }
        assertThat(path).content().startsWith("{\"schema\":1,\"result\":\"failed\",");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> ReportFile.made(path)).hasMessageEndingWith("oneha does not overwrite it");
        assertThat(path).content().isNotEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsRemovedAndTheRunsOwnCodeIsKept() throws IOException {
        Path path = Files.createFile(folder.resolve("full.md"));
        try (ReportFile full = new ReportFile(new NewFile(
                path, "the report", Files.newByteChannel(Path.of("/dev/full"), StandardOpenOption.WRITE)))) {
            DrillEnd end = end(false, Optional.of(full));
            Optional<RunRecord> passed = Optional.of(DrillRecords.passed());
            assertThat(end.code(passed, ExitCode.OK.number())).isEqualTo(ExitCode.CRITICAL.number());
            assertThat(end.code(passed, ExitCode.INTERRUPTED.number())).isEqualTo(ExitCode.INTERRUPTED.number());
        }
        assertThat(path).doesNotExist();
    }

    private DrillEnd end(boolean json, Optional<Consumer<DrillReport>> reported) {
        ChangeRequest wanted = ChangeRequest.drill(Optional.empty(), false);
        return new DrillEnd(
                session, new ApplyRequest(wanted, true, Optional.empty(), Optional.empty(), json, reported));
    }
}
