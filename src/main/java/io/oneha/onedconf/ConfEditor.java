package io.oneha.onedconf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A configuration file whose values can be changed in place. What oned would not read is not written; of a name that comes
 * twice the first counts, for oned as well. Changes make a new editor.
 */
public final class ConfEditor {
    private static final String INDENT = "    ";

    private final String text;
    private final List<ConfSyntax.Entry> entries;

    /**
     * @param text the whole file
     * @throws IllegalArgumentException with the number of the line that oned could not read either
     */
    public ConfEditor(String text) {
        this.text = text;
        this.entries = ConfSyntax.read(text);
    }

    /** The whole file. */
    public String text() {
        return text;
    }

    /** A value between a section's brackets; names count in any case. */
    public Optional<String> value(String section, String key) {
        return first(section, true).flatMap(entry -> entry.pair(upper(key))).map(ConfSyntax.Pair::value);
    }

    /** A value that stands for itself, as PORT does. */
    public Optional<String> value(String name) {
        return first(name, false).map(entry -> entry.pairs().get(0).value());
    }

    /**
     * With a value in a section set: in place where the key is there, behind the section's last pair where it is not, in a new
     * section at the file's end where even that is missing.
     *
     * @throws IllegalArgumentException the value cannot be written so that oned reads it back
     */
    public ConfEditor with(String section, String key, String value) {
        if (value(section, key).filter(value::equals).isPresent()) {
            return this;
        }
        String word = upper(key);
        ConfEditor changed = first(section, true)
                .map(entry ->
                        entry.pair(word).map(pair -> replaced(pair, value)).orElseGet(() -> added(entry, word, value)))
                .orElseGet(() -> appended(upper(section), word, value));
        if (changed.value(section, key).filter(value::equals).isEmpty()) {
            throw new IllegalArgumentException(upper(section) + "/" + word + " cannot hold this value");
        }
        return changed;
    }

    /** With a value that stands for itself set, in place or at the file's end. */
    public ConfEditor with(String name, String value) {
        if (value(name).filter(value::equals).isPresent()) {
            return this;
        }
        ConfEditor changed = first(name, false)
                .map(entry -> replaced(entry.pairs().get(0), value))
                .orElseGet(() -> new ConfEditor(ended() + upper(name) + " = " + quoted(value) + "\n"));
        if (changed.value(name).filter(value::equals).isEmpty()) {
            throw new IllegalArgumentException(upper(name) + " cannot hold this value");
        }
        return changed;
    }

    private ConfEditor replaced(ConfSyntax.Pair pair, String value) {
        boolean wasQuoted = text.charAt(pair.start()) == '"';
        String word = wasQuoted || !isPlain(value) ? quoted(value) : value;
        return new ConfEditor(text.substring(0, pair.start()) + word + text.substring(pair.end()));
    }

    private ConfEditor added(ConfSyntax.Entry entry, String key, String value) {
        String pair = key + " = " + (isPlain(value) ? value : quoted(value));
        if (entry.pairs().isEmpty()) {
            return addedAlone(entry, pair);
        }
        ConfSyntax.Pair last = entry.pairs().get(entry.pairs().size() - 1);
        return inserted(last.end(), "," + lead(last) + pair);
    }

    /** The first pair of a section stands on a line of its own where the bracket does, so that no comment swallows it. */
    private ConfEditor addedAlone(ConfSyntax.Entry entry, String pair) {
        int line = text.lastIndexOf('\n', entry.close() - 1) + 1;
        if (line > entry.open()) {
            return inserted(line, INDENT + pair + lineEnd(line - 1));
        }
        return inserted(entry.open(), " " + pair + (entry.open() == entry.close() ? " " : ""));
    }

    private ConfEditor inserted(int at, String more) {
        return new ConfEditor(text.substring(0, at) + more + text.substring(at));
    }

    /** What stands before a pair on its line, if that is only blanks, so that the next one lines up with it. */
    private String lead(ConfSyntax.Pair pair) {
        int line = text.lastIndexOf('\n', pair.nameStart() - 1) + 1;
        String before = text.substring(line, pair.nameStart());
        return before.isBlank() ? (line > 0 ? lineEnd(line - 1) : "\n") + before : " ";
    }

    /** How the line ends whose line feed stands there. */
    private String lineEnd(int feed) {
        return feed > 0 && text.charAt(feed - 1) == '\r' ? "\r\n" : "\n";
    }

    private ConfEditor appended(String section, String key, String value) {
        return new ConfEditor(ended() + "\n" + section + " = [\n" + INDENT + key + " = "
                + (isPlain(value) ? value : quoted(value)) + "\n]\n");
    }

    private String ended() {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    private Optional<ConfSyntax.Entry> first(String name, boolean bracketed) {
        String word = upper(name);
        return entries.stream()
                .filter(entry -> entry.bracketed() == bracketed && entry.name().equals(word))
                .findFirst();
    }

    private static boolean isPlain(String value) {
        return value.matches("-?[0-9]+");
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\"", "\\\"") + "\"";
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
