package io.oneha.tui;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A command that the dashboard offers besides its own, such as the demo zone's faults: typed after {@code :}, listed in the
 * help, some with a key of their own.
 *
 * @param name the word after {@code :}
 * @param usage name and arguments, as help shows them
 * @param description what it does
 * @param key a key that runs it on the selected server
 * @param run gets the arguments (for a key: the selected server's name) and answers with one line for the status bar; must
 *     not block; throws IllegalArgumentException with one line when the arguments are off
 */
public record ExtraCommand(
        String name, String usage, String description, Optional<Character> key, Function<List<String>, String> run) {}
