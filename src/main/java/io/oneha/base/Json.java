package io.oneha.base;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tree of maps, lists, texts, numbers, truth values and null as a line of JSON. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** The line, with its line feed. */
    public static String write(Map<String, Object> document) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            write(json, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            json.writePOJO(value);
        } else {
            json.writeString(value.toString());
        }
    }

    /** The tree; empty when the line is not one whole object. Null and fractions, which no journal has, are left out. */
    public static Optional<Map<String, Object>> read(String line) {
        try {
            return tree(line).filter(Map.class::isInstance).map(Json::fields);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The tree of maps, lists, texts, whole numbers and truth values; empty where there is none, or more than one.
     *
     * @throws JsonProcessingException it is no JSON; says where, but for what breaks a limit of the parser's, such as its depth
     */
    public static Optional<Object> tree(String text) throws IOException {
        try (JsonParser json = FACTORY.createParser(text)) {
            Optional<Object> tree = json.nextToken() == null ? Optional.empty() : value(json);
            return json.nextToken() == null ? tree : Optional.empty();
        }
    }

    /** A map of a tree; an empty one in the place of anything else. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> fields(Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }

    /** A list of a tree; an empty one in the place of anything else. */
    public static List<?> elements(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            value(json).ifPresent(value -> object.put(name, value));
        }
        return object;
    }

    private static Optional<Object> value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> Optional.of(object(json));
            case START_ARRAY -> Optional.of(array(json));
            case VALUE_STRING -> Optional.of(json.getText());
            case VALUE_NUMBER_INT -> Optional.of(json.getLongValue());
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static List<Object> array(JsonParser json) throws IOException {
        List<Object> array = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            value(json).ifPresent(array::add);
        }
        return array;
    }
}
