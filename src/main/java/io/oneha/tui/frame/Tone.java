package io.oneha.tui.frame;

import io.oneha.term.ColourDepth;

/**
 * What a piece of text is, and how that looks without colours, in sixteen, and in 256: there in middle tones that read on a dark
 * and on a light background, where only badges and the selection bring their own.
 */
public enum Tone {
    /** Ordinary text. */
    TEXT(Paint.PLAIN, Paint.PLAIN, Paint.PLAIN),
    /** What may recede: units, old values, hints. */
    DIM(Paint.PLAIN, Paint.PLAIN, Paint.colour(244)),
    /** The name of a value. */
    LABEL(Paint.PLAIN, Paint.PLAIN, Paint.colour(244)),
    /** A heading. */
    TITLE(Paint.BOLD, Paint.BOLD, Paint.BOLD),
    /** A column's heading. */
    HEADING(Paint.UNDERLINED, Paint.UNDERLINED, Paint.colour(244)),
    /** A key to press, a leader: what should catch the eye without alarm. */
    ACCENT(Paint.BOLD, Paint.bold(Paint.CYAN), Paint.bold(74)),
    /** As it should be. */
    GOOD(Paint.PLAIN, Paint.colour(Paint.GREEN), Paint.colour(71)),
    /** Not as it should be. */
    WARN(Paint.BOLD, Paint.colour(Paint.YELLOW), Paint.colour(178)),
    /** Broken. */
    BAD(Paint.BOLD, Paint.bold(Paint.RED), Paint.bold(167)),
    /** Worth knowing. */
    INFO(Paint.PLAIN, Paint.colour(Paint.CYAN), Paint.colour(74)),
    /** Charts, which must not outshine words. */
    CHART(Paint.PLAIN, Paint.colour(Paint.CYAN), Paint.colour(67)),
    /** Lines around panes. Grey is for lines only: palettes exist, Solarized for one, in which it is the background's colour. */
    BORDER(Paint.PLAIN, Paint.colour(Paint.GREY), Paint.colour(240)),
    /** Lines around the pane that has the keys. */
    FOCUS(Paint.BOLD, Paint.colour(Paint.CYAN), Paint.colour(74)),
    /** The selected row of the pane that has the keys. */
    SELECTED(Paint.REVERSED, Paint.REVERSED, Paint.badge(255, 24)),
    /** The verdict's word when all is well. */
    BADGE_GOOD(Paint.BADGE, Paint.badge(Paint.BLACK, Paint.GREEN), Paint.badge(16, 71)),
    /** The verdict's word when the zone is degraded. */
    BADGE_WARN(Paint.BADGE, Paint.badge(Paint.BLACK, Paint.YELLOW), Paint.badge(16, 178)),
    /** The verdict's word when the zone is broken. */
    BADGE_BAD(Paint.BADGE, Paint.badge(Paint.WHITE, Paint.RED), Paint.badge(231, 160)),
    /** The verdict's word when nothing is known. */
    BADGE_UNKNOWN(Paint.BADGE, Paint.badge(Paint.BLACK, Paint.WHITE), Paint.badge(16, 250));

    private final Paint plain;
    private final Paint sixteen;
    private final Paint indexed;

    Tone(Paint plain, Paint sixteen, Paint indexed) {
        this.plain = plain;
        this.sixteen = sixteen;
        this.indexed = indexed;
    }

    Paint paint(ColourDepth depth) {
        return switch (depth) {
            case NONE -> plain;
            case SIXTEEN -> sixteen;
            case INDEXED -> indexed;
        };
    }
}
