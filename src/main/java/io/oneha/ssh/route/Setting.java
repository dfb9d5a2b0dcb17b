package io.oneha.ssh.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A keyword of ssh_config with its value.
 *
 * @param keyword in lower case, as its place has it
 * @param words the value, split as ssh splits it
 * @param text the value as it stands
 * @param place where
 */
record Setting(String keyword, List<String> words, String text, ConfigLine place) {
    private static final String SPACE = " \t\r\n\f";

    /** A setting that comes from elsewhere than a line of text. */
    static Setting of(String keyword, String value, ConfigLine place) {
        return new Setting(keyword, List.of(value), value, place);
    }

    /**
     * A line of ssh_config, read as OpenSSH reads it; empty for an empty line and a comment. Source: OpenSSH 9.2, readconf.c and
     * misc.c (strdelim, argv_split).
     */
    static Optional<Setting> parse(String line, ConfigLine place) {
        String text = line.strip();
        if (text.isEmpty() || text.charAt(0) == '#') {
            return Optional.empty();
        }
        int end = 0;
        while (end < text.length() && SPACE.indexOf(text.charAt(end)) < 0 && text.charAt(end) != '=') {
            end++;
        }
        String keyword = text.substring(0, end).replace("\"", "").toLowerCase(Locale.ROOT);
        String rest = text.substring(end).stripLeading();
        String value = rest.startsWith("=") ? rest.substring(1).stripLeading() : rest;
        if (value.isEmpty()) {
            throw place.fault(keyword + " has no value");
        }
        return Optional.of(new Setting(keyword, split(value, place), value, place));
    }

    /** The words of a value: quotes of both kinds, backslashes before quotes, and a comment at the end. */
    private static List<String> split(String text, ConfigLine place) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t') {
                i++;
            } else if (c == '#') {
                break;
            } else {
                StringBuilder word = new StringBuilder();
                i = word(text, i, word, place);
                words.add(word.toString());
            }
        }
        return List.copyOf(words);
    }

    private static int word(String text, int from, StringBuilder word, ConfigLine place) {
        char quote = 0;
        int i = from;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && isEscapable(text.charAt(i + 1), quote)) {
                word.append(text.charAt(++i));
            } else if (quote == 0 && (c == ' ' || c == '\t')) {
                break;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw place.fault("a quote is not closed");
        }
        return i;
    }

    private static boolean isEscapable(char c, char quote) {
        return c == '\'' || c == '"' || c == '\\' || quote == 0 && c == ' ';
    }

    String word() {
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw place.fault(keyword + " has no value");
        }
        if (words.size() > 1) {
            throw place.fault(keyword + " has more than one value");
        }
        return words.get(0);
    }

    /** Whether its one word is this one, in any case. */
    boolean is(String word) {
        return words.size() == 1 && words.get(0).equalsIgnoreCase(word);
    }
}
