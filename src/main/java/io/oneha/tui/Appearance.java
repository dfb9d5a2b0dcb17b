package io.oneha.tui;

import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import java.util.Optional;

/**
 * What is known of how the dashboard should look before it has its terminal.
 *
 * @param depth how many colours may be used
 * @param background what the terminal writes on; where it is not known, the terminal is asked
 * @param ascii whether only ASCII may be drawn
 */
public record Appearance(ColourDepth depth, Optional<Background> background, boolean ascii) {}
