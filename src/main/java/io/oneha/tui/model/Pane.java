package io.oneha.tui.model;

import java.util.Locale;

/** The parts of the home screen that can have the keys. */
public enum Pane {
    SERVERS(View.Kind.SERVER),
    FINDINGS(View.Kind.FINDING),
    EVENTS(View.Kind.EVENT);

    private final View.Kind details;

    Pane(View.Kind details) {
        this.details = details;
    }

    /** The screen that shows the row of a key in full. */
    public View details(String key) {
        return new View(details, key, 0);
    }

    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The pane {@code steps} further on, around the end. */
    public Pane next(int steps) {
        return values()[Math.floorMod(ordinal() + steps, values().length)];
    }
}
