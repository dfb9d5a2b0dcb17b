package io.oneha.tui.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import io.oneha.term.Size;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Frame.Spot;
import io.oneha.tui.frame.Paint;
import java.io.IOException;
import java.util.Optional;

/**
 * Draws frames on a terminal, and of each only the cells that look different from those of the last one. The screen is cleared
 * when its size has changed, and never else.
 *
 * <p>lanterna has a layer for this, too. It clears the screen and draws all of it whenever much has changed, and its cells
 * cost so much that they were most of the time from a key to its frame.
 */
final class Painter {
    private static final int BRIGHT = 8;
    private static final int TERMINALS_OWN = 16;
    private static final TextColor.ANSI[] ANSI = TextColor.ANSI.values();

    /** To write so many cells again that have not changed takes no more bytes than to move the cursor behind them. */
    private static final int AS_SHORT_AS_A_MOVE = 6;

    /** To erase the rest of a row takes as many bytes as this many blanks. */
    private static final int AS_SHORT_AS_AN_ERASURE = 3;

    private static final int NOWHERE = -1;

    private final AnsiTerminal terminal;

    /** Glyphs of one paint that are not written yet. */
    private final StringBuilder run = new StringBuilder();

    private Frame last;
    private Paint paint = Paint.PLAIN;
    private long code = Paint.PLAIN.code();

    /** @param terminal one that shows nothing, not even the cursor */
    Painter(AnsiTerminal terminal, Size size) {
        this.terminal = terminal;
        this.last = Frame.blank(size);
    }

    /** Draws what looks different from the last frame. */
    void paint(Frame frame) throws IOException {
        if (!last.looksLike(frame)) {
            // Others may have written on the terminal, and left their colours.
            reset();
            if (!last.size().equals(frame.size())) {
                terminal.clearScreen();
                last = Frame.blank(frame.size());
            }
            for (int row = 0; row < frame.size().rows(); row++) {
                int first = last.nextDifference(frame, row, 0);
                if (first >= 0) {
                    paintRow(frame, row, first);
                }
            }
            // What erases the screen later must not fill it with a colour of this frame.
            change(Paint.PLAIN);
            placeCursor(last.cursor(), frame.cursor());
            last = frame;
        }
    }

    private void paintRow(Frame frame, int row, int first) throws IOException {
        int columns = frame.size().columns();
        int rest = blankFrom(frame, row);
        int written = NOWHERE;
        for (int column = first; column >= 0; column = after(frame, row, column)) {
            if (frame.isRightHalf(column, row)) {
                // The right half of a wide glyph comes and goes with its left.
                written += written == column ? 1 : 0;
            } else if (!frame.isBlank(column, row) || !last.isBlank(column, row)) {
                if (written != NOWHERE && isAsShortAsAMove(frame, row, written, column)) {
                    put(frame, row, written, column);
                } else {
                    flush();
                    terminal.setCursorPosition(column, row);
                }
                if (column >= rest && columns - column > AS_SHORT_AS_AN_ERASURE) {
                    change(Paint.PLAIN);
                    terminal.eraseRestOfLine();
                    return;
                }
                written = column + 1;
                put(frame, row, column, written);
            }
        }
        flush();
    }

    private int after(Frame frame, int row, int column) {
        return column + 1 < frame.size().columns() ? last.nextDifference(frame, row, column + 1) : NOWHERE;
    }

    /** The first of the blank cells at a row's end. */
    private static int blankFrom(Frame frame, int row) {
        int column = frame.size().columns();
        while (column > 0 && frame.isBlank(column - 1, row)) {
            column--;
        }
        return column;
    }

    private static boolean leavesBlank(Paint paint) {
        return paint.background() == Paint.DEFAULT && !paint.reverse() && !paint.underline();
    }

    private boolean isAsShortAsAMove(Frame frame, int row, int from, int to) {
        if (to - from > AS_SHORT_AS_A_MOVE) {
            return false;
        }
        for (int column = from; column < to; column++) {
            if (!needsNoChange(frame, column, row)) {
                return false;
            }
        }
        return true;
    }

    private boolean needsNoChange(Frame frame, int column, int row) {
        return frame.isPainted(column, row, code) || frame.isBlank(column, row) && leavesBlank(paint);
    }

    private void put(Frame frame, int row, int from, int to) throws IOException {
        for (int column = from; column < to; column++) {
            if (!needsNoChange(frame, column, row)) {
                change(frame.paint(column, row));
            }
            if (!frame.isRightHalf(column, row)) {
                run.appendCodePoint(frame.point(column, row));
            }
        }
    }

    private void flush() {
        if (run.length() > 0) {
            terminal.putString(run.toString());
            run.setLength(0);
        }
    }

    private void reset() throws IOException {
        terminal.resetColorAndSGR();
        paint = Paint.PLAIN;
        code = paint.code();
    }

    private void change(Paint next) throws IOException {
        flush();
        if (paint.bold() && !next.bold()
                || paint.reverse() && !next.reverse()
                || paint.underline() && !next.underline()) {
            reset();
        }
        enable(SGR.BOLD, next.bold() && !paint.bold());
        enable(SGR.REVERSE, next.reverse() && !paint.reverse());
        enable(SGR.UNDERLINE, next.underline() && !paint.underline());
        if (next.foreground() != paint.foreground()) {
            terminal.setForegroundColor(colour(next.foreground()));
        }
        if (next.background() != paint.background()) {
            terminal.setBackgroundColor(colour(next.background()));
        }
        paint = next;
        code = next.code();
    }

    private void enable(SGR mark, boolean now) throws IOException {
        if (now) {
            terminal.enableSGR(mark);
        }
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

    private void placeCursor(Optional<Spot> before, Optional<Spot> now) throws IOException {
        if (now.isPresent()) {
            terminal.setCursorPosition(now.get().column(), now.get().row());
        }
        if (now.isPresent() != before.isPresent()) {
            terminal.setCursorVisible(now.isPresent());
        }
    }
}
