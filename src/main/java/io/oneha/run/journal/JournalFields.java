package io.oneha.run.journal;

import io.oneha.base.Text;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A line of a journal by its keys; what is missing or of another type is empty, 0, or false. */
record JournalFields(Map<?, ?> map) {
    private static final int LONGEST = 4096;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Cleaned again: a file can be edited. */
    String text(String key) {
        return map.get(key) instanceof String text ? Text.clean(text, LONGEST) : "";
    }

    List<String> texts(String key) {
        List<?> elements = map.get(key) instanceof List<?> list ? list : List.of();
        return elements.stream()
                .filter(String.class::isInstance)
                .map(element -> Text.clean((String) element, LONGEST))
                .toList();
    }

    long number(String key) {
        return map.get(key) instanceof Long number ? number : 0;
    }

    boolean truth(String key) {
        return Boolean.TRUE.equals(map.get(key));
    }

    Duration took() {
        return millis("tookMs");
    }

    Duration millis(String key) {
        return Duration.ofMillis(number(key));
    }

    List<Duration> durations(String key) {
        List<?> elements = map.get(key) instanceof List<?> list ? list : List.of();
        return elements.stream()
                .filter(Long.class::isInstance)
                .map(millis -> Duration.ofMillis((Long) millis))
                .toList();
    }

    Optional<Instant> at() {
        return instant("at");
    }

    /** None that no run can have: what reckons with the ends of time overflows. */
    Optional<Instant> instant(String key) {
        try {
            return Optional.of(Instant.parse(text(key))).filter(at -> !at.isBefore(EARLIEST) && at.isBefore(LATEST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    Stream<JournalFields> list(String key) {
        List<?> elements = map.get(key) instanceof List<?> list ? list : List.of();
        return elements.stream().filter(Map.class::isInstance).map(element -> new JournalFields((Map<?, ?>) element));
    }
}
