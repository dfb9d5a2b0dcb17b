package io.oneha.tui.model;

import java.util.List;
import java.util.function.Function;

/**
 * Something the user can do: one entry of the table that drives keys, help, the action menu and {@code :} commands alike.
 *
 * @param id its name, which is also the word after {@code :}
 * @param group where help lists it
 * @param keys its keys, the one to show first
 * @param description what it does
 * @param dangerous whether it changes a zone
 * @param availability whether it can be used now
 * @param perform does it
 */
public record Action(
        String id,
        Group group,
        List<Key> keys,
        String description,
        boolean dangerous,
        Function<Model, Availability> availability,
        Function<Model, Transition> perform) {
    /** The parts of the help. */
    public enum Group {
        MOVE("Move"),
        LOOK("Look"),
        ZONE("Zone"),
        CHANGE("Change"),
        MORE("More"),
        PROGRAM("Program");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Does it, or tells why not. */
    Transition run(Model model) {
        Availability now = availability.apply(model);
        if (now instanceof Availability.Disabled disabled) {
            return Transition.to(model.told(description + ": " + disabled.reason(), true));
        }
        return now instanceof Availability.Enabled ? perform.apply(model) : Transition.to(model);
    }

    boolean isHidden(Model model) {
        return availability.apply(model) instanceof Availability.Hidden;
    }
}
