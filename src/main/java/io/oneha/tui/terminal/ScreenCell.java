package io.oneha.tui.terminal;

import com.googlecode.lanterna.TextCharacter;

/**
 * A lanterna character that knows its width. lanterna reckons it from Unicode's blocks several times for each cell of each
 * refresh, which was most of what an idle dashboard cost.
 */
final class ScreenCell extends TextCharacter {
    private static final long serialVersionUID = 1L;

    private final boolean wide;

    /** The copying constructor is the only one that a subclass can use, and its replacement is a method. */
    @SuppressWarnings("deprecation")
    ScreenCell(TextCharacter character) {
        super(character);
        this.wide = character.isDoubleWidth();
    }

    @Override
    public boolean isDoubleWidth() {
        return wide;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
