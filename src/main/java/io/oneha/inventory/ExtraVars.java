package io.oneha.inventory;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Extra variables in each of Ansible's spellings: {@code name=value name2='v 2'}, an inline YAML or JSON mapping, or
 * {@code @file} (Ansible, utils/vars, parsing/splitter). Values of the first spelling are strings.
 */
final class ExtraVars {
    static final String OPTION = "--extra-vars";
    private static final String REMEDY = "write name=value, {\"name\": \"value\"} or @FILE";

    private final String text;
    private final List<String> words = new ArrayList<>();

    private ExtraVars(String text) {
        this.text = text;
    }

    /** All of them; of a name that comes twice the later counts. */
    static Map<String, Value.Entry> read(List<String> given, Vault vault) {
        Map<String, Value.Entry> all = new LinkedHashMap<>();
        given.forEach(text -> all.putAll(read(text, vault)));
        return all;
    }

    private static Map<String, Value.Entry> read(String text, Vault vault) {
        if (text.startsWith("@")) {
            return mapping(InventoryFiles.source(path(text.substring(1))).opened(vault));
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return mapping(new Source(OPTION, text, false));
        }
        if (text.startsWith("/") || text.startsWith(".")) {
            throw at().fault(VariableText.quote(text) + " is no variable", "put @ before the name of a file");
        }
        return new ExtraVars(text).pairs();
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw at().fault(VariableText.quote(name) + " is no file's name", REMEDY);
        }
    }

    private static Origin at() {
        return new Origin(OPTION, 0, false);
    }

    private static Map<String, Value.Entry> mapping(Source source) {
        Value root = source.tree().orElseThrow(() -> source.line(1).fault("there are no variables in it", REMEDY));
        if (root instanceof Value.Mapping mapping) {
            return mapping.entries();
        }
        throw root.fault("extra variables are a mapping", REMEDY);
    }

    private Map<String, Value.Entry> pairs() {
        split();
        Map<String, Value.Entry> pairs = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=', 1);
            while (equals > 0 && word.charAt(equals - 1) == '\\') {
                equals = word.indexOf('=', equals + 1);
            }
            if (equals < 1) {
                throw at().fault(VariableText.quote(word) + " sets no variable", REMEDY);
            }
            String value = unquoted(word.substring(equals + 1).strip());
            pairs.put(
                    word.substring(0, equals).strip(),
                    new Value.Entry(new Value.Scalar(unescaped(value), Value.Form.STRING, at()), at()));
        }
        return pairs;
    }

    /** At blanks that stand neither in quotes nor in braces. */
    private void split() {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        int braces = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = i > 0 && text.charAt(i - 1) == '\\';
            if (quote != 0) {
                quote = c == quote && !escaped ? 0 : quote;
            } else if ((c == '"' || c == '\'') && !escaped) {
                quote = c;
            } else if (text.startsWith("{{", i) || text.startsWith("{%", i) || text.startsWith("{#", i)) {
                braces++;
            } else if (text.startsWith("}}", i) || text.startsWith("%}", i) || text.startsWith("#}", i)) {
                braces = Math.max(0, braces - 1);
            }
            if (Character.isWhitespace(c) && quote == 0 && braces == 0) {
                end(word);
            } else {
                word.append(c);
            }
        }
        if (quote != 0 || braces != 0) {
            throw at().fault("a quote or brace is opened and never closed in " + VariableText.quote(text), "close it");
        }
        end(word);
    }

    private void end(StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static String unquoted(String value) {
        int end = value.length() - 1;
        boolean quoted = end > 0
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(end) == value.charAt(0)
                && value.charAt(end - 1) != '\\';
        return quoted ? value.substring(1, end) : value;
    }

    private static String unescaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            int known = value.charAt(i) == '\\' && i + 1 < value.length()
                    ? "\\'\"abfnrtv".indexOf(value.charAt(i + 1))
                    : -1;
            text.append(known < 0 ? value.charAt(i) : "\\'\"\u0007\b\f\n\r\t\u000b".charAt(known));
            i += known < 0 ? 0 : 1;
        }
        return text.toString();
    }
}
