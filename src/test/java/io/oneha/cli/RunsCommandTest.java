package io.oneha.cli;

import static io.oneha.run.Happenings.BEGAN;
import static io.oneha.run.Happenings.ORIGIN;
import static io.oneha.run.Happenings.RUN;
import static io.oneha.run.Happenings.begins;
import static io.oneha.run.Happenings.failed;
import static io.oneha.run.Happenings.finished;
import static io.oneha.run.Happenings.started;
import static io.oneha.run.Happenings.twoSteps;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.app.session.ExitCode;
import io.oneha.run.Happenings;
import io.oneha.run.RunEvent;
import io.oneha.run.journal.Journal;
import io.oneha.run.journal.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunsCommandTest {
    private static final String LATER = "20261125-100000-0001";

    @TempDir
    Path home;

    private TestCommandLine oneha;

    @BeforeEach
    void aHome() {
        oneha = new TestCommandLine(Map.of("XDG_STATE_HOME", home.toString(), "LANG", "C.UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs", "runs list"})
    void withoutRunsItSaysSo(String arguments) {
        assertThat(oneha.run(arguments.split(" "))).isZero();
        assertThat(oneha.out()).isEqualTo("No runs yet.\n");
        assertThat(oneha.err()).isEmpty();
    }

    @Test
    void runsThatCannotBeReadAreNotNone() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");
        oneha = new TestCommandLine(Map.of("XDG_STATE_HOME", file.toString(), "LANG", "C.UTF-8"));

        assertThat(oneha.run("runs")).isEqualTo(ExitCode.CRITICAL.number());
        assertThat(oneha.out()).isEmpty();
        assertThat(oneha.err())
                .isEqualTo(
                        "oneha: the runs in " + file.resolve("oneha/runs") + " cannot be read: it is not a folder\n");
    }

    @Test
    void theListHasALineForEachRunAndNeedsNoZone() {
        aFailedRun();
        write(LATER, List.of(started(0), finished(86_400_000)));

        assertThat(oneha.run("runs")).isZero();
        assertThat(oneha.out())
                .isEqualTo(
                        "RUN                   STATE        STEPS  LAST EVENT            FOR       ZONE        LEADER"
                                + "  BY         INVENTORY\n"
                                + "20261125-100000-0001  interrupted  0/15   2026-11-25T10:00:00Z  scale up  OpenNebula  n1a1  "
                                + "  ops@jump1  /srv/zone/inventory.yml\n"
                                + "20261124-100000-0a1b  failed       2/15   2026-11-24T10:00:07Z  scale up  OpenNebula  n1a1  "
                                + "  ops@jump1  /srv/zone/inventory.yml\n");
        assertThat(oneha.err()).isEmpty();
    }

    @Test
    void oneRunIsShownWithItsSteps() {
        aFailedRun();

        assertThat(oneha.run("runs", "show", RUN)).isZero();
        assertThat(oneha.out())
                .startsWith("RUN 20261124-100000-0a1b  failed, 2 of 15 steps done\n"
                        + "\n"
                        + "began      2026-11-24T10:00:00Z, last event 2026-11-24T10:00:07Z\n"
                        + "plan       scale up: zone OpenNebula, n1a1 led\n"
                        + "seen       fingerprint ")
                .contains("\nasked      reach the inventory's state, adopt\n"
                        + "inventory  /srv/zone/inventory.yml\n"
                        + "by         ops on jump1, process 4711, oneha 1.2.3\n"
                        + "\n"
                        + "01/15 n1a3  Check that n1a3 can join … done already\n"
                        + "02/15 n1a3  Install OpenNebula's packages as on n1a1 … done in 4.2 s\n"
                        + "      installing 3 packages\n"
                        + "      48 MiB copied, as last told\n"
                        + "      writes could wait 2.1 s\n"
                        + "03/15 n1a3  Set up MariaDB and the account of oned.conf … failed after 1.5 s\n"
                        + "04/15 n1a3  ")
                .endsWith(" … not begun\n"
                        + "\n"
                        + "reason     n1a3: no MariaDB\n"
                        + "remedy     install it\n"
                        + "\n"
                        + "What is done stays done. To continue: oneha apply --resume 20261124-100000-0a1b\n");
    }

    @Test
    void aRunThatWasPlannedAnewSaysSo() throws IOException {
        aFailedRun();
        Runs runs = new Runs(home.resolve("oneha"), Clock.fixed(BEGAN, ZoneOffset.UTC), line -> {});
        try (Journal journal = runs.resume(RUN, ORIGIN)) {
            journal.accept(Happenings.resumed(60_000));
            journal.accept(Happenings.replanned(61_000, 3, "n1a2"));
        }

        assertThat(oneha.run("runs", "show", RUN)).isZero();
        assertThat(oneha.out())
                .contains("\nplan       scale up: zone OpenNebula, n1a2 led\n"
                        + "again      2026-11-24T10:01:01Z the leader changed from n1a1 to n1a2: planned again (n1a1 does not"
                        + " lead any more)\n");
        assertThat(oneha.run("runs", "show", RUN, "-o", "json")).isZero();
        assertThat(oneha.out())
                .contains("\"replanned\":[{\"at\":\"2026-11-24T10:01:01Z\",\"from\":\"n1a1\",\"to\":\"n1a2\","
                        + "\"reason\":\"n1a1 does not lead any more\"}]");
    }

    @Test
    void jsonHasTheSame() throws IOException {
        aFailedRun();

        assertThat(oneha.run("runs", "-o", "json")).isZero();
        assertThat(oneha.run("runs", "show", RUN, "-o", "json")).isZero();
        String[] lines = oneha.out().split("\n");
        JsonNode list = new ObjectMapper().readTree(lines[0]);
        assertThat(list.path("schema").asInt()).isEqualTo(1);
        assertThat(list.path("runs")).hasSize(1);
        JsonNode one = new ObjectMapper().readTree(lines[1]);
        for (JsonNode run : List.of(list.path("runs").get(0), one)) {
            assertThat(run.path("run").asText()).isEqualTo(RUN);
            assertThat(run.path("state").asText()).isEqualTo("failed");
            assertThat(run.path("resumable").asBoolean()).isTrue();
            assertThat(run.path("stepsDone").asInt()).isEqualTo(2);
            assertThat(run.path("stepsTotal").asInt()).isEqualTo(15);
            assertThat(run.path("pid").asInt()).isEqualTo(4711);
            assertThat(run.path("failure"))
                    .hasToString(
                            "{\"step\":\"n1a3.account\",\"reason\":\"n1a3: no MariaDB\",\"remedy\":\"install it\"}");
        }
        assertThat(one.path("steps")).hasSize(15);
        assertThat(one.path("steps").get(1))
                .hasToString(
                        "{\"id\":\"n1a3.packages\",\"host\":\"n1a3\",\"title\":\"Install OpenNebula's packages as on n1a1\","
                                + "\"kind\":\"change\",\"state\":\"done\",\"tookMs\":4199,\"copied\":50000000,"
                                + "\"lines\":[\"installing 3 packages\"],"
                                + "\"measures\":[{\"what\":\"writes could wait\",\"tookMs\":2100}]}");
        assertThat(one.path("steps").get(3).path("tookMs").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "runs show 20261124-100000-ffff|there is no run 20261124-100000-ffff; 'oneha runs' lists them",
                "runs show ../../etc/passwd|there is no run ../../etc/passwd; 'oneha runs' lists them",
                "runs show|Missing required parameter: 'RUN'; try 'oneha runs --help'",
                "runs list x|list takes no RUN; try 'oneha runs --help'",
                "runs delete|Invalid value for positional parameter at index 0 (ACTION): 'delete' is none of"
                        + " [list, show, report]; try 'oneha runs --help'"
            })
    void whatCannotBeShownIsOneLineAndExitCode64(String arguments, String line) {
        assertThat(oneha.run(arguments.split(" "))).isEqualTo(ExitCode.USAGE.number());
        assertThat(oneha.err()).isEqualTo("oneha: " + line + "\n");
        assertThat(oneha.out()).isEmpty();
    }

    @Test
    void aDamagedFileIsAWarningInTheListAndExitCode65OnItsOwn() throws IOException {
        aFailedRun();
        Path damaged = home.resolve("oneha/runs/" + LATER + ".jsonl");
        Files.writeString(damaged, "?\n");
        String line = "oneha: " + damaged + ", line 1: it is damaged, a run does not begin like this\n";

        assertThat(oneha.run("runs")).isZero();
        assertThat(oneha.out()).hasLineCount(2);
        assertThat(oneha.err()).isEqualTo(line);
        assertThat(oneha.run("runs", "show", LATER)).isEqualTo(ExitCode.INPUT.number());
        assertThat(oneha.err()).isEqualTo(line + line);
    }

    @Test
    void withoutAHomeThereIsNoPlaceForRuns() {
        TestCommandLine homeless = new TestCommandLine();

        assertThat(homeless.run("runs")).isEqualTo(ExitCode.USAGE.number());
        assertThat(homeless.err())
                .isEqualTo("oneha: there is no place for runs: neither XDG_STATE_HOME nor HOME is set\n");
    }

    private void aFailedRun() {
        List<RunEvent> events = new ArrayList<>(twoSteps());
        events.add(begins(6_000, 3));
        events.add(failed(7_500, 3, "n1a3: no MariaDB", "install it"));
        write(RUN, events);
    }

    private void write(String run, List<RunEvent> events) {
        Runs runs = new Runs(home.resolve("oneha"), Clock.fixed(BEGAN, ZoneOffset.UTC), line -> {});
        try (Journal journal = runs.begin(run, ORIGIN)) {
            events.forEach(journal);
        }
    }
}
