package io.oneha.ssh.route;

import java.util.List;
import java.util.Locale;

/** The patterns of ssh_config and known_hosts: {@code *}, {@code ?}, lists, negation. Source: ssh_config(5), PATTERNS. */
public final class Wildcards {
    private Wildcards() {}

    /** Whether a pattern, without a list and without negation, matches the whole text. */
    public static boolean matches(String text, String pattern) {
        int t = 0;
        int p = 0;
        int star = -1;
        int retry = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Whether a comma list matches: one of its patterns does, and none of its negated ones. */
    public static boolean listMatches(String text, String list) {
        return anyMatches(text, List.of(list.split(",")));
    }

    /** Whether one of these patterns matches, and none of those that are negated. */
    static boolean anyMatches(String text, List<String> patterns) {
        boolean found = false;
        for (String pattern : patterns) {
            boolean negated = pattern.startsWith("!");
            if (matches(text, negated ? pattern.substring(1) : pattern)) {
                if (negated) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    /** The same for host names, whose case does not matter. */
    public static boolean hostListMatches(String host, String list) {
        return listMatches(host.toLowerCase(Locale.ROOT), list.toLowerCase(Locale.ROOT));
    }
}
