package io.oneha.observe.host;

import io.oneha.base.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The script's answer taken apart: lines {@code TAG VALUE} between a first and a last line. A tag that is not known, a line
 * without one, one that may come once and comes twice, or a missing end makes it no answer.
 */
record FactsAnswer(Map<String, List<String>> values) {
    private static final String BEGIN = "oneha-facts 1";
    private static final int MAX_LINES = 10_000;
    private static final Set<String> ONCE =
            Set.of("clock", "hostname", "login", "package", "client", "sqlite", "backend", "oned", "end");
    private static final Set<String> MANY = Set.of(
            "os",
            "address",
            "unit",
            "oned.conf",
            "monitord.conf",
            "disk",
            "datastore",
            "sum",
            "remote",
            "database",
            "log",
            "peer",
            "run",
            "unseen");

    static FactsAnswer read(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        if (!lines[0].equals(BEGIN)) {
            throw new MalformedFactsException(
                    lines[0].isEmpty()
                            ? "the host answered nothing"
                            : "the host answered something else: " + Text.clean(lines[0], 120));
        }
        if (lines.length > MAX_LINES) {
            throw new MalformedFactsException("the answer has more than " + MAX_LINES + " lines");
        }
        if (lines.length < 3 || !lines[lines.length - 1].isEmpty() || !lines[lines.length - 2].startsWith("end ")) {
            throw new MalformedFactsException("the answer was cut after " + bytes.length + " bytes");
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 1; i < lines.length - 1; i++) {
            if (!lines[i].isEmpty()) {
                add(values, lines[i], i + 1);
            }
        }
        return new FactsAnswer(values);
    }

    private static void add(Map<String, List<String>> values, String line, int number) {
        int space = line.indexOf(' ');
        String tag = space < 0 ? line : line.substring(0, space);
        boolean once = ONCE.contains(tag);
        if (space < 0 || !once && !MANY.contains(tag)) {
            throw new MalformedFactsException(
                    "line " + number + " of the answer is not known: " + Text.clean(line, 80));
        }
        List<String> all = values.computeIfAbsent(tag, name -> new ArrayList<>());
        if (once && !all.isEmpty()) {
            throw new MalformedFactsException("line " + number + " of the answer repeats " + tag);
        }
        all.add(line.substring(space + 1));
    }

    /** The values of a tag, in their order; none when there is no such line. */
    List<String> all(String tag) {
        return values.getOrDefault(tag, List.of());
    }

    /** The value of a tag that comes at most once. */
    Optional<String> one(String tag) {
        return all(tag).stream().findFirst();
    }

    /** The value of a tag that every answer has. */
    String needed(String tag) {
        return one(tag).orElseThrow(() -> new MalformedFactsException("the answer lacks " + tag));
    }

    /** The lines of a tag as the text they were made of. */
    String text(String tag) {
        return String.join("\n", all(tag));
    }
}
