package io.oneha.tui.model;

import java.util.Locale;

/** The parts of the home screen that can have the keys. */
public enum Pane {
    SERVERS,
    FINDINGS,
    EVENTS;

    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The pane {@code steps} further on, around the end. */
    public Pane next(int steps) {
        return values()[Math.floorMod(ordinal() + steps, values().length)];
    }
}
