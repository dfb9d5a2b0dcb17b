package io.oneha.run.journal;

import static io.oneha.run.Happenings.BEGAN;
import static io.oneha.run.Happenings.ORIGIN;
import static io.oneha.run.Happenings.RUN;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.base.Json;
import io.oneha.run.Happenings;
import io.oneha.run.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JournalTest {
    private static final String AT = "{\"at\":\"2026-11-24T10:00:01Z\",\"event\":";

    @TempDir
    Path state;

    private final List<String> warnings = new ArrayList<>();
    private Runs runs;
    private Path file;

    @BeforeEach
    void aStateFolder() {
        runs = new Runs(state.resolve("oneha"), Clock.fixed(BEGAN, ZoneOffset.UTC), warnings::add);
        file = state.resolve("oneha/runs/" + RUN + ".jsonl");
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(begins(1_000, 2), "\"step-started\",\"step\":\"n1a3.packages\"}"),
                Arguments.of(skipped(1_000, 2), "\"step-skipped\",\"step\":\"n1a3.packages\"}"),
                Arguments.of(
                        says(1_000, 2, "50 % \u001b[31mred\u001b[0m\r\nof \"it\""),
                        "\"step-line\",\"step\":\"n1a3.packages\",\"line\":\"50 % [31mred[0m of \\\"it\\\"\"}"),
                Arguments.of(
                        copied(1_000, 2, 5, 1L << 40),
                        "\"step-bytes\",\"step\":\"n1a3.packages\",\"done\":5,\"total\":1099511627776}"),
                Arguments.of(
                        measured(1_000, 2, "writes could wait", 2_100),
                        "\"step-measured\",\"step\":\"n1a3.packages\",\"what\":\"writes could wait\",\"tookMs\":2100}"),
                Arguments.of(done(1_000, 2, 800), "\"step-done\",\"step\":\"n1a3.packages\",\"tookMs\":800}"),
                Arguments.of(
                        failed(1_000, 2, "n1a3: apt\nfailed", "look"),
                        "\"step-failed\",\"step\":\"n1a3.packages\",\"reason\":\"n1a3: apt failed\",\"remedy\":\"look\"}"),
                Arguments.of(stopped(1_000, 3), "\"stopped\",\"next\":\"n1a3.account\"}"),
                Arguments.of(finished(1_000), "\"finished\",\"tookMs\":1000}"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsALine(RunEvent event, String line) throws IOException {
        try (Journal journal = runs.begin(RUN, ORIGIN)) {
            journal.accept(event);

            assertThat(file).hasContent(AT + line);
        }
    }

    @Test
    void theFirstLineTellsWhoCarriesOutWhat() throws IOException {
        write(started(0));

        JsonNode line = new ObjectMapper().readTree(Files.readString(file));
        assertThat(line.path("event").asText()).isEqualTo("started");
        assertThat(line.path("schema").asInt()).isEqualTo(1);
        assertThat(line.path("run").asText()).isEqualTo(RUN);
        assertThat(line.path("resumed").asBoolean()).isFalse();
        assertThat(line.path("user").asText()).isEqualTo("ops");
        assertThat(line.path("host").asText()).isEqualTo("jump1");
        assertThat(line.path("pid").asLong()).isEqualTo(4711);
        assertThat(line.path("version").asText()).isEqualTo("1.2.3");
        assertThat(line.path("inventory").asText()).isEqualTo("/srv/zone/inventory.yml");
        assertThat(line.path("asked").asText()).isEqualTo("reach the inventory's state");
        assertThat(line.path("adopt").asBoolean()).isTrue();
        assertThat(line.path("even").asBoolean()).isFalse();
        assertThat(line.path("intent").asText()).isEqualTo("scale up");
        assertThat(line.path("zone").asText()).isEqualTo("OpenNebula");
        assertThat(line.path("leader").asText()).isEqualTo("n1a1");
        assertThat(line.path("fingerprint").asText()).isEqualTo(Happenings.PLAN.fingerprint());
        assertThat(line.path("steps")).hasSize(15);
        assertThat(line.path("steps").get(0))
                .hasToString(
                        "{\"id\":\"n1a3.readiness\",\"host\":\"n1a3\",\"title\":\"Check that n1a3 can join\",\"kind\":\"read\"}");
    }

    @Test
    void aPlanMadeAnewIsALineWithItsSteps() throws IOException {
        write(replanned(7_000, 3, "n1a2"));

        JsonNode line = new ObjectMapper().readTree(Files.readString(file));
        assertThat(line.path("event").asText()).isEqualTo("replanned");
        assertThat(line.path("step").asText()).isEqualTo("n1a3.account");
        assertThat(line.path("reason").asText()).isEqualTo("n1a1 does not lead any more");
        assertThat(line.path("text").asText()).isEqualTo("the leader changed from n1a1 to n1a2: planned again");
        assertThat(line.path("from").asText()).isEqualTo("n1a1");
        assertThat(line.path("leader").asText()).isEqualTo("n1a2");
        assertThat(line.path("steps")).hasSize(15);
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        write(started(0));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void copiedBytesAreALineASecondAtMost() throws IOException {
        List<RunEvent> events = new ArrayList<>(List.of(started(0)));
        for (int i = 0; i < 50; i++) {
            events.add(copied(i * 100, 6, i, 0));
        }
        write(events.toArray(RunEvent[]::new));

        assertThat(Files.readAllLines(file)).hasSize(1 + 5);
    }

    @Test
    void theSameRunDoesNotGoOnTwice() {
        try (Journal journal = runs.begin(RUN, ORIGIN)) {
            journal.accept(started(0));

            assertThat(runs.list()).extracting(RunRecord::state).containsExactly(RunRecord.State.RUNNING);
            assertThatThrownBy(() -> runs.resume(RUN, ORIGIN))
                    .isInstanceOf(JournalException.class)
                    .hasMessage("run " + RUN + " is already under way: process 4711 of ops on jump1 runs it");
        }
        runs.resume(RUN, ORIGIN).close();
    }

    @Test
    void aRunBeginsOnce() {
        write(started(0));

        assertThatThrownBy(() -> runs.begin(RUN, ORIGIN)).hasMessage(file + ": this run was begun before");
        assertThatThrownBy(() -> runs.resume("20261124-100000-ffff", ORIGIN))
                .hasMessage("there is no run 20261124-100000-ffff in " + file.getParent());
        assertThatThrownBy(() -> runs.resume("../../etc/passwd", ORIGIN))
                .hasMessage("'../../etc/passwd' is no run's name");
    }

    @Test
    void whatAKillLeftOfALineIsCutOffWhenTheRunGoesOn() throws IOException {
        write(started(0), begins(1, 1));
        Files.writeString(file, "{\"at\":\"2026-11-24T10:0", StandardOpenOption.APPEND);

        try (Journal journal = runs.resume(RUN, ORIGIN)) {
            journal.accept(resumed(60_000));
            journal.accept(begins(60_001, 1));
        }

        assertThat(Files.readAllLines(file)).hasSize(4).allSatisfy(line -> assertThat(Json.read(line))
                .isPresent());
    }

    @Test
    void anInterruptDoesNotCloseIt() throws IOException {
        try (Journal journal = runs.begin(RUN, ORIGIN)) {
            Thread.currentThread().interrupt();
            twoSteps().forEach(journal);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(Files.readAllLines(file)).hasSize(8);
    }

    @Test
    void whatCannotBeWrittenDownIsToldAndNoRunBeginsLikeThat() throws IOException {
        Journal journal = runs.begin(RUN, ORIGIN);
        journal.accept(started(0));
        journal.close();

        journal.accept(says(1, 1, "still"));
        journal.accept(begins(2, 2));
        assertThat(journal.trouble().orElseThrow()).hasMessageStartingWith("the run cannot be written down in " + file);
        assertThatThrownBy(() -> journal.accept(started(3))).isInstanceOf(JournalException.class);
    }

    private void write(RunEvent... events) {
        try (Journal journal = runs.begin(RUN, ORIGIN)) {
            for (RunEvent event : events) {
                journal.accept(event);
            }
        }
    }
}
