package io.oneha.cli.output;

import static io.oneha.run.Happenings.ORIGIN;
import static io.oneha.run.Happenings.PLAN;
import static io.oneha.run.Happenings.RUN;
import static io.oneha.run.Happenings.at;
import static io.oneha.run.Happenings.begins;
import static io.oneha.run.Happenings.copied;
import static io.oneha.run.Happenings.done;
import static io.oneha.run.Happenings.failed;
import static io.oneha.run.Happenings.finished;
import static io.oneha.run.Happenings.measured;
import static io.oneha.run.Happenings.replanned;
import static io.oneha.run.Happenings.resumed;
import static io.oneha.run.Happenings.says;
import static io.oneha.run.Happenings.skipped;
import static io.oneha.run.Happenings.started;
import static io.oneha.run.Happenings.stopped;
import static io.oneha.run.Happenings.twoSteps;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.plan.Plan;
import io.oneha.run.RunEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunTextTest {
    private static final String ERASE = "\r\u001b[K";
    private static final String BEGINNING =
            "RUN 20261124-100000-0a1b to scale up: zone OpenNebula, n1a1 leads; 15 steps on 1 host\n";
    private static final String TWO_STEPS = BEGINNING
            + "01/15 n1a3  Check that n1a3 can join … done already\n"
            + "02/15 n1a3  Install OpenNebula's packages as on n1a1\n"
            + "      installing 3 packages\n"
            + "      writes could wait 2.1 s\n"
            + "      done in 4.2 s\n";
    private static final String TO_GO_ON =
            "What is done stays done. To continue: oneha apply --resume 20261124-100000-0a1b\n";

    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed);
    private int width = 80;

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(
                        List.of(begins(6_000, 3), done(6_800, 3, 800), finished(125_400)),
                        "03/15 n1a3  Set up MariaDB and the account of oned.conf … done in 0.8 s\n"
                                + "\nDone in 2 min 5 s: 2 steps done, 1 done already\n"
                                + "  n1a3: writes could wait 2.1 s\n"),
                Arguments.of(
                        List.of(begins(6_000, 3), failed(7_500, 3, "n1a3: no\u0007 MariaDB", "install it")),
                        "03/15 n1a3  Set up MariaDB and the account of oned.conf … failed after 1.5 s\n"
                                + "      reason  n1a3: no MariaDB\n"
                                + "      remedy  install it\n"
                                + "\nFailed after 7.5 s: 1 step done, 1 done already\n"
                                + "  n1a3: writes could wait 2.1 s\n"
                                + TO_GO_ON),
                Arguments.of(
                        List.of(begins(6_000, 3), says(6_500, 3, "starting"), failed(7_500, 3, "no", "")),
                        "03/15 n1a3  Set up MariaDB and the account of oned.conf\n"
                                + "      starting\n"
                                + "      failed after 1.5 s\n"
                                + "      reason  no\n"
                                + "\nFailed after 7.5 s: 1 step done, 1 done already\n"
                                + "  n1a3: writes could wait 2.1 s\n"
                                + TO_GO_ON),
                Arguments.of(
                        List.of(begins(6_000, 3), replanned(7_000, 3, "n1a2"), begins(7_001, 1), skipped(7_100, 1)),
                        "03/15 n1a3  Set up MariaDB and the account of oned.conf … left: n1a1 does not lead any"
                                + " more\n"
                                + "\nthe leader changed from n1a1 to n1a2: planned again, 15 steps\n"
                                + "01/15 n1a3  Check that n1a3 can join … done already\n"),
                Arguments.of(
                        List.of(stopped(6_000, 3)),
                        "\nStopped before 03/15, after 6.0 s: 1 step done, 1 done already\n"
                                + "  n1a3: writes could wait 2.1 s\n"
                                + TO_GO_ON));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void elsewhereThanOnATerminalItIsPlainLines(List<RunEvent> end, String lines) {
        List<RunEvent> events = new ArrayList<>(twoSteps());
        events.removeIf(RunEvent.StepBytes.class::isInstance);
        events.addAll(end);

        assertThat(plain(false, events)).isEqualTo(TWO_STEPS + lines);
    }

    @Test
    void aRunThatGoesOnWithLessKeepsTheNumbersOfItsSteps() {
        Map<String, String> before = new LinkedHashMap<>();
        PLAN.steps().forEach(step -> before.put(step.id(), step.host()));
        Plan rest = new Plan(
                PLAN.intent(), PLAN.zone(), "n1a1", PLAN.steps().subList(10, 13), List.of(), List.of(), "later");
        RunText text = new RunText(out, TextColours.NONE, false, StatusArea.none(out)).goesOnWith(before);
        List.of(new RunEvent.Started(at(0), RUN, rest, true), begins(1, 11), done(900, 11, 899))
                .forEach(text);
        assertThat(printed.toString()).contains("11/15 n1a3  ").doesNotContain("1/3");
    }

    @Test
    void aStepIsThereBeforeItIsDone() {
        assertThat(plain(false, List.of(started(0), begins(1, 1))))
                .isEqualTo(BEGINNING + "01/15 n1a3  Check that n1a3 can join");
    }

    @Test
    void aWarningDoesNotTearTheStatusLine() {
        RunText text = new RunText(out, TextColours.NONE, false, StatusArea.of(out, () -> 80, false));
        List.of(started(0), begins(1_000, 1)).forEach(text);
        text.aside(() -> out.print("oneha: stops as soon as that is safe\n"));
        text.tick(at(3_000));

        assertThat(printed.toString()).contains(ERASE + "oneha: stops as soon as that is safe\n01/15 n1a3");
    }

    @Test
    void asciiHasNoEllipsis() {
        assertThat(plain(true, List.of(resumed(0), begins(1, 1), done(2_001, 1, 2_000))))
                .isEqualTo(BEGINNING.replace(" to scale", " resumed, to scale")
                        + "01/15 n1a3  Check that n1a3 can join ... done in 2.0 s\n");
    }

    @Test
    void aCopyIsALineEveryTenSecondsWhereNothingCanBeDrawnAnew() {
        List<RunEvent> events = new ArrayList<>(List.of(started(0), begins(0, 7)));
        for (int second = 0; second < 25; second++) {
            events.add(copied(second * 1_000, 7, second * 10_485_760L, 293_601_280));
        }
        assertThat(plain(false, events))
                .isEqualTo(BEGINNING
                        + "07/15 n1a3  Copy the database from n1a1\n"
                        + "      0 %  0 B of 280 MiB\n"
                        + "      35 %  100 MiB of 280 MiB, about 18 s left\n"
                        + "      71 %  200 MiB of 280 MiB, about 8 s left\n");
    }

    @Test
    void onATerminalTheLastLineIsDrawnOverItself() {
        List<RunEvent> events = List.of(
                started(0),
                begins(0, 1),
                says(1_000, 1, "looking"),
                done(2_000, 1, 2_000),
                begins(2_000, 7),
                copied(2_000, 7, 0, 293_601_280),
                copied(12_000, 7, 123_731_968, 293_601_280),
                done(13_000, 7, 11_000),
                finished(13_000));
        width = 100;

        assertThat(live(true, events))
                .isEqualTo(BEGINNING
                        + "01/15 n1a3  Check that n1a3 can join  0 s"
                        + ERASE + "01/15 n1a3  Check that n1a3 can join\n"
                        + "      looking\n"
                        + "01/15 n1a3  Check that n1a3 can join  1 s"
                        + ERASE + "      done in 2.0 s\n"
                        + "07/15 n1a3  Copy the database from n1a1  0 s"
                        + ERASE + "07/15 n1a3  Copy the database from n1a1  0 s  [                    ]"
                        + "  0 %  0 B of 280 MiB"
                        + ERASE + "07/15 n1a3  [=======>            ]  42 %  118 MiB of 280 MiB, about 14 s left"
                        + ERASE + "07/15 n1a3  Copy the database from n1a1 ... done in 11 s\n"
                        + "\nDone in 13 s: 2 steps done\n");
    }

    @Test
    void aTickCountsTheSeconds() {
        RunText text = new RunText(out, TextColours.NONE, false, StatusArea.of(out, () -> width, false));
        text.accept(started(0));
        text.tick(at(500));
        text.accept(begins(1_000, 1));
        text.tick(at(1_100));
        text.tick(at(3_000));
        width = 24;
        text.tick(at(75_000));
        text.close();
        text.tick(at(76_000));

        assertThat(printed)
                .hasToString(BEGINNING
                        + "01/15 n1a3  Check that n1a3 can join  0 s"
                        + ERASE + "01/15 n1a3  Check that n1a3 can join  2 s"
                        + ERASE + "01/15 n1a3  1 min 14 s"
                        + ERASE);
    }

    @Test
    void coloursSayNothingThatTheTextDoesNot() {
        List<RunEvent> events =
                List.of(started(0), begins(0, 1), measured(1, 1, "writes could wait", 5), failed(2_000, 1, "no", "do"));
        String coloured = printed(new RunText(out, TextColours.COLOURED, false, StatusArea.none(out)), events);

        assertThat(coloured).contains("\u001b[1;31mfailed\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(again(events));
    }

    @Test
    void jsonIsTheSameAsTheJournal() throws Exception {
        RunDocument document = new RunDocument(out, ORIGIN);
        twoSteps().forEach(document);
        document.accept(copied(1_500, 2, 1, 2));
        document.accept(finished(6_000));

        List<JsonNode> lines = new ArrayList<>();
        for (String line : printed.toString().split("\n")) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).hasSize(9);
        assertThat(lines.get(0).path("schema").asInt()).isEqualTo(1);
        assertThat(lines.get(0).path("steps")).hasSize(15);
        assertThat(lines.get(4))
                .hasToString("{\"at\":\"2026-11-24T10:00:00.900Z\",\"event\":\"step-line\","
                        + "\"step\":\"n1a3.packages\",\"line\":\"installing 3 packages\"}");
        assertThat(lines.get(8).path("event").asText()).isEqualTo("finished");
    }

    @Test
    void jsonOfARunThatEndsEarlyNamesTheCommandThatGoesOnWithIt() throws Exception {
        RunDocument document = new RunDocument(out, ORIGIN);
        List.of(started(0), begins(0, 1), failed(2_000, 1, "no", "do")).forEach(document);

        String last = printed.toString().lines().reduce((one, other) -> other).orElseThrow();
        JsonNode failed = new ObjectMapper().readTree(last);
        assertThat(failed.path("event").asText()).isEqualTo("step-failed");
        assertThat(failed.path("resume").asText()).isEqualTo("oneha apply --resume " + RUN);
    }

    private String plain(boolean ascii, List<RunEvent> events) {
        return printed(new RunText(out, TextColours.NONE, ascii, StatusArea.none(out)), events);
    }

    private String live(boolean ascii, List<RunEvent> events) {
        return printed(new RunText(out, TextColours.NONE, ascii, StatusArea.of(out, () -> width, ascii)), events);
    }

    private String printed(RunText text, List<RunEvent> events) {
        events.forEach(text);
        text.close();
        return printed.toString();
    }

    private static String again(List<RunEvent> events) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        events.forEach(new RunText(writer, TextColours.NONE, false, StatusArea.none(writer)));
        return text.toString();
    }
}
