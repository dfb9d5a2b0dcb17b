package io.oneha.observe.host;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenNebula's configuration syntax: {@code NAME = VALUE} and {@code NAME = [ KEY = VALUE, … ]}, read as oned reads it. Names
 * count in any case and are kept in upper case; of a name that comes twice the first counts. Source: OpenNebula,
 * {@code src/parsers/template_parser.l} and {@code template_syntax.y}.
 */
final class ConfText {
    private static final Pattern GAP = Pattern.compile("(?:[ \\t\\r\\n]+|#[^\\n]*)*+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");
    private static final Pattern BARE = Pattern.compile("[^=# \\t\\r\\n,\\[\\]]+");
    private static final Pattern BLANK = Pattern.compile("[ \\t]*");

    private final String text;
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    private int at;

    private ConfText(String text) {
        this.text = text;
    }

    /**
     * The sections (names with brackets) of a file; values without brackets are read over.
     *
     * @throws MalformedFactsException with the number of the line where the syntax ends
     */
    static Map<String, Map<String, String>> sections(String text) {
        ConfText conf = new ConfText(text);
        conf.readAll();
        return conf.sections;
    }

    private void readAll() {
        take(GAP);
        while (at < text.length()) {
            String name = name();
            if (!equalsSign()) {
                take(GAP);
                continue;
            }
            if (next('[')) {
                Map<String, String> section = section();
                sections.putIfAbsent(name, section);
            } else {
                value();
            }
            take(GAP);
        }
    }

    private Map<String, String> section() {
        Map<String, String> section = new LinkedHashMap<>();
        take(GAP);
        if (next(']')) {
            return section;
        }
        do {
            take(GAP);
            String key = name();
            if (!equalsSign()) {
                throw fault();
            }
            section.putIfAbsent(key, value());
            take(GAP);
        } while (next(','));
        if (!next(']')) {
            throw fault();
        }
        return section;
    }

    private String name() {
        String name = take(NAME).orElseThrow(this::fault).toUpperCase(Locale.ROOT);
        take(GAP);
        return name;
    }

    /** Reads {@code =} and the blanks after it; whether a value follows on the same line. */
    private boolean equalsSign() {
        if (!next('=')) {
            throw fault();
        }
        take(BLANK);
        return at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r';
    }

    private String value() {
        Matcher bare = BARE.matcher(text).region(at, text.length());
        int bareEnd = bare.lookingAt() ? bare.end() : at;
        if (at < text.length() && text.charAt(at) == '"') {
            int end = closingQuote();
            if (end >= bareEnd - 1) {
                String value = text.substring(at + 1, end);
                at = end + 1;
                return value.replace("\\\"", "\"");
            }
        }
        if (bareEnd == at) {
            throw fault();
        }
        String value = text.substring(at, bareEnd);
        at = bareEnd;
        return value.replace("\\\"", "\"");
    }

    /** A quote ends a string unless a backslash stands before it, whatever stands before that. */
    private int closingQuote() {
        int end = text.indexOf('"', at + 1);
        while (end > at + 1 && text.charAt(end - 1) == '\\') {
            end = text.indexOf('"', end + 1);
        }
        if (end < 0) {
            throw fault();
        }
        return end;
    }

    private boolean next(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private Optional<String> take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher.group());
    }

    private MalformedFactsException fault() {
        long line = text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        return new MalformedFactsException("line " + line + " is not understood");
    }
}
