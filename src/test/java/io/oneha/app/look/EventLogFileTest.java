package io.oneha.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.ZoneEvent;
import io.oneha.observe.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogFileTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void whatOneRunKeepsTheNextOneReads() {
        List<ZoneEvent> events = List.of(event(2, "n1a1 leads (term 7)"), event(1, "n1a2 \"ä\" is back"));

        log().keep(events);

        assertThat(log().past()).isEqualTo(events);
        assertThat(warnings).isEmpty();
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        log().keep(List.of(event(1, "x")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void eventsOfEarlierDaysComeOldestFirstAndOldOnesNotAtAll() {
        ZoneEvent old = new ZoneEvent(NOW.minus(Duration.ofDays(31)), ZoneEvent.Kind.ELECTION, "zone", "old");
        log().keep(List.of(old, event(3, "third"), event(5, "fifth")));

        assertThat(log().past()).extracting(ZoneEvent::text).containsExactly("fifth", "third");
    }

    @Test
    void whatTwoProgramsSawIsOneEvent() {
        ZoneEvent seen = event(60, "n1a1 leads");
        log().keep(List.of(seen));
        log().keep(List.of(new ZoneEvent(seen.at().plusMillis(700), seen.kind(), seen.subject(), seen.text())));
        log().keep(List.of(event(30, "n1a1 leads")));

        assertThat(log().past()).containsExactly(seen, event(30, "n1a1 leads"));
    }

    /** Two dashboards measure the same outage differently, and hear of it in different words. */
    @Test
    void whatTwoProgramsSawIsWrittenOnceHoweverTheyPutIt() throws IOException {
        EventLogFile first = log();
        EventLogFile second = log();
        first.keep(List.of(
                seen(60_000, ZoneEvent.Kind.SERVER_LOST, "n1a1", "n1a1 is lost: connection refused"),
                seen(55_000, ZoneEvent.Kind.ELECTION, "n1a2", "n1a2 stands for election, term 3")));
        second.keep(List.of(
                seen(59_300, ZoneEvent.Kind.SERVER_LOST, "n1a1", "n1a1 is lost: timed out"),
                seen(54_600, ZoneEvent.Kind.ELECTION, "zone", "n1a2 and n1a3 stand for election, term 4"),
                seen(
                        52_100,
                        ZoneEvent.Kind.LEADER_ELECTED,
                        "n1a2",
                        "n1a2 leads, term 4, after 5.1 s without a leader")));
        first.keep(List.of(
                seen(52_900, ZoneEvent.Kind.LEADER_ELECTED, "n1a2", "n1a2 leads, term 4, after 4.2 s without a leader"),
                seen(50_000, ZoneEvent.Kind.LEADER_ELECTED, "n1a3", "n1a3 leads, term 5")));

        assertThat(Files.readAllLines(file())).hasSize(4);
        assertThat(log().past())
                .extracting(ZoneEvent::kind)
                .containsExactly(
                        ZoneEvent.Kind.SERVER_LOST,
                        ZoneEvent.Kind.ELECTION,
                        ZoneEvent.Kind.LEADER_ELECTED,
                        ZoneEvent.Kind.LEADER_ELECTED);
    }

    @Test
    void whatHappensAgainAfterSomethingElseIsAnotherEvent() {
        List<ZoneEvent> events = List.of(
                seen(9_000, ZoneEvent.Kind.SERVER_LOST, "n1a1", "n1a1 is lost: refused"),
                seen(7_000, ZoneEvent.Kind.SERVER_BACK, "n1a1", "n1a1 is back after 2.0 s"),
                seen(5_000, ZoneEvent.Kind.SERVER_LOST, "n1a1", "n1a1 is lost: refused"));
        log().keep(events);

        assertThat(log().past()).isEqualTo(events);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"at\":\"2026-11-24T11:00:00Z\",\"kind\":\"ELECT",
                "null",
                "[1,2]",
                "{\"at\":\"yesterday\",\"kind\":\"ELECTION\"}",
                "{\"at\":\"2026-11-24T11:00:00Z\",\"kind\":\"SOMETHING_NEW\",\"subject\":\"zone\",\"text\":\"x\"}",
                "{\"at\":{\"deep\":[1]},\"kind\":7}",
                "\u0000\u0001binary\u00ff"
            })
    void aLineThatIsNoEventIsPassedOver(String line) throws IOException {
        log().keep(List.of(event(2, "before")));
        Files.writeString(file(), line + "\n", StandardOpenOption.APPEND);
        log().keep(List.of(event(1, "after")));

        assertThat(log().past()).extracting(ZoneEvent::text).containsExactly("before", "after");
    }

    @Test
    void textThatSomebodyElseWroteIsMadeSafeToPrint() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(
                file(),
                "{\"at\":\"2026-11-24T11:00:00Z\",\"kind\":\"ELECTION\",\"subject\":\"zone\",\"text\":\"\\u001b[31mred\","
                        + "\"new\":[{}]}\n");

        assertThat(log().past()).extracting(ZoneEvent::text).containsExactly("[31mred");
    }

    @Test
    void aLongFileIsShortenedToItsYoungerPart() throws IOException {
        String padding = "x".repeat(1000);
        for (int hundred = 0; hundred < 15; hundred++) {
            int from = hundred * 100;
            log().keep(IntStream.range(from, from + 100)
                    .mapToObj(i -> event(2000 - i, i + padding))
                    .toList());
        }

        assertThat(Files.size(file())).isLessThan(EventLogFile.MAX_BYTES);
        List<ZoneEvent> past = log().past();
        assertThat(past).hasSizeGreaterThan(100);
        assertThat(past.get(past.size() - 1).text()).startsWith("1499x");
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("events.jsonl", "events.jsonl.lock");
        }
    }

    @Test
    void severalWritersLoseNothing() throws Exception {
        int writers = 4;
        int each = 40;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        List<Future<?>> running = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int offset = writer * each;
            running.add(pool.submit(
                    () -> IntStream.range(0, each).forEach(i -> log().keep(List.of(event(i, "w" + (offset + i)))))));
        }
        for (Future<?> future : running) {
            future.get();
        }
        pool.shutdown();

        assertThat(log().past()).hasSize(writers * each);
        assertThat(warnings).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeWrittenToBreaksNothing() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");
        EventLogFile log = new EventLogFile(notAFolder.resolve("events.jsonl"), clock(), warnings::add);

        log.keep(List.of(event(1, "x")));

        assertThat(log.past()).isEmpty();
        assertThat(warnings).isNotEmpty().allSatisfy(warning -> assertThat(warning)
                .hasLineCount(1));
    }

    @Test
    void targetsOfTheSameNameHaveFilesOfTheirOwn() {
        String here = EventLogFile.nameFor(target("http://n1a1:2633/RPC2"));
        String there = EventLogFile.nameFor(target("http://n2a1:2633/RPC2"));

        assertThat(here).matches("events-site-yml-[0-9a-f]+\\.jsonl").isNotEqualTo(there);
        assertThat(EventLogFile.nameFor(target("http://n1a1:2633/RPC2"))).isEqualTo(here);
    }

    private static Target target(String endpoint) {
        return new Target("/srv/sites/site.yml", List.of(endpoint), Optional.empty(), Optional.empty());
    }

    private EventLogFile log() {
        return new EventLogFile(file(), clock(), warnings::add);
    }

    private Path file() {
        return folder.resolve("state/oneha/events.jsonl");
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private static ZoneEvent seen(long millisAgo, ZoneEvent.Kind kind, String subject, String text) {
        return new ZoneEvent(NOW.minusMillis(millisAgo), kind, subject, text);
    }

    private static ZoneEvent event(int minutesAgo, String text) {
        return new ZoneEvent(NOW.minus(Duration.ofMinutes(minutesAgo)), ZoneEvent.Kind.LEADER_ELECTED, "n1a1", text);
    }
}
