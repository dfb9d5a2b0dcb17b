package io.oneha.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * As much of JSON Schema 2020-12 as our own schema uses: type, properties, required, items, enum, const, minimum, format
 * date-time, $ref into $defs. A keyword it does not know fails, so that a schema never says more than is checked.
 */
public final class JsonSchema {
    private final JsonNode root;

    private JsonSchema(JsonNode root) {
        this.root = root;
    }

    public static JsonSchema read(Path file) throws IOException {
        return new JsonSchema(new ObjectMapper().readTree(file.toFile()));
    }

    /** What is wrong with a document, each with its place. */
    public List<String> faults(JsonNode document) {
        List<String> faults = new ArrayList<>();
        check(root, document, "$", faults);
        return faults;
    }

    /** The places of a document that the schema says nothing of. */
    public List<String> undescribed(JsonNode document) {
        List<String> places = new ArrayList<>();
        describe(root, document, "$", places);
        return places;
    }

    private void describe(JsonNode schema, JsonNode value, String place, List<String> places) {
        JsonNode meant =
                schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
        if (value.isArray() && meant.has("items")) {
            value.forEach(element -> describe(meant.get("items"), element, place + "[]", places));
        } else if (value.isObject() && meant.has("properties")) {
            value.properties().forEach(property -> {
                String name = place + "." + property.getKey();
                if (meant.get("properties").has(property.getKey())) {
                    describe(meant.get("properties").get(property.getKey()), property.getValue(), name, places);
                } else {
                    places.add(name);
                }
            });
        }
    }

    private void check(JsonNode schema, JsonNode value, String place, List<String> faults) {
        for (Iterator<String> names = schema.fieldNames(); names.hasNext(); ) {
            String keyword = names.next();
            JsonNode expected = schema.get(keyword);
            switch (keyword) {
                case "$schema", "$id", "$defs", "title", "description", "additionalProperties" -> {}
                case "$ref" -> check(root.at(expected.asText().substring(1)), value, place, faults);
                case "type" -> require(isOfType(expected, value), place + " is no " + expected, faults);
                case "const" -> require(expected.equals(value), place + " is not " + expected, faults);
                case "enum" -> require(contains(expected, value), place + " is none of " + expected, faults);
                case "minimum" ->
                    require(
                            !value.isNumber() || value.decimalValue().compareTo(expected.decimalValue()) >= 0,
                            place + " is below " + expected,
                            faults);
                case "format" ->
                    require(value.isNull() || isInstant(expected, value), place + " is no " + expected, faults);
                case "required" ->
                    expected.forEach(name ->
                            require(!value.isObject() || value.has(name.asText()), place + " lacks " + name, faults));
                case "properties" ->
                    expected.properties().forEach(property -> {
                        if (value.has(property.getKey())) {
                            check(
                                    property.getValue(),
                                    value.get(property.getKey()),
                                    place + "." + property.getKey(),
                                    faults);
                        }
                    });
                case "items" -> {
                    for (int i = 0; i < (value.isArray() ? value.size() : 0); i++) {
                        check(expected, value.get(i), place + "[" + i + "]", faults);
                    }
                }
                default -> throw new IllegalArgumentException("keyword that is not checked: " + keyword);
            }
        }
    }

    private static boolean isOfType(JsonNode types, JsonNode value) {
        if (types.isTextual()) {
            return switch (types.asText()) {
                case "object" -> value.isObject();
                case "array" -> value.isArray();
                case "string" -> value.isTextual();
                case "integer" -> value.isIntegralNumber();
                case "number" -> value.isNumber();
                case "boolean" -> value.isBoolean();
                case "null" -> value.isNull();
                default -> throw new IllegalArgumentException("type that is not checked: " + types);
            };
        }
        for (JsonNode type : types) {
            if (isOfType(type, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInstant(JsonNode format, JsonNode value) {
        if (!format.asText().equals("date-time")) {
            throw new IllegalArgumentException("format that is not checked: " + format);
        }
        try {
            return Instant.parse(value.asText()) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode each : values) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static void require(boolean met, String fault, List<String> faults) {
        if (!met) {
            faults.add(fault);
        }
    }
}
