package io.oneha.term;

/** A terminal's size in cells. */
public record Size(int columns, int rows) {
    /** Where a terminal does not tell its size. */
    static final Size USUAL = new Size(80, 24);

    /** The usual one where a terminal tells none in numbers. */
    static Size orUsual(int columns, int rows) {
        return columns > 0 && rows > 0 ? new Size(columns, rows) : USUAL;
    }
}
