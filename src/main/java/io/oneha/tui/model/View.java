package io.oneha.tui.model;

/**
 * One screen on the stack.
 *
 * @param kind which
 * @param subject the key of the row it is about; empty where it is about none
 * @param position lines scrolled down, or the chosen entry of a menu
 */
public record View(Kind kind, String subject, int position) {
    /** The screens. */
    public enum Kind {
        HOME,
        SERVER,
        FINDING,
        EVENT,
        HELP,
        MENU,
        REACH,
        PLAN,
        RUN
    }

    static View of(Kind kind) {
        return new View(kind, "", 0);
    }

    /** Whether it is the same screen, however far it was scrolled. */
    boolean isSameScreen(View other) {
        return kind == other.kind && subject.equals(other.subject);
    }

    View at(int position) {
        return new View(kind, subject, position);
    }
}
