package io.oneha.tui.frame;

import io.oneha.term.Size;
import java.util.Arrays;
import java.util.Optional;

/** Builds a {@link Frame}. Whatever is drawn beyond an edge is cut there. */
public final class Canvas {
    private static final int NOT_NARROW = -2;

    private final Size size;
    private final Theme theme;
    private final long[] cells;
    private Optional<Frame.Spot> cursor = Optional.empty();
    private int scrollLimit;
    private boolean isAnyWide;
    private char[] chars = new char[128];

    /** An empty canvas. */
    public Canvas(Size size, Theme theme) {
        this.size = size;
        this.theme = theme;
        this.cells = new long[size.columns() * size.rows()];
    }

    /** The theme it is drawn in. */
    public Theme theme() {
        return theme;
    }

    public Size size() {
        return size;
    }

    /** Draws text from a cell on, and answers with the column after it. */
    public int put(int column, int row, String text, Tone tone) {
        return put(column, row, size.columns() - column, text, tone);
    }

    /** Draws text into {@code width} cells, cut with an ellipsis when it is longer; answers with the column after it. */
    public int put(int column, int row, int width, String text, Tone tone) {
        int room = Math.min(width, size.columns() - column);
        if (row < 0 || row >= size.rows() || room <= 0) {
            return column;
        }
        long paint = CellCode.of(theme.paint(tone));
        int end = text.length() > room ? NOT_NARROW : putNarrow(column, row, text, paint);
        return end == NOT_NARROW ? putAny(column, row, room, text, paint) : end;
    }

    /** Draws text that there is room for if all of it is one cell wide, as it mostly is. */
    private int putNarrow(int column, int row, String text, long paint) {
        int length = text.length();
        if (chars.length < length) {
            chars = new char[length];
        }
        text.getChars(0, length, chars, 0);
        boolean ascii = theme.glyphs().ascii();
        int start = row * size.columns();
        int at = column;
        for (int i = 0; i < length; i++) {
            int drawn = chars[i];
            if (drawn < ' ' || drawn >= 0x7f) {
                drawn = Width.isNarrow(chars[i]) ? Width.drawn(chars[i], ascii) : NOT_NARROW;
                if (drawn == NOT_NARROW) {
                    return NOT_NARROW;
                }
                if (drawn == Width.NOTHING) {
                    continue;
                }
            }
            if (isAnyWide) {
                halve(at, start + at, 1);
            }
            cells[start + at] = CellCode.of(drawn, paint);
            at++;
        }
        return at;
    }

    private int putAny(int column, int row, int room, String text, long paint) {
        boolean ascii = theme.glyphs().ascii();
        String shown = Width.of(text, ascii) > room ? Width.truncate(text, room, theme.glyphs()) : text;
        int at = column;
        for (int i = 0; i < shown.length(); ) {
            int point = shown.codePointAt(i);
            i += Character.charCount(point);
            int drawn = Width.drawn(point, ascii);
            if (drawn != Width.NOTHING) {
                at += set(at, row, drawn, paint);
            }
        }
        return at;
    }

    /** Draws text that ends at {@code right} (exclusive). */
    public void putRight(int right, int row, int width, String text, Tone tone) {
        int cells = Width.of(text, theme.glyphs().ascii());
        if (cells <= width) {
            put(right - cells, row, text, tone);
        } else {
            String cut = Width.truncate(text, width, theme.glyphs());
            put(right - Width.of(cut), row, cut, tone);
        }
    }

    /** Repeats a glyph. */
    public void fill(Rect area, char glyph, Tone tone) {
        long paint = CellCode.of(theme.paint(tone));
        int from = Math.max(0, area.x());
        int to = Math.min(size.columns(), area.right());
        boolean plain = !isAnyWide && Width.ofPoint(glyph) == 1;
        for (int row = Math.max(0, area.y()); row < Math.min(size.rows(), area.y() + area.height()); row++) {
            if (plain && from < to) {
                Arrays.fill(cells, row * size.columns() + from, row * size.columns() + to, CellCode.of(glyph, paint));
            } else {
                for (int column = from; column < to; column++) {
                    set(column, row, glyph, paint);
                }
            }
        }
    }

    /** Gives every cell of an area one paint, whatever is drawn there. */
    public void repaint(Rect area, Tone tone) {
        long paint = CellCode.of(theme.paint(tone));
        for (int row = area.y(); row < Math.min(size.rows(), area.y() + area.height()); row++) {
            for (int column = area.x(); column < Math.min(size.columns(), area.right()); column++) {
                int at = row * size.columns() + column;
                cells[at] = CellCode.repainted(cells[at], paint);
            }
        }
    }

    /** Draws a border. */
    public void box(Rect area, Tone tone) {
        if (area.width() < 2 || area.height() < 2) {
            return;
        }
        String box = theme.glyphs().box();
        int right = area.right() - 1;
        int bottom = area.y() + area.height() - 1;
        fill(new Rect(area.x() + 1, area.y(), area.width() - 2, 1), box.charAt(4), tone);
        fill(new Rect(area.x() + 1, bottom, area.width() - 2, 1), box.charAt(4), tone);
        fill(new Rect(area.x(), area.y() + 1, 1, area.height() - 2), box.charAt(5), tone);
        fill(new Rect(right, area.y() + 1, 1, area.height() - 2), box.charAt(5), tone);
        fill(new Rect(area.x(), area.y(), 1, 1), box.charAt(0), tone);
        fill(new Rect(right, area.y(), 1, 1), box.charAt(1), tone);
        fill(new Rect(area.x(), bottom, 1, 1), box.charAt(2), tone);
        fill(new Rect(right, bottom, 1, 1), box.charAt(3), tone);
    }

    /** Shows the cursor at a cell. */
    public void cursor(int column, int row) {
        cursor = Optional.of(new Frame.Spot(Math.min(column, size.columns() - 1), row));
    }

    /** Tells how far a text on this screen can be scrolled; the longest counts. */
    public void scrollLimit(int lines) {
        scrollLimit = Math.max(scrollLimit, lines);
    }

    /** What was drawn. The frame takes the cells over: nothing is drawn on this canvas afterwards. */
    public Frame frame() {
        return new Frame(size, cells, cursor, scrollLimit);
    }

    /** Draws a glyph as far as there is room for it, and answers with its width. */
    private int set(int column, int row, int point, long paint) {
        int at = row * size.columns() + column;
        int width = Width.ofPoint(point);
        if (column + width > size.columns()) {
            return width;
        }
        if (isAnyWide) {
            halve(column, at, width);
        }
        cells[at] = CellCode.of(point, paint);
        if (width == 2) {
            cells[at + 1] = CellCode.rightHalf(paint);
            isAnyWide = true;
        }
        return width;
    }

    /** Of a wide glyph of which one half is drawn over, nothing is left. */
    private void halve(int column, int at, int width) {
        if (CellCode.isRightHalf(cells[at]) && column > 0) {
            cells[at - 1] = CellCode.paintBits(cells[at - 1]);
        }
        int after = at + width;
        if (column + width < size.columns() && CellCode.isRightHalf(cells[after])) {
            cells[after] = CellCode.paintBits(cells[after]);
        }
    }
}
