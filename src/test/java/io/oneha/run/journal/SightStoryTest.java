package io.oneha.run.journal;

import static io.oneha.run.Happenings.BEGAN;
import static io.oneha.run.Happenings.ORIGIN;
import static io.oneha.run.Happenings.RUN;
import static io.oneha.run.Happenings.at;
import static io.oneha.run.Happenings.begins;
import static io.oneha.run.Happenings.done;
import static io.oneha.run.Happenings.resumed;
import static io.oneha.run.Happenings.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.Overall;
import io.oneha.run.Happenings;
import io.oneha.run.RunEvent;
import io.oneha.run.RunSight;
import io.oneha.run.RunSights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal keeps of how the zone was. */
class SightStoryTest {
    @TempDir
    Path state;

    private Runs runs;

    @BeforeEach
    void aStateFolder() {
        runs = new Runs(state, Clock.fixed(BEGAN, ZoneOffset.UTC), warning -> {});
    }

    @Test
    void whatWasSeenAndMeasuredIsReadBackOfEachPart() {
        List<RunSight> sights = List.of(
                RunSights.led(
                        false,
                        "n1a1",
                        3,
                        Overall.DEGRADED,
                        List.of(new RunSight.Found("CLOCK_SKEW", "warning", "n1a2"))),
                RunSights.wellLed(true, "n1a1", 3),
                new RunSight(
                        false,
                        "",
                        Overall.UNKNOWN,
                        List.of(),
                        List.of(new RunSight.Server("n1a1", "error", -1, -1, -1, Optional.empty())),
                        "",
                        RunSight.Costs.NONE),
                RunSight.none(true).with(RunSights.COSTS));
        write(List.of(
                started(0),
                looked(10, sights.get(0)),
                begins(20, 1),
                done(30, 1, 10),
                looked(40, sights.get(1)),
                resumed(1_000),
                looked(1_010, sights.get(2)),
                looked(1_020, sights.get(3))));

        RunRecord record = runs.read(RUN).orElseThrow();
        assertThat(record.looks())
                .containsExactly(
                        new RunRecord.Looked(at(10), sights.get(0)),
                        new RunRecord.Looked(at(40), sights.get(1)),
                        new RunRecord.Looked(at(1_010), sights.get(2)),
                        new RunRecord.Looked(at(1_020), sights.get(3)));
        assertThat(record.junctures())
                .containsExactly(
                        new RunRecord.Juncture("killed", at(40), ""),
                        new RunRecord.Juncture("resumed", at(1_000), ""),
                        new RunRecord.Juncture("killed", at(1_020), ""));
        assertThat(record.steps().get(0).began()).contains(at(20));
        assertThat(record.steps().get(1).began()).isEmpty();
    }

    @Test
    void whoLedFirstIsKeptWhenItIsResumedUnderAnother() {
        RunEvent.Replanned other = (RunEvent.Replanned) Happenings.replanned(0, 1, "n1a2");
        write(List.of(started(0), new RunEvent.Started(at(9), RUN, other.plan(), true)));
        RunRecord record = runs.read(RUN).orElseThrow();
        assertThat(record.leader()).isEqualTo("n1a2");
        assertThat(record.firstLeader()).isEqualTo("n1a1");
    }

    @Test
    void aJournalThatWasEditedByHandIsReadAsFarAsItMakesSense() throws IOException {
        write(List.of(started(0)));
        Files.writeString(
                runs.journal(RUN),
                "{\"at\":\"2026-11-24T10:00:05Z\",\"event\":\"looked\",\"ends\":\"yes\",\"oneVersion\":\"6\\u001b[31m.10\","
                        + "\"verdict\":\"SPLENDID\",\"findings\":[7,{\"code\":\"\\u202eX\"}],\"servers\":[{\"name\":\"a\\nb\","
                        + "\"state\":[],\"term\":\"3\",\"vip\":\"true\"}],\"vipGapsMs\":[\"1\",2000],\"leaderStopped\":\"+1000000000-01-01T00:00:00Z\",\"leaderLed\":\"soon\"}\n",
                StandardOpenOption.APPEND);

        RunSight sight = runs.read(RUN).orElseThrow().looks().get(0).sight();
        assertThat(sight.ends()).isFalse();
        assertThat(sight.version()).isEqualTo("6[31m.10");
        assertThat(sight.overall()).isEqualTo(Overall.UNKNOWN);
        assertThat(sight.findings()).containsExactly(new RunSight.Found("X", "", ""));
        assertThat(sight.servers()).containsExactly(new RunSight.Server("a b", "", -1, -1, -1, Optional.empty()));
        assertThat(sight.costs().vip().gaps()).hasSize(1);
        assertThat(sight.costs().led()).isEmpty();
        assertThat(sight.costs().stopped()).isEmpty();
    }

    private static RunEvent looked(long millis, RunSight sight) {
        return new RunEvent.Looked(at(millis), sight);
    }

    private void write(List<RunEvent> events) {
        try (Journal journal = runs.begin(RUN, ORIGIN)) {
            events.forEach(journal);
        }
    }
}
