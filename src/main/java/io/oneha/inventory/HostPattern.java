package io.oneha.inventory;

import io.oneha.base.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The key of a host in an inventory: one name, or several by ranges ({@code fe[01:10:2].example.org}, {@code n[a:c]}), with
 * an optional {@code :port} (Ansible, plugins/inventory).
 *
 * @param names the hosts, in the order of the ranges
 * @param port the port after the name
 */
record HostPattern(List<String> names, OptionalInt port) {
    static final int MAX_HOSTS = 10_000;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int MAX_DIGITS = 9;

    /** @throws InventoryException when a range is none, or stands for too many hosts */
    static HostPattern parse(String key, Origin at) {
        int colon = key.lastIndexOf(':');
        String tail = colon < 0 ? "" : key.substring(colon + 1);
        if (colon <= 0 || tail.length() > MAX_DIGITS || !Names.isNumber(tail)) {
            return new HostPattern(expand(key, at), OptionalInt.empty());
        }
        String head = key.substring(0, colon);
        boolean bracketedAddress = head.startsWith("[")
                && head.endsWith("]")
                && IpAddress.parse(head.substring(1, head.length() - 1)).isPresent();
        OptionalInt port = OptionalInt.of(Integer.parseInt(tail));
        if (bracketedAddress) {
            return new HostPattern(List.of(head.substring(1, head.length() - 1)), port);
        }
        return hasOnlyWholeRanges(head)
                ? new HostPattern(expand(head, at), port)
                : new HostPattern(expand(key, at), OptionalInt.empty());
    }

    /** Whether every colon stands in a range and every range is closed. */
    private static boolean hasOnlyWholeRanges(String text) {
        String outside = text.replaceAll("\\[[^]]*]", "");
        return outside.indexOf(':') < 0 && outside.indexOf('[') < 0;
    }

    private static List<String> expand(String pattern, Origin at) {
        List<String> names = List.of("");
        int from = 0;
        for (int open = pattern.indexOf('['); open >= 0; open = pattern.indexOf('[', from)) {
            int close = pattern.indexOf(']', open);
            if (close < 0) {
                throw fault(pattern, at);
            }
            String literal = pattern.substring(from, open);
            List<String> steps = range(pattern, pattern.substring(open + 1, close), at);
            if ((long) names.size() * steps.size() > MAX_HOSTS) {
                throw tooMany(pattern, at);
            }
            List<String> longer = new ArrayList<>();
            for (String name : names) {
                for (String step : steps) {
                    longer.add(name + literal + step);
                }
            }
            names = longer;
            from = close + 1;
        }
        String rest = pattern.substring(from);
        return names.stream().map(name -> name + rest).toList();
    }

    private static List<String> range(String pattern, String range, Origin at) {
        String[] bounds = range.split(":", -1);
        if (bounds.length < 2 || bounds.length > 3) {
            throw fault(pattern, at);
        }
        String first = bounds[0].isEmpty() ? "0" : bounds[0];
        String last = bounds[1];
        int step = bounds.length == 3 ? number(pattern, bounds[2], at) : 1;
        boolean letters =
                first.length() == 1 && last.length() == 1 && LETTERS.contains(first) && LETTERS.contains(last);
        boolean padded = first.length() > 1 && first.charAt(0) == '0';
        int begin = letters ? LETTERS.indexOf(first) : number(pattern, first, at);
        int end = letters ? LETTERS.indexOf(last) : number(pattern, last, at);
        if (begin > end || step < 1 || padded && first.length() != last.length()) {
            throw fault(pattern, at);
        }
        if ((end - begin) / step >= MAX_HOSTS) {
            throw tooMany(pattern, at);
        }
        List<String> steps = new ArrayList<>();
        for (long value = begin; value <= end; value += step) {
            String text = letters ? LETTERS.substring((int) value, (int) value + 1) : Long.toString(value);
            steps.add(padded ? "0".repeat(Math.max(0, first.length() - text.length())) + text : text);
        }
        return steps;
    }

    private static int number(String pattern, String text, Origin at) {
        if (text.length() > MAX_DIGITS || !Names.isNumber(text)) {
            throw fault(pattern, at);
        }
        return Integer.parseInt(text);
    }

    private static InventoryException tooMany(String pattern, Origin at) {
        return at.fault(
                VariableText.quote(pattern) + " stands for more than " + MAX_HOSTS + " hosts", "narrow the range");
    }

    private static InventoryException fault(String pattern, Origin at) {
        return at.fault(
                VariableText.quote(pattern) + " has a host range that is none",
                "write [1:3], [01:10], [a:c] or [0:8:2], the smaller bound first");
    }
}
