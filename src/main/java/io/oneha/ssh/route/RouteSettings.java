package io.oneha.ssh.route;

import java.io.IOException;
import java.nio.file.Files;
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
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /** Those of this process. As in ssh, the home folder is the account's, not {@code $HOME}, as long as it has one. */
    public static RouteSettings ofThisProcess() {
        Map<String, String> environment = System.getenv();
        return new RouteSettings(
                Map.copyOf(environment),
                Path.of(property("user.home", environment.getOrDefault("HOME", "/"))),
                property("user.name", environment.getOrDefault("USER", "root")),
                ownUserId(),
                ownHostName(),
                Path.of("/etc/ssh"));
    }

    Path sshFolder() {
        return home.resolve(".ssh");
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

    private static String ownHostName() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
