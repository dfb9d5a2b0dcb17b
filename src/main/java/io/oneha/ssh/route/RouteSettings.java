package io.oneha.ssh.route;

import io.oneha.base.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What of this machine decides how a host is reached.
 *
 * @param environment the environment variables
 * @param home the user's home folder; {@code .ssh/config} and the default keys are in it
 * @param user the local user's name
 * @param userId the local user's number
 * @param hostName this machine's name, for the tokens {@code %l} and {@code %L}
 * @param systemFolder where {@code ssh_config} and {@code ssh_known_hosts} of the whole machine are, {@code /etc/ssh}
 */
public record RouteSettings(
        Map<String, String> environment, Path home, String user, long userId, String hostName, Path systemFolder) {
    /** Those of this process. As in ssh, the home folder is the account's, not {@code $HOME}, as long as it has one. */
    public static RouteSettings ofThisProcess() {
        Map<String, String> environment = System.getenv();
        return new RouteSettings(
                Map.copyOf(environment),
                Path.of(property("user.home", environment.getOrDefault("HOME", "/"))),
                property("user.name", environment.getOrDefault("USER", "root")),
                ownUserId(),
                HostName.ofThisMachine().orElse("localhost"),
                Path.of("/etc/ssh"));
    }

    Path sshFolder() {
        return home.resolve(".ssh");
    }

    /** The text with a leading {@code ~} replaced. Source: OpenSSH 9.2, misc.c. */
    String expandHome(String text, ConfigLine place) {
        if (!text.startsWith("~")) {
            return text;
        }
        int slash = text.indexOf('/');
        String owner = slash < 0 ? text.substring(1) : text.substring(1, slash);
        if (!owner.isEmpty() && !owner.equals(user)) {
            throw place.fault("the home folder of another user is not looked up: " + text);
        }
        String below = slash < 0 ? "" : text.substring(slash).replaceFirst("^/+", "");
        return below.isEmpty() ? home.toString() : home + "/" + below;
    }

    /** The text with <code>${VARIABLE}</code> replaced. */
    String expandVariables(String text, ConfigLine place) {
        StringBuilder done = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw place.fault("a ${ is not closed in " + text);
            }
            String name = text.substring(open + 2, close);
            String value = environment.get(name);
            if (value == null) {
                throw place.fault("the environment has no " + name);
            }
            done.append(text, from, open).append(value);
            from = close + 1;
        }
        return done.append(text.substring(from)).toString();
    }

    /** The path that a text is. */
    Path path(String text, ConfigLine place) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw place.fault("not a path: " + text);
        }
    }

    /** Whether there is something at a path that may begin with {@code ~}. */
    boolean isFile(String text, ConfigLine place) {
        return Files.exists(path(expandHome(text, place), place));
    }

    private static String property(String name, String otherwise) {
        String value = System.getProperty(name, "");
        return value.isBlank() || value.equals("?") ? otherwise : value;
    }

    private static long ownUserId() {
        try {
            return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
        } catch (IOException | UnsupportedOperationException e) {
            return 0;
        }
    }
}
