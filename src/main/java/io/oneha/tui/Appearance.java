package io.oneha.tui;

import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.tui.frame.Theme;
import java.util.Optional;

/**
 * What is known of how the dashboard should look before it has its terminal.
 *
 * @param depth how many colours may be used
 * @param background what the terminal writes on; where it is not known, the terminal is asked, and is dark until it answers
 * @param ascii whether only ASCII may be drawn
 */
public record Appearance(ColourDepth depth, Optional<Background> background, boolean ascii) {
    /** Whether the terminal has to be asked: without colours nothing would depend on its answer. */
    boolean asks() {
        return background.isEmpty() && depth != ColourDepth.NONE;
    }

    /** The theme as far as is known. */
    Theme theme() {
        return Theme.of(depth, background.orElse(Background.DARK), ascii);
    }

    /** The same on a background of which the terminal has told. */
    Appearance on(Background told) {
        return new Appearance(depth, Optional.of(told), ascii);
    }
}
