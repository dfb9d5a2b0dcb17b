package io.oneha.tui.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.screen.Screen;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Paint;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Puts frames into a lanterna screen, which knows what is shown already. */
final class Painter {
    private static final int MOST_CELLS = 4096;
    private static final int BRIGHT = 8;
    private static final int TERMINALS_OWN = 16;
    private static final TextColor.ANSI[] ANSI = TextColor.ANSI.values();

    private record Cell(String glyph, Paint paint) {}

    /** A lanterna character is costly to make, and a dashboard shows the same few again and again. */
    private final Map<Cell, TextCharacter> cells = new HashMap<>();

    private Optional<Frame> last = Optional.empty();

    /** The screen has been cleared, or is another one. */
    void forget() {
        last = Optional.empty();
    }

    /** Puts the rows that changed into the screen's back buffer. */
    void paint(Frame frame, Screen screen) {
        if (cells.size() > MOST_CELLS) {
            cells.clear();
        }
        Optional<Frame> before = last.filter(known -> known.size().equals(frame.size()));
        for (int row = 0; row < frame.size().rows(); row++) {
            if (before.isPresent() && before.get().sameRow(frame, row)) {
                continue;
            }
            for (int column = 0; column < frame.size().columns(); column++) {
                String glyph = frame.glyph(column, row);
                if (!glyph.isEmpty()) {
                    Cell cell = new Cell(glyph, frame.paint(column, row));
                    screen.setCharacter(column, row, cells.computeIfAbsent(cell, Painter::character));
                }
            }
        }
        last = Optional.of(frame);
        screen.setCursorPosition(frame.cursor()
                .map(spot -> new TerminalPosition(spot.column(), spot.row()))
                .orElse(null));
    }

    private static TextCharacter character(Cell cell) {
        Paint paint = cell.paint();
        EnumSet<SGR> marks = EnumSet.noneOf(SGR.class);
        if (paint.bold()) {
            marks.add(SGR.BOLD);
        }
        if (paint.reverse()) {
            marks.add(SGR.REVERSE);
        }
        if (paint.underline()) {
            marks.add(SGR.UNDERLINE);
        }
        return new ScreenCell(
                TextCharacter.fromString(cell.glyph(), colour(paint.foreground()), colour(paint.background()), marks)[
                        0]);
    }

    private static TextColor colour(int index) {
        if (index == Paint.DEFAULT) {
            return TextColor.ANSI.DEFAULT;
        }
        if (index >= TERMINALS_OWN) {
            return new TextColor.Indexed(index);
        }
        return ANSI[index < BRIGHT ? index : index + 1];
    }
}
