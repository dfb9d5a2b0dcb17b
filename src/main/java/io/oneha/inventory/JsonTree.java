package io.oneha.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as a {@link Value}, with the marks that Ansible puts around encrypted and unsafe strings undone. */
final class JsonTree {
    private static final Map<String, Value.Form> MARKS =
            Map.of("__ansible_vault", Value.Form.VAULT, "__ansible_unsafe", Value.Form.UNSAFE);

    private final Source source;

    private final JsonParser parser;
    private int values;

    private JsonTree(Source source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    static Value read(Source source) {
        try (JsonParser parser = new JsonFactory().createParser(source.text())) {
            parser.nextToken();
            JsonTree tree = new JsonTree(source, parser);
            Value root = tree.value(0);
            if (parser.nextToken() != null) {
                throw tree.here().fault("text after the end of the JSON", "keep one JSON object");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = Optional.ofNullable(e.getLocation())
                    .map(JsonLocation::getLineNr)
                    .orElse(0);
            String what = e instanceof StreamConstraintsException
                    ? "a name or value is longer than it can be"
                    : e.getOriginalMessage();
            throw source.line(line).fault("not valid JSON: " + what, "write it again with ansible-inventory --list");
        } catch (IOException e) {
            throw source.line(0).fault("the JSON cannot be read", "write it again with ansible-inventory --list");
        }
    }

    private Value value(int depth) throws IOException {
        Origin at = here();
        if (depth > YamlTree.MAX_DEPTH) {
            throw at.fault("nested more than " + YamlTree.MAX_DEPTH + " levels deep", "is this the inventory?");
        }
        if (++values > YamlTree.MAX_VALUES) {
            throw at.fault("more than " + YamlTree.MAX_VALUES + " values", "is this the inventory?");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(at, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Value> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(depth + 1));
            }
            return new Value.Sequence(items, at);
        }
        Value.Form form = token == JsonToken.VALUE_STRING ? Value.Form.STRING : Value.Form.PLAIN;
        return new Value.Scalar(parser.getText(), form, at);
    }

    private Value mapping(Origin at, int depth) throws IOException {
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Origin keyAt = here();
            parser.nextToken();
            Optional<Origin> earlier = Optional.ofNullable(entries.get(key)).map(Value.Entry::at);
            entries.put(key, new Value.Entry(value(depth + 1), keyAt, earlier));
        }
        if (entries.size() == 1) {
            String mark = entries.keySet().iterator().next();
            if (MARKS.containsKey(mark) && entries.get(mark).value() instanceof Value.Scalar scalar) {
                return new Value.Scalar(scalar.text(), MARKS.get(mark), at);
            }
        }
        return new Value.Mapping(entries, at);
    }

    private Origin here() {
        return source.line(parser.currentTokenLocation().getLineNr());
    }
}
