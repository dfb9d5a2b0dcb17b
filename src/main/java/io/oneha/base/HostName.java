package io.oneha.base;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may stand where a host is named. */
public final class HostName {
    private static final int MAX_LENGTH = 253;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");

    private HostName() {}

    /**
     * Whether a text is an IP address or a name as resolvers take it: labels of ASCII letters, digits, hyphens and underscores.
     * A text of digits and dots only must be an IPv4 address.
     */
    public static boolean isValid(String text) {
        if (IpAddress.parse(text).isPresent()) {
            return true;
        }
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return false;
        }
        String[] labels = name.split("\\.", -1);
        return Stream.of(labels).allMatch(label -> LABEL.matcher(label).matches())
                && !labels[labels.length - 1].matches("[0-9]+");
    }
}
