package io.oneha.onedconf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenNebula's configuration syntax with the places where everything stands. Source: OpenNebula,
 * {@code src/parsers/template_parser.l} and {@code template_syntax.y}.
 */
public final class ConfSyntax {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");
    private static final Pattern BARE = Pattern.compile("[^=# \\t\\r\\n,\\[\\]]+");
    private static final Pattern BLANK = Pattern.compile("[ \\t]*");

    /**
     * A value.
     *
     * @param name its name in upper case
     * @param nameStart where the name begins
     * @param start where the value begins, quotes included
     * @param end where it ends
     * @param value the value without quotes
     */
    public record Pair(String name, int nameStart, int start, int end, String value) {}

    /**
     * {@code NAME = [ … ]} or {@code NAME = VALUE}.
     *
     * @param name its name in upper case
     * @param pairs what stands between the brackets, or the one value
     * @param bracketed whether there are brackets
     * @param open behind the opening bracket
     * @param close at the closing one
     */
    public record Entry(String name, List<Pair> pairs, boolean bracketed, int open, int close) {
        /** The first value of that name, in upper case. */
        public Optional<Pair> pair(String key) {
            return pairs.stream().filter(pair -> pair.name().equals(key)).findFirst();
        }
    }

    private final String text;
    private final List<Entry> entries = new ArrayList<>();
    private int at;

    private ConfSyntax(String text) {
        this.text = text;
    }

    /**
     * Everything in the file, in order.
     *
     * @throws IllegalArgumentException with the number of the line where the syntax ends
     */
    public static List<Entry> read(String text) {
        ConfSyntax syntax = new ConfSyntax(text);
        syntax.readAll();
        return syntax.entries;
    }

    private void readAll() {
        skipGap();
        while (at < text.length()) {
            int nameStart = at;
            String name = name();
            if (!equalsSign()) {
                skipGap();
                continue;
            }
            if (next('[')) {
                entries.add(section(name));
            } else {
                Pair value = value(name, nameStart);
                entries.add(new Entry(name, List.of(value), false, value.start(), value.end()));
            }
            skipGap();
        }
    }

    private Entry section(String name) {
        int open = at;
        List<Pair> pairs = new ArrayList<>();
        skipGap();
        if (next(']')) {
            return new Entry(name, List.of(), true, open, at - 1);
        }
        do {
            skipGap();
            int keyStart = at;
            String key = name();
            if (!equalsSign()) {
                throw fault();
            }
            pairs.add(value(key, keyStart));
            skipGap();
        } while (next(','));
        if (!next(']')) {
            throw fault();
        }
        return new Entry(name, List.copyOf(pairs), true, open, at - 1);
    }

    private String name() {
        String name = take(NAME).orElseThrow(this::fault).toUpperCase(Locale.ROOT);
        skipGap();
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

    private Pair value(String name, int nameStart) {
        int start = at;
        Matcher bare = BARE.matcher(text).region(at, text.length());
        int bareEnd = bare.lookingAt() ? bare.end() : at;
        boolean isQuoted = at < text.length() && text.charAt(at) == '"' && closingQuote() >= bareEnd - 1;
        if (!isQuoted && bareEnd == at) {
            throw fault();
        }
        at = isQuoted ? closingQuote() + 1 : bareEnd;
        String value = isQuoted ? text.substring(start + 1, at - 1) : text.substring(start, at);
        return new Pair(name, nameStart, start, at, value.replace("\\\"", "\""));
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

    /** Blanks and comments, over any number of lines. */
    private void skipGap() {
        boolean comment = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            comment = comment ? c != '\n' : c == '#';
            if (!comment && " \t\r\n".indexOf(c) < 0) {
                return;
            }
            at++;
        }
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

    private IllegalArgumentException fault() {
        int line = text.substring(0, at).split("\n", -1).length;
        return new IllegalArgumentException("line " + line + " is not understood");
    }
}
