package io.oneha.term;

/** What a terminal writes on: which colours can be read there depends on it. */
public enum Background {
    /** Black, or nearly. */
    DARK,
    /** White, or nearly. */
    LIGHT
}
