package io.oneha.tui.model;

import java.time.Instant;

/** A line in the status bar, and until when it stays. */
public record Notice(String text, Kind kind, Instant until) {
    /** What it tells of, by which it gets its sign. */
    public enum Kind {
        /** Something was done. */
        DONE,
        /** Nothing was done, as it was asked for. */
        CANCELLED,
        /** Something did not work. */
        ERROR
    }

    /** Whether something did not work. */
    public boolean isError() {
        return kind == Kind.ERROR;
    }
}
