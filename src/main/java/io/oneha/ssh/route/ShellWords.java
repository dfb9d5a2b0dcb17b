package io.oneha.ssh.route;

import java.util.ArrayList;
import java.util.List;

/** Splits a text as a POSIX shell does, expanding nothing: Python's {@code shlex.split}, which Ansible uses. */
final class ShellWords {
    private ShellWords() {}

    /**
     * The words; empty ones are dropped, as Ansible drops them.
     *
     * @throws io.oneha.ssh.SshException a quote is not closed
     */
    static List<String> split(String text, ConfigLine place) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == '\'' || quote == '"' && c != '\\') {
                quote = c == quote ? 0 : quote;
                word.append(c == '\'' || c == '"' ? closing(c, quote) : String.valueOf(c));
            } else if (c == '\\') {
                if (i + 1 == text.length()) {
                    throw place.fault("a backslash ends it");
                }
                char next = text.charAt(++i);
                word.append(quote == '"' && next != '"' && next != '\\' ? "\\" + next : String.valueOf(next));
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (Character.isWhitespace(c)) {
                take(word, words);
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw place.fault("a quote is not closed");
        }
        take(word, words);
        return List.copyOf(words);
    }

    /** A quote inside the other kind of quotes is text; one that just ended its quotes is nothing. */
    private static String closing(char c, char stillOpen) {
        return stillOpen == 0 ? "" : String.valueOf(c);
    }

    private static void take(StringBuilder word, List<String> words) {
        String taken = word.toString().strip();
        if (!taken.isEmpty()) {
            words.add(taken);
        }
        word.setLength(0);
    }
}
