package io.oneha.ssh.route;

import io.oneha.ssh.SshTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A machine with a home folder and an /etc/ssh of its own. */
final class Machine {
    final Path home;
    final Path etc;
    private final RouteSettings world;

    Machine(Path folder) throws IOException {
        this(folder, Map.of("SSH_AUTH_SOCK", "/run/agent.sock", "KEYS", "/keys"));
    }

    Machine(Path folder, Map<String, String> environment) throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        etc = Files.createDirectories(folder.resolve("etc/ssh"));
        Files.createDirectories(home.resolve(".ssh"));
        world = new RouteSettings(environment, home, "operator", 1000, "desk.example.org", etc);
    }

    /** The user's ssh_config. */
    Machine config(String text) throws IOException {
        return file(home.resolve(".ssh/config"), text);
    }

    /** The machine's ssh_config. */
    Machine systemConfig(String text) throws IOException {
        return file(etc.resolve("ssh_config"), text);
    }

    Machine file(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        return this;
    }

    Route to(String address) {
        return new Routes(world).to(SshTarget.of("n1a1", address));
    }

    Route to(String address, String commonArgs) {
        return to(new SshTarget(
                "n1a1", address, Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.of(commonArgs)));
    }

    Route to(SshTarget target) {
        return new Routes(world).to(target);
    }

    RouteSettings world() {
        return world;
    }
}
