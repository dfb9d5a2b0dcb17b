package io.oneha.tui.model;

import java.time.Instant;

/** A line in the status bar, and until when it stays. */
public record Notice(String text, boolean isError, Instant until) {}
