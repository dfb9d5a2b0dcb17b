package io.oneha.tui.frame;

import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import java.util.EnumMap;
import java.util.Map;

/**
 * How tones look at a colour depth on a background, and which glyphs may be used. Meaning is never in the colour alone: every state has a glyph
 * and a word of its own.
 *
 * @param glyphs which glyphs
 * @param paints each tone's look
 */
public record Theme(Glyphs glyphs, Map<Tone, Paint> paints) {
    /** The theme for a terminal. */
    public static Theme of(ColourDepth depth, Background background, boolean ascii) {
        Map<Tone, Paint> paints = new EnumMap<>(Tone.class);
        for (Tone tone : Tone.values()) {
            paints.put(tone, tone.paint(depth, background));
        }
        return new Theme(ascii ? Glyphs.ASCII : Glyphs.UNICODE, paints);
    }

    /** How {@code tone} looks. */
    public Paint paint(Tone tone) {
        return paints.get(tone);
    }
}
