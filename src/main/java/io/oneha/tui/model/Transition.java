package io.oneha.tui.model;

import java.util.List;

/** What a message makes of a model. */
public record Transition(Model model, List<Effect> effects) {
    /** Another model, and nothing to do. */
    public static Transition to(Model model) {
        return new Transition(model, List.of());
    }

    /** Another model, and something to do. */
    public static Transition to(Model model, Effect effect) {
        return new Transition(model, List.of(effect));
    }
}
