package io.oneha.demo;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A fault, or its end.
 *
 * @param name the word that calls it
 * @param usage name and arguments, as help shows them
 * @param description what it does
 * @param key a key that does it to the selected server
 * @param run gets the arguments and answers with one line; never blocks; throws IllegalArgumentException with one line when
 *     the arguments are off
 */
public record FaultCommand(
        String name, String usage, String description, Optional<Character> key, Function<List<String>, String> run) {}
