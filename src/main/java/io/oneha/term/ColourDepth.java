package io.oneha.term;

/** How many colours may be used. */
public enum ColourDepth {
    /** Bold, reverse and underline only: NO_COLOR, or a terminal that has none. */
    NONE,
    /** The terminal's own sixteen. */
    SIXTEEN,
    /** The 256-colour palette. */
    INDEXED
}
