package io.oneha.demo;

import io.oneha.demo.http.DemoServer;
import io.oneha.demo.sim.SimZone;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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
        String name, String usage, String description, Optional<Character> key, Function<List<String>, String> run) {
    /**
     * One that is done to a zone.
     *
     * @param usage has a word for each argument
     * @param key a key, or empty
     */
    static FaultCommand of(
            DemoServer server,
            String usage,
            String key,
            String description,
            BiFunction<SimZone, CommandArguments, String> work) {
        String[] shown = usage.split(" ");
        Optional<Character> pressed = key.chars().mapToObj(c -> (char) c).findFirst();
        return new FaultCommand(shown[0], usage, description, pressed, words -> {
            CommandArguments arguments = new CommandArguments(usage, words);
            if (words.size() >= shown.length) {
                throw arguments.wrong();
            }
            return server.with(zone -> work.apply(zone, arguments));
        });
    }
}
