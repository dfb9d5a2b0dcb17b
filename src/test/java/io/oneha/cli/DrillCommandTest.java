package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.change.DrillRecords;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.ProcessEnvironment;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.run.Happenings;
import io.oneha.run.RunEvent;
import io.oneha.run.RunSights;
import io.oneha.run.journal.Journal;
import io.oneha.run.journal.Runs;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What drill refuses before it changes anything, of a zone where nobody answers, and what is reported of drills of the past. */
@QuarkusTest
class DrillCommandTest {
    @TempDir
    Path home;

    private TestCommandLine oneha;
    private String inventory;

    @BeforeEach
    void aHome() throws IOException {
        Path auth = Files.writeString(home.resolve("one_auth"), "oneadmin:secret\n");
        oneha = new TestCommandLine(
                Map.of("XDG_STATE_HOME", home.toString(), "ONE_AUTH", auth.toString(), "LANG", "C.UTF-8"));
        // Nobody listens there.
        inventory = Files.writeString(
                        home.resolve("one.yml"),
                        "frontend:\n  vars: { one_vip: 192.0.2.9, one_vip_cidr: 24, one_vip_if: eth0 }\n  hosts:\n"
                                + "    n1a1: { ansible_host: 127.0.0.1, oneha_endpoint: 'http://127.0.0.1:1/RPC2' }\n"
                                + "    n1a2: { ansible_host: 127.0.0.2, oneha_endpoint: 'http://127.0.0.2:1/RPC2' }\n")
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "markdown"})
    void aZoneThatCannotDoWithoutAServerIsNotDrilledAndStandardOutputStaysEmpty(String format) {
        assertThat(drill("-o", format, "--yes", "--report", home.resolve("r.md").toString()))
                .isEqualTo(ExitCode.REFUSED.number());
        assertThat(oneha.out()).isEmpty();
        assertThat(home.resolve("r.md")).doesNotExist();
        assertThat(home.resolve("oneha/runs")).doesNotExist();
    }

    @Test
    void aReportThatIsThereOrHasNoFolderIsRefusedBeforeAnythingIsLookedAt() throws IOException {
        Path there = Files.writeString(home.resolve("there.md"), "mine");
        assertThat(drill("--report", there.toString())).isEqualTo(ExitCode.INPUT.number());
        assertThat(oneha.err()).isEqualTo("oneha: " + there + ": the file exists; oneha does not overwrite it\n");
        assertThat(there).hasContent("mine");
        Path link = Files.createSymbolicLink(home.resolve("link.md"), home.resolve("nowhere"));
        assertThat(drill("--report", link.toString())).isEqualTo(ExitCode.INPUT.number());
        assertThat(home.resolve("nowhere")).doesNotExist();
        assertThat(drill("--report", home.resolve("no/folder.md").toString())).isEqualTo(ExitCode.INPUT.number());
        assertThat(oneha.err()).contains("folder.md: the report cannot be written there: ");
    }

    @ParameterizedTest
    @CsvSource({"-o,markdown", "--report,r.md"})
    void aPlanHasNoReport(String option, String value) {
        assertThat(drill("--plan", option, value)).isEqualTo(ExitCode.USAGE.number());
        assertThat(oneha.err()).contains("--plan shows a plan, as text or JSON");
    }

    @Test
    void whatIsToldOnStandardErrorHasNoColourForTheTerminalOfStandardOutput() {
        ProcessEnvironment out = new ProcessEnvironment(
                Map.of(), InputStream.nullInputStream(), Clock.systemUTC(), descriptor -> descriptor == 1);
        assertThat(out.onStandardError().outIsTerminal()).isFalse();
        ProcessEnvironment err = new ProcessEnvironment(
                Map.of(), InputStream.nullInputStream(), Clock.systemUTC(), descriptor -> descriptor == 2);
        assertThat(err.onStandardError().outIsTerminal()).isTrue();
    }

    @Test
    void itsPlanIsShownWithoutARun() {
        assertThat(drill("--plan", "-o", "json", "--read-only")).isEqualTo(ExitCode.REFUSED.number());
        assertThat(oneha.out()).startsWith("{\"schema\":1,\"intent\":\"refused\",");
        assertThat(home.resolve("oneha/runs")).doesNotExist();
    }

    @Test
    void theReportOfADrillInTheJournalIsPrintedInEachFormat() {
        aDrill(true);
        assertThat(oneha.run("runs", "report", Happenings.RUN)).isZero();
        assertThat(oneha.out()).startsWith("Drill of a switchover: passed\n");
        assertThat(oneha.run("runs", "report", Happenings.RUN, "-o", "markdown"))
                .isZero();
        assertThat(oneha.out()).contains("\n# Drill of a switchover: passed\n");
        assertThat(oneha.run("runs", "report", Happenings.RUN, "-o", "json")).isZero();
        assertThat(oneha.out()).contains("\"result\":\"passed\",\"passed\":true,");
    }

    @Test
    void ofOneThatWasKilledItSaysThatItIsNotPassed() {
        aDrill(false);
        assertThat(oneha.run("runs", "report", Happenings.RUN)).isZero();
        assertThat(oneha.out())
                .startsWith("Drill of a switchover: unfinished, not passed\n")
                .contains("the run was killed")
                .endsWith("\nTo finish it, run:\n  oneha apply --resume " + Happenings.RUN + "\n");
    }

    @Test
    void anyOtherRunHasNone() {
        Runs runs = runs();
        try (Journal journal = runs.begin(Happenings.RUN, Happenings.ORIGIN)) {
            Happenings.twoSteps().forEach(journal);
        }
        assertThat(oneha.run("runs", "report", Happenings.RUN)).isEqualTo(ExitCode.USAGE.number());
        assertThat(oneha.err())
                .isEqualTo("oneha: run " + Happenings.RUN
                        + " is no drill, and only a drill has a report; 'oneha runs show " + Happenings.RUN
                        + "' shows what it did\n");
        assertThat(oneha.run("runs", "-o", "markdown")).isEqualTo(ExitCode.USAGE.number());
        assertThat(oneha.err()).endsWith("oneha: only a report is printed as markdown; try 'oneha runs --help'\n");
    }

    private int drill(String... more) {
        List<String> arguments = new ArrayList<>(List.of("drill", "-i", inventory, "--no-ssh"));
        arguments.addAll(Arrays.asList(more));
        return oneha.run(arguments.toArray(String[]::new));
    }

    private Runs runs() {
        return new Runs(home.resolve("oneha"), Clock.systemUTC(), line -> {});
    }

    private void aDrill(boolean ends) {
        Plan plan = new Plan(
                Intent.DRILL, "OpenNebula", "n1a1", Plans.join().steps().subList(0, 1), List.of(), List.of(), "abcdef");
        List<RunEvent> events = new ArrayList<>(List.of(
                new RunEvent.Started(Happenings.at(0), Happenings.RUN, plan, false),
                new RunEvent.Looked(Happenings.at(500), RunSights.wellLed(false, "n1a1", 3)),
                Happenings.begins(1_000, 1)));
        if (ends) {
            events.add(Happenings.done(2_000, 1, 1_000));
            events.add(new RunEvent.Looked(Happenings.at(2_500), RunSights.wellLed(true, "n1a3", 4)));
            events.add(Happenings.finished(2_000));
        }
        try (Journal journal =
                runs().begin(Happenings.RUN, DrillRecords.passed().origin())) {
            events.forEach(journal);
        }
    }
}
