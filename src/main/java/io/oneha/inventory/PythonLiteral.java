package io.oneha.inventory;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a variable in an INI inventory: a Python literal where it is one, else the text itself (Ansible,
 * plugins/inventory/ini, {@code ast.literal_eval}). Of Python's literals those that an inventory may hold: words, numbers,
 * strings, lists, tuples and dictionaries.
 */
final class PythonLiteral {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[0-9]+\\.[0-9]*(?:[eE][-+]?[0-9]+)?"
                    + "|\\.[0-9]+(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+|[1-9][0-9_]*|0+)(?![0-9A-Za-z_.])");
    private static final Pattern WORD = Pattern.compile("(?:True|False|None)(?![0-9A-Za-z_])");
    private static final int MAX_DIGITS = 1_000;

    private final String text;
    private final Origin origin;
    private int at;

    /** What is no literal ends the attempt; no stack trace is made for it. */
    private static final class NoLiteral extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoLiteral() {
            super(null, null, false, false);
        }
    }

    private PythonLiteral(String text, Origin origin) {
        this.text = text;
        this.origin = origin;
    }

    static Value read(String text, Origin origin) {
        PythonLiteral literal = new PythonLiteral(text, origin);
        try {
            Value value = literal.value(0);
            literal.blanks();
            if (literal.at == text.length() || text.charAt(literal.at) == '#') {
                return value;
            }
        } catch (NoLiteral e) {
            // A text, then.
        }
        return new Value.Scalar(text, Value.Form.STRING, origin);
    }

    private Value value(int depth) {
        blanks();
        if (depth > YamlTree.MAX_DEPTH || at >= text.length()) {
            throw new NoLiteral();
        }
        return switch (text.charAt(at)) {
            case '\'', '"' -> strings();
            case '[' -> list(']', depth);
            case '(' -> list(')', depth);
            case '{' -> mapping(depth);
            default -> word();
        };
    }

    private Value word() {
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (word.lookingAt()) {
            at = word.end();
            return plain(
                    switch (word.group()) {
                        case "True" -> "true";
                        case "False" -> "false";
                        default -> "null";
                    });
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt() || number.end() - at > MAX_DIGITS) {
            throw new NoLiteral();
        }
        at = number.end();
        return plain(number(number.group()));
    }

    private static String number(String text) {
        boolean minus = text.startsWith("-");
        String digits = text.replaceFirst("^[-+]", "");
        if (digits.matches("0[xXoObB].*")) {
            int base = Map.of('x', 16, 'o', 8, 'b', 2).get(Character.toLowerCase(digits.charAt(1)));
            return (minus ? "-" : "") + new BigInteger(digits.substring(2), base);
        }
        if (digits.matches("[0-9_]+")) {
            if (digits.endsWith("_") || digits.contains("__")) {
                throw new NoLiteral();
            }
            BigInteger whole = new BigInteger(digits.replace("_", ""));
            return (minus && whole.signum() > 0 ? "-" : "") + whole;
        }
        return text;
    }

    private Value plain(String word) {
        return new Value.Scalar(word, Value.Form.PLAIN, origin);
    }

    /** Strings that follow each other are one. */
    private Value strings() {
        StringBuilder joined = new StringBuilder();
        while (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
            string(joined);
            blanks();
        }
        return new Value.Scalar(joined.toString(), Value.Form.STRING, origin);
    }

    private void string(StringBuilder into) {
        char quote = text.charAt(at);
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                into.append(escaped(text.charAt(at)));
            } else {
                into.append(c);
            }
        }
        if (at >= text.length()) {
            throw new NoLiteral();
        }
        at++;
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '\\', '\'', '"' -> String.valueOf(c);
            case 'x', 'u', 'U', 'N', 'a', 'b', 'f', 'v', '0', '1', '2', '3', '4', '5', '6', '7' ->
                throw new NoLiteral();
            default -> "\\" + c;
        };
    }

    private Value list(char close, int depth) {
        List<Value> items = new ArrayList<>();
        boolean comma = false;
        at++;
        for (blanks(); !takes(close); blanks()) {
            if (!items.isEmpty() && !comma) {
                throw new NoLiteral();
            }
            items.add(value(depth + 1));
            blanks();
            comma = takes(',');
        }
        return close == ')' && items.size() == 1 && !comma ? items.get(0) : new Value.Sequence(items, origin);
    }

    private Value mapping(int depth) {
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        boolean comma = true;
        at++;
        for (blanks(); !takes('}'); blanks()) {
            if (!comma || !(value(depth + 1) instanceof Value.Scalar key)) {
                throw new NoLiteral();
            }
            blanks();
            if (!takes(':')) {
                throw new NoLiteral();
            }
            entries.put(key.text(), new Value.Entry(value(depth + 1), origin));
            blanks();
            comma = takes(',');
        }
        return new Value.Mapping(entries, origin);
    }

    private boolean takes(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
