package io.oneha.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line in words as Python's shlex splits it with comments, which Ansible uses for the hosts of an INI inventory. */
final class LineWords {
    private final List<String> words = new ArrayList<>();
    private StringBuilder word = new StringBuilder();
    private boolean begun;

    private LineWords() {}

    /** The words without their quotes; empty when a quote or escape is not ended. */
    static Optional<List<String>> split(String line) {
        LineWords split = new LineWords();
        return split.read(line) ? Optional.of(split.words) : Optional.empty();
    }

    private boolean read(String line) {
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '#') {
                break;
            }
            if (" \t\r\n".indexOf(c) >= 0) {
                end();
                at++;
            } else if (c == '\'' || c == '"') {
                int close = quoted(line, at);
                if (close < 0) {
                    return false;
                }
                at = close + 1;
            } else if (c == '\\') {
                if (at + 1 == line.length()) {
                    return false;
                }
                append(line.charAt(at + 1));
                at += 2;
            } else {
                append(c);
                at++;
            }
        }
        end();
        return true;
    }

    /** Takes what stands in quotes; where they end, or -1. In double quotes a backslash keeps itself before other characters. */
    private int quoted(String line, int open) {
        char quote = line.charAt(open);
        begun = true;
        for (int at = open + 1; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == quote) {
                return at;
            }
            if (c == '\\' && quote == '"' && at + 1 < line.length() && "\"\\".indexOf(line.charAt(at + 1)) >= 0) {
                at++;
                append(line.charAt(at));
            } else {
                append(c);
            }
        }
        return -1;
    }

    private void append(char c) {
        begun = true;
        word.append(c);
    }

    private void end() {
        if (begun) {
            words.add(word.toString());
            word = new StringBuilder();
            begun = false;
        }
    }
}
