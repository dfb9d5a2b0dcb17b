package io.oneha.cli;

import java.util.Locale;

/** What {@code runs} does. */
public enum RunsAction {
    LIST,
    SHOW,
    REPORT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
