package io.oneha.app.look;

import io.oneha.base.Json;
import io.oneha.base.Text;
import io.oneha.health.ZoneEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An event as a line of JSON. */
final class EventLine {
    private EventLine() {}

    static String write(ZoneEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", event.at().toString());
        fields.put("kind", event.kind().name());
        fields.put("subject", event.subject());
        fields.put("text", event.text());
        return Json.write(fields);
    }

    /** The event; empty when the line is none: cut off, edited, or of another version. */
    static Optional<ZoneEvent> read(String line) {
        Map<String, Object> fields = Json.read(line).orElse(Map.of());
        try {
            return Optional.of(new ZoneEvent(
                    Instant.parse(text(fields, "at")),
                    ZoneEvent.Kind.valueOf(text(fields, "kind")),
                    text(fields, "subject"),
                    text(fields, "text")));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof String text ? Text.clean(text) : "";
    }
}
