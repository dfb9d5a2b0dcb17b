package io.oneha.tui.model;

import java.util.List;

/** What a message makes of a model. */
public record Step(Model model, List<Effect> effects) {
    /** Another model, and nothing to do. */
    public static Step to(Model model) {
        return new Step(model, List.of());
    }

    /** Another model, and something to do. */
    public static Step to(Model model, Effect effect) {
        return new Step(model, List.of(effect));
    }
}
