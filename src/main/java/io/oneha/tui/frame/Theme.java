package io.oneha.tui.frame;

import io.oneha.term.ColourDepth;
import java.util.EnumMap;
import java.util.Map;

/**
 * How tones look at a colour depth, and which glyphs may be used. Meaning is never in the colour alone: every state has a glyph
 * and a word of its own.
 *
 * @param depth how many colours
 * @param glyphs which glyphs
 * @param paints each tone's look
 */
public record Theme(ColourDepth depth, Glyphs glyphs, Map<Tone, Paint> paints) {
    private static final int BLACK = 0;
    private static final int RED = 1;
    private static final int GREEN = 2;
    private static final int YELLOW = 3;
    private static final int CYAN = 6;
    private static final int WHITE = 7;
    private static final int GREY = 8;

    /** The theme for a terminal. */
    public static Theme of(ColourDepth depth, boolean ascii) {
        Map<Tone, Paint> paints =
                switch (depth) {
                    case NONE -> plain();
                    case SIXTEEN -> sixteen();
                    case INDEXED -> indexed();
                };
        return new Theme(depth, ascii ? Glyphs.ASCII : Glyphs.UNICODE, paints);
    }

    /** How {@code tone} looks. */
    public Paint paint(Tone tone) {
        return paints.get(tone);
    }

    private static Map<Tone, Paint> plain() {
        Map<Tone, Paint> paints = new EnumMap<>(Tone.class);
        for (Tone tone : Tone.values()) {
            paints.put(tone, Paint.PLAIN);
        }
        for (Tone tone : new Tone[] {Tone.TITLE, Tone.ACCENT, Tone.WARN, Tone.BAD, Tone.FOCUS}) {
            paints.put(tone, Paint.PLAIN.bolder());
        }
        paints.put(Tone.HEADING, Paint.PLAIN.underlined());
        paints.put(Tone.SELECTED, Paint.PLAIN.reversed());
        for (Tone tone : new Tone[] {Tone.BADGE_GOOD, Tone.BADGE_WARN, Tone.BADGE_BAD, Tone.BADGE_UNKNOWN}) {
            paints.put(tone, Paint.PLAIN.reversed().bolder());
        }
        return paints;
    }

    /** Grey is for lines only: palettes exist, Solarized for one, in which it is the background's colour. */
    private static Map<Tone, Paint> sixteen() {
        Map<Tone, Paint> paints = plain();
        paints.put(Tone.BORDER, Paint.colour(GREY));
        paints.put(Tone.FOCUS, Paint.colour(CYAN));
        paints.put(Tone.ACCENT, Paint.colour(CYAN).bolder());
        paints.put(Tone.INFO, Paint.colour(CYAN));
        paints.put(Tone.CHART, Paint.colour(CYAN));
        paints.put(Tone.GOOD, Paint.colour(GREEN));
        paints.put(Tone.WARN, Paint.colour(YELLOW));
        paints.put(Tone.BAD, Paint.colour(RED).bolder());
        paints.put(Tone.BADGE_GOOD, badge(BLACK, GREEN));
        paints.put(Tone.BADGE_WARN, badge(BLACK, YELLOW));
        paints.put(Tone.BADGE_BAD, badge(WHITE, RED));
        paints.put(Tone.BADGE_UNKNOWN, badge(BLACK, WHITE));
        return paints;
    }

    /** Middle tones that read on a dark and on a light background; only badges and the selection bring their own. */
    private static Map<Tone, Paint> indexed() {
        Map<Tone, Paint> paints = plain();
        paints.put(Tone.DIM, Paint.colour(244));
        paints.put(Tone.LABEL, Paint.colour(244));
        paints.put(Tone.HEADING, Paint.colour(244));
        paints.put(Tone.BORDER, Paint.colour(240));
        paints.put(Tone.FOCUS, Paint.colour(74));
        paints.put(Tone.ACCENT, Paint.colour(74).bolder());
        paints.put(Tone.INFO, Paint.colour(74));
        paints.put(Tone.CHART, Paint.colour(67));
        paints.put(Tone.GOOD, Paint.colour(71));
        paints.put(Tone.WARN, Paint.colour(178));
        paints.put(Tone.BAD, Paint.colour(167).bolder());
        paints.put(Tone.SELECTED, badge(255, 24));
        paints.put(Tone.BADGE_GOOD, badge(16, 71));
        paints.put(Tone.BADGE_WARN, badge(16, 178));
        paints.put(Tone.BADGE_BAD, badge(231, 160));
        paints.put(Tone.BADGE_UNKNOWN, badge(16, 250));
        return paints;
    }

    private static Paint badge(int foreground, int background) {
        return new Paint(foreground, background, true, false, false);
    }
}
