package io.oneha.tui.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something the user can do: one entry of the table that drives keys, help, the action menu and {@code :} commands alike.
 *
 * @param id its name, which is also the word after {@code :}
 * @param group where help lists it
 * @param keys its keys, the one to show first
 * @param description what it does
 * @param applies whether it means anything now; nobody needs to read of it where it does not
 * @param off why it cannot be used now, to the user; empty when it can
 * @param perform does it
 */
public record Action(
        String id,
        Group group,
        List<Key> keys,
        String description,
        Predicate<Model> applies,
        Function<Model, Optional<String>> off,
        Function<Model, Transition> perform) {
    /** What is said to who types the name of what does not apply: all of that is about a run. */
    private static final String NO_RUN = ": there is no run";

    /** The parts of the help. */
    public enum Group {
        MOVE,
        LOOK,
        ZONE,
        CHANGE,
        MORE,
        PROGRAM;

        public String title() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /** Does it, or tells why not. */
    Transition run(Model model) {
        Optional<String> reason = off.apply(model);
        if (reason.isPresent()) {
            return Transition.to(model.told(description + ": " + reason.get(), true));
        }
        return applies.test(model) ? perform.apply(model) : Transition.to(model.told(description + NO_RUN, true));
    }
}
