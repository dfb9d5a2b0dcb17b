package io.oneha.app.look;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.oneha.base.Text;
import io.oneha.health.ZoneEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An event as a line of JSON. */
final class EventLine {
    private static final JsonFactory FACTORY = new JsonFactory();

    private EventLine() {}

    static String write(ZoneEvent event) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("at", event.at().toString());
            json.writeStringField("kind", event.kind().name());
            json.writeStringField("subject", event.subject());
            json.writeStringField("text", event.text());
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }

    /** The event; empty when the line is none: cut off, edited, or of another version. */
    static Optional<ZoneEvent> read(String line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    fields.put(name, Text.clean(json.getText()));
                } else {
                    json.skipChildren();
                }
            }
            return Optional.of(new ZoneEvent(
                    Instant.parse(fields.getOrDefault("at", "")),
                    ZoneEvent.Kind.valueOf(fields.getOrDefault("kind", "")),
                    fields.getOrDefault("subject", ""),
                    fields.getOrDefault("text", "")));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
