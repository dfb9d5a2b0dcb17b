package io.oneha.cli.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text: those that are known, wherever they stand, and what has the shape of one. What is written has no
 * secrets by design; this is for what people and programs have put into names, hooks, log lines and error messages.
 */
public final class Redaction {
    static final String MASK = "********";

    /** Shorter ones would mask half of the words. */
    private static final int SHORTEST = 4;

    private static final String NAMES =
            "[\\w.-]*(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|credential|api[_-]?key|private[_-]?key|access[_-]?key)[\\w.-]*";

    /** NAME=VALUE, NAME: VALUE or --NAME VALUE, the name in quotes or not; a value in quotes ends with its quote. */
    private static final Pattern NAMED = Pattern.compile("(?i)((?:--" + NAMES + "\\s+|\\b" + NAMES
            + "[\"']?\\s*[=:]\\s*))(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s\"',;}\\]]+)");

    private static final List<Pattern> SHAPES = List.of(
            // Private keys, whole or cut, with line ends as such or as JSON has them.
            Pattern.compile(
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----(?:(?!-----END)[\\s\\S])*(?:-----END [A-Z ]*PRIVATE KEY-----)?"),
            // Values of Ansible's vault.
            Pattern.compile("\\$ANSIBLE_VAULT;[^\\s\"]*(?:(?:\\s|\\\\n)+[0-9a-f]{16,})*"),
            Pattern.compile("(?i)(?<=\\b(?:basic|bearer|digest) )[A-Za-z0-9+/=._~-]{8,}"),
            // What has a login before its host: scheme://USER:PASSWORD@HOST.
            Pattern.compile("(?<=://)[^\\s/@\"]+(?=@)"),
            // The session strings of OpenNebula: USER:PASSWORD of its own accounts.
            Pattern.compile("(?<=\\b(?:oneadmin|serveradmin):)[^\\s\"',;]+"),
            // JSON Web Tokens, and the keys of clouds that tell themselves.
            Pattern.compile("\\beyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"),
            Pattern.compile(
                    "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{20,}\\b|\\bglpat-[A-Za-z0-9_-]{16,}"),
            // Hashes of passwords: crypt(3), MariaDB, and digests that stand alone.
            Pattern.compile("\\$(?:1|2[abxy]?|5|6|7|y|gy)\\$[A-Za-z0-9./$=,+-]{8,}"),
            Pattern.compile("\\*[0-9A-F]{40}\\b"),
            Pattern.compile("\\b(?:[0-9a-f]{40}|[0-9a-f]{64})\\b"));

    private final List<String> known;

    private Redaction(List<String> known) {
        this.known = known;
    }

    /** @param secrets passwords and the like; short ones are left to the shapes */
    public static Redaction of(Collection<String> secrets) {
        return new Redaction(secrets.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }

    /** A tree of maps, lists, texts and other values, each text without them. */
    Object applied(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> without = new LinkedHashMap<>();
            map.forEach((name, value) -> without.put((String) name, applied(value)));
            return without;
        }
        if (tree instanceof List<?> list) {
            // Not by a stream: a list may hold null.
            List<Object> without = new ArrayList<>();
            list.forEach(value -> without.add(applied(value)));
            return without;
        }
        return tree instanceof String text ? applied(text) : tree;
    }

    /** The text without them. */
    public String applied(String text) {
        String left = text;
        for (String secret : known) {
            left = left.replace(secret, MASK);
        }
        for (Pattern shape : SHAPES) {
            left = shape.matcher(left).replaceAll(MASK);
        }
        return NAMED.matcher(left).replaceAll(named -> Matcher.quoteReplacement(named.group(1) + MASK));
    }
}
