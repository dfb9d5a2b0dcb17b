package io.oneha.ssh.route;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What {@code ~} stands for, and the variables in a value. Source: OpenSSH 9.2, misc.c. */
final class PathExpansion {
    private final RouteSettings world;

    PathExpansion(RouteSettings world) {
        this.world = world;
    }

    /** The text with a leading {@code ~} replaced. */
    String home(String text, ConfigLine place) {
        if (!text.startsWith("~")) {
            return text;
        }
        int slash = text.indexOf('/');
        String user = slash < 0 ? text.substring(1) : text.substring(1, slash);
        if (!user.isEmpty() && !user.equals(world.user())) {
            throw place.fault("the home folder of another user is not looked up: " + text);
        }
        String below = slash < 0 ? "" : text.substring(slash).replaceFirst("^/+", "");
        return below.isEmpty() ? world.home().toString() : world.home() + "/" + below;
    }

    /** The text with <code>${VARIABLE}</code> replaced. */
    String variables(String text, ConfigLine place) {
        StringBuilder done = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw place.fault("a ${ is not closed in " + text);
            }
            String name = text.substring(open + 2, close);
            String value = world.environment().get(name);
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
        return Files.exists(path(home(text, place), place));
    }
}
