package io.oneha.app.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The program's folders by the XDG Base Directory Specification, which ignores relative paths. */
public final class Folders {
    private static final String NAME = "oneha";

    private Folders() {}

    /** {@code $XDG_CONFIG_HOME/oneha}. */
    public static Optional<Path> config(Map<String, String> environment) {
        return folder(environment, "XDG_CONFIG_HOME", ".config");
    }

    /** {@code $XDG_STATE_HOME/oneha}. */
    public static Optional<Path> state(Map<String, String> environment) {
        return folder(environment, "XDG_STATE_HOME", ".local/state");
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable, String underHome) {
        String base = environment.getOrDefault(variable, "");
        if (base.startsWith("/")) {
            return Optional.of(Path.of(base, NAME));
        }
        String home = environment.getOrDefault("HOME", "");
        return home.startsWith("/") ? Optional.of(Path.of(home, underHome, NAME)) : Optional.empty();
    }
}
