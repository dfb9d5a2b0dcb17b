package io.oneha.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may stand where a host is named. */
public final class HostName {
    private static final int MAX_LENGTH = 253;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");

    /** Asking the JDK for it would ask DNS, which may be down with the cloud. */
    private static final Path OF_THIS_MACHINE = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** The kernel's name for this machine, with its domain where it has one; empty where the kernel does not tell. */
    public static Optional<String> ofThisMachine() {
        try {
            return Optional.of(Files.readString(OF_THIS_MACHINE).strip()).filter(name -> !name.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

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
