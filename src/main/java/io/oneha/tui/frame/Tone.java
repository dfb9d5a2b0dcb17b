package io.oneha.tui.frame;

import io.oneha.term.Background;
import io.oneha.term.ColourDepth;

/**
 * What a piece of text is, and how that looks: without colours; on a dark background in sixteen colours and in 256; on a light one
 * likewise. Words have a contrast of 4.5 to their background and lines of 3 (WCAG 2.1, AA), but for the frames of panes, which
 * say nothing. Of the sixteen, which are the terminal's own, only those are used that have it in the usual palettes: on white
 * there is no such green, yellow or cyan.
 */
public enum Tone {
    /** Ordinary text. */
    TEXT(Paint.PLAIN, Paint.PLAIN, Paint.PLAIN, Paint.PLAIN, Paint.PLAIN),
    /** What may recede: units, old values, hints. */
    DIM(Paint.PLAIN, Paint.PLAIN, Paint.colour(246), Paint.PLAIN, Paint.colour(242)),
    /** The name of a value. */
    LABEL(Paint.PLAIN, Paint.PLAIN, Paint.colour(246), Paint.PLAIN, Paint.colour(242)),
    /** A heading. */
    TITLE(Paint.BOLD, Paint.BOLD, Paint.BOLD, Paint.BOLD, Paint.BOLD),
    /** A column's heading. */
    HEADING(Paint.UNDERLINED, Paint.UNDERLINED, Paint.colour(246), Paint.UNDERLINED, Paint.colour(242)),
    /** A key to press, a leader: what should catch the eye without alarm. */
    ACCENT(Paint.BOLD, Paint.bold(Paint.CYAN), Paint.bold(74), Paint.bold(Paint.BLUE), Paint.bold(25)),
    /** As it should be. */
    GOOD(Paint.PLAIN, Paint.colour(Paint.GREEN), Paint.colour(71), Paint.PLAIN, Paint.colour(22)),
    /** Not as it should be. */
    WARN(
            Paint.BOLD,
            Paint.colour(Paint.BRIGHT_YELLOW),
            Paint.colour(178),
            Paint.colour(Paint.MAGENTA),
            Paint.colour(94)),
    /** Broken. */
    BAD(Paint.BOLD, Paint.bold(Paint.BRIGHT_RED), Paint.bold(203), Paint.bold(Paint.RED), Paint.bold(160)),
    /** Worth knowing. */
    INFO(Paint.PLAIN, Paint.colour(Paint.CYAN), Paint.colour(74), Paint.colour(Paint.BLUE), Paint.colour(25)),
    /** Charts, which must not outshine words. */
    CHART(Paint.PLAIN, Paint.colour(Paint.CYAN), Paint.colour(67), Paint.colour(Paint.BLUE), Paint.colour(31)),
    /** Lines around panes. Grey is for lines only: palettes exist, Solarized for one, in which it is the background's colour. */
    BORDER(Paint.PLAIN, Paint.colour(Paint.GREY), Paint.colour(241), Paint.colour(Paint.GREY), Paint.colour(248)),
    /** Lines around the pane that has the keys. */
    FOCUS(Paint.BOLD, Paint.colour(Paint.CYAN), Paint.colour(74), Paint.colour(Paint.BLUE), Paint.colour(25)),
    /** The selected row of the pane that has the keys. */
    SELECTED(Paint.REVERSED, Paint.REVERSED, Paint.badge(255, 24)),
    /** The verdict's word when all is well. */
    BADGE_GOOD(Paint.BADGE, Paint.badge(Paint.BLACK, Paint.GREEN), Paint.badge(16, 71)),
    /** The verdict's word when the zone is degraded. */
    BADGE_WARN(Paint.BADGE, Paint.badge(Paint.BLACK, Paint.BRIGHT_YELLOW), Paint.badge(16, 178)),
    /** The verdict's word when the zone is broken. */
    BADGE_BAD(Paint.BADGE, Paint.badge(Paint.BRIGHT_WHITE, Paint.RED), Paint.badge(231, 160)),
    /** The verdict's word when nothing is known. */
    BADGE_UNKNOWN(Paint.BADGE, Paint.badge(Paint.BLACK, Paint.WHITE), Paint.badge(16, 250));

    private final Paint plain;
    private final Paint darkSixteen;
    private final Paint darkIndexed;
    private final Paint lightSixteen;
    private final Paint lightIndexed;

    /** One that brings its own background. */
    Tone(Paint plain, Paint sixteen, Paint indexed) {
        this(plain, sixteen, indexed, sixteen, indexed);
    }

    Tone(Paint plain, Paint darkSixteen, Paint darkIndexed, Paint lightSixteen, Paint lightIndexed) {
        this.plain = plain;
        this.darkSixteen = darkSixteen;
        this.darkIndexed = darkIndexed;
        this.lightSixteen = lightSixteen;
        this.lightIndexed = lightIndexed;
    }

    Paint paint(ColourDepth depth, Background background) {
        boolean light = background == Background.LIGHT;
        return switch (depth) {
            case NONE -> plain;
            case SIXTEEN -> light ? lightSixteen : darkSixteen;
            case INDEXED -> light ? lightIndexed : darkIndexed;
        };
    }
}
