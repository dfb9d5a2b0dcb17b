package io.oneha.tui.frame;

/** What a piece of text is, from which the theme decides how it looks. */
public enum Tone {
    /** Ordinary text. */
    TEXT,
    /** What may recede: units, old values, hints. */
    DIM,
    /** The name of a value. */
    LABEL,
    /** A heading. */
    TITLE,
    /** A column's heading. */
    HEADING,
    /** A key to press, a leader: what should catch the eye without alarm. */
    ACCENT,
    /** As it should be. */
    GOOD,
    /** Not as it should be. */
    WARN,
    /** Broken. */
    BAD,
    /** Worth knowing. */
    INFO,
    /** Charts, which must not outshine words. */
    CHART,
    /** Lines around panes. */
    BORDER,
    /** Lines around the pane that has the keys. */
    FOCUS,
    /** The selected row of the pane that has the keys. */
    SELECTED,
    /** The verdict's word when all is well. */
    BADGE_GOOD,
    /** The verdict's word when the zone is degraded. */
    BADGE_WARN,
    /** The verdict's word when the zone is broken. */
    BADGE_BAD,
    /** The verdict's word when nothing is known. */
    BADGE_UNKNOWN
}
