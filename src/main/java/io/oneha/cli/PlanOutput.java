package io.oneha.cli;

import java.util.Locale;

/** The formats of {@code plan} and the commands that change a zone. */
public enum PlanOutput {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
