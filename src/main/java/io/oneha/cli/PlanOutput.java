package io.oneha.cli;

import java.util.Locale;

/** The formats of {@code plan} and {@code runs}. */
public enum PlanOutput {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
