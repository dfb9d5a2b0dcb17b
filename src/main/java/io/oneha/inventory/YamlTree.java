package io.oneha.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * One YAML document as a {@link Value}. Built from parser events, not nodes: depth and number of values are bounded while
 * reading, an alias shares its anchor's value instead of copying it, and merge keys ({@code <<}), which Ansible knows and
 * YAML 1.2 does not, are followed.
 */
final class YamlTree {
    static final int MAX_DEPTH = 64;
    static final int MAX_VALUES = 500_000;

    private final Source source;
    private final ParserImpl events;
    private final Map<Anchor, Value> anchors = new HashMap<>();
    private int values;

    private YamlTree(Source source) {
        this.source = source;
        LoadSettings settings = LoadSettings.builder()
                .setLabel("inventory")
                .setCodePointLimit(Source.MAX_BYTES)
                // All at once: by small pieces a scalar takes time with the square of its length.
                .setBufferSize(source.text().length() + 1)
                .build();
        this.events = new ParserImpl(settings, new StreamReader(settings, source.text()));
    }

    /** The document, or empty when there is none. */
    static Optional<Value> read(Source source) {
        YamlSyntax.requireText(source);
        try {
            return new YamlTree(source).document();
        } catch (YamlEngineException e) {
            throw YamlSyntax.fault(source, e);
        }
    }

    private Optional<Value> document() {
        events.next();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        events.next();
        Value root = value(events.next(), 0);
        events.next();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            throw at(events.peekEvent()).fault("a second document begins here", "keep one \"---\", at the top");
        }
        return Optional.of(root);
    }

    private Value value(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw at(event).fault("nested more than " + MAX_DEPTH + " levels deep", "is this the inventory?");
        }
        count(1, event);
        if (event instanceof AliasEvent alias) {
            Value known = anchors.get(alias.getAlias());
            if (known == null) {
                throw at(event)
                        .fault(
                                "*" + alias.getAlias() + " has no complete &" + alias.getAlias() + " above it",
                                "define the anchor first");
            }
            return known;
        }
        Value read = event instanceof ScalarEvent scalar
                ? scalar(scalar)
                : event instanceof MappingStartEvent ? mapping(event, depth) : sequence(event, depth);
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, read));
        return read;
    }

    private Value.Scalar scalar(ScalarEvent event) {
        Value.Form form =
                switch (event.getTag().orElse("")) {
                    case "!vault", "!vault-encrypted" -> Value.Form.VAULT;
                    case "!unsafe" -> Value.Form.UNSAFE;
                    case "!", "tag:yaml.org,2002:str" -> Value.Form.STRING;
                    default -> event.isPlain() ? Value.Form.PLAIN : Value.Form.STRING;
                };
        return new Value.Scalar(event.getValue(), form, at(event));
    }

    private Value.Sequence sequence(Event start, int depth) {
        List<Value> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(value(events.next(), depth + 1));
        }
        events.next();
        return new Value.Sequence(items, at(start));
    }

    private Value.Mapping mapping(Event start, int depth) {
        Map<String, Value.Entry> own = new LinkedHashMap<>();
        Map<String, Value.Entry> merged = new LinkedHashMap<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            Event keyEvent = events.next();
            if (!(value(keyEvent, depth + 1) instanceof Value.Scalar key)) {
                throw at(keyEvent)
                        .fault(
                                "a list or mapping stands where a key belongs",
                                "quote a value that begins with { or [, as in \"{{ name }}\"");
            }
            Value value = value(events.next(), depth + 1);
            if (key.form() == Value.Form.PLAIN && key.text().equals("<<")) {
                merge(value, keyEvent, merged);
                continue;
            }
            Optional<Origin> earlier = Optional.ofNullable(own.get(key.text())).map(Value.Entry::at);
            own.put(key.text(), new Value.Entry(value, at(keyEvent), earlier));
        }
        events.next();
        merged.putAll(own);
        return new Value.Mapping(merged, at(start));
    }

    /** The earlier of several merged mappings wins, and the mapping's own keys over all of them. */
    private void merge(Value value, Event key, Map<String, Value.Entry> merged) {
        List<Value> parts = value instanceof Value.Sequence several ? several.items() : List.of(value);
        for (Value part : parts) {
            if (!(part instanceof Value.Mapping mapping)) {
                throw at(key).fault("\"<<\" merges something that is no mapping", "name an anchor of a mapping");
            }
            count(mapping.entries().size(), key);
            mapping.entries().forEach(merged::putIfAbsent);
        }
    }

    private void count(int more, Event event) {
        values += more;
        if (values > MAX_VALUES) {
            throw at(event).fault("more than " + MAX_VALUES + " values", "is this the inventory?");
        }
    }

    private Origin at(Event event) {
        return source.line(event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
    }
}
