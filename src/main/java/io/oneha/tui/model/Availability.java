package io.oneha.tui.model;

/** Whether an action can be used now, and if not, why. */
public sealed interface Availability {
    /** It can. */
    record Enabled() implements Availability {}

    /** It cannot; {@code reason} says why, to the user. */
    record Disabled(String reason) implements Availability {}

    /** It does not apply here, so nobody needs to read of it. */
    record Hidden() implements Availability {}

    /** It can. */
    Availability ENABLED = new Enabled();

    /** It does not apply. */
    Availability HIDDEN = new Hidden();
}
