package io.oneha.tui.model;

import java.util.OptionalInt;

/**
 * A line being typed.
 *
 * @param kind what it is for
 * @param text what was typed so far
 * @param past which line of the history is shown, from the newest; empty for a new one
 */
public record Prompt(Kind kind, String text, OptionalInt past) {
    /** What a line can be for. */
    public enum Kind {
        /** {@code /}: only rows that hold it. */
        FILTER,
        /** {@code :}: a command. */
        COMMAND,
        /** An answer to a question. */
        ANSWER
    }

    static Prompt of(Kind kind, String text) {
        return new Prompt(kind, text, OptionalInt.empty());
    }
}
