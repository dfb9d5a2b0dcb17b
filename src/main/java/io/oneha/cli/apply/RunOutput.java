package io.oneha.cli.apply;

import java.util.Locale;

/** The formats of a run. */
public enum RunOutput {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
