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

    Optional<Instant> instant(String key) {
        try {
            return Optional.of(Instant.parse(text(key)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    Stream<JournalFields> list(String key) {
        List<?> elements = map.get(key) instanceof List<?> list ? list : List.of();
        return elements.stream().filter(Map.class::isInstance).map(element -> new JournalFields((Map<?, ?>) element));
    }
}
