package io.oneha.tui.frame;

import io.oneha.term.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Builds a {@link Frame}. Whatever is drawn beyond an edge is cut there. */
public final class Canvas {
    private final Size size;
    private final Theme theme;
    private final String[] glyphs;
    private final Paint[] paints;
    private Optional<Frame.Spot> cursor = Optional.empty();
    private int scrollLimit;

    /** An empty canvas. */
    public Canvas(Size size, Theme theme) {
        this.size = size;
        this.theme = theme;
        this.glyphs = new String[size.columns() * size.rows()];
        this.paints = new Paint[glyphs.length];
        Arrays.fill(glyphs, " ");
        Arrays.fill(paints, Paint.PLAIN);
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
        Paint paint = theme.paint(tone);
        int room = Math.min(width, size.columns() - column);
        if (row < 0 || row >= size.rows() || room <= 0) {
            return column;
        }
        if (text.length() <= room && Width.isPlain(text)) {
            for (int i = 0; i < text.length(); i++) {
                set(column + i, row, Width.Ascii.of(text.charAt(i)), paint);
            }
            return column + text.length();
        }
        int at = column;
        List<String> all = Width.glyphs(text, theme.glyphs().ascii());
        if (Width.total(all) > room) {
            all = Width.glyphs(Width.truncate(text, room, theme.glyphs()), false);
        }
        for (String glyph : all) {
            set(at, row, glyph, paint);
            at += Width.ofGlyph(glyph);
        }
        return at;
    }

    /** Draws text that ends at {@code right} (exclusive). */
    public void putRight(int right, int row, int width, String text, Tone tone) {
        String cut = Width.truncate(text, width, theme.glyphs());
        put(right - Width.of(cut), row, cut, tone);
    }

    /** Repeats a glyph. */
    public void fill(Rect area, String glyph, Tone tone) {
        Paint paint = theme.paint(tone);
        for (int row = area.y(); row < area.y() + area.height(); row++) {
            for (int column = area.x(); column < area.right(); column++) {
                if (row >= 0 && row < size.rows() && column >= 0 && column < size.columns()) {
                    set(column, row, glyph, paint);
                }
            }
        }
    }

    /** Gives every cell of an area one paint, whatever is drawn there. */
    public void repaint(Rect area, Tone tone) {
        Paint paint = theme.paint(tone);
        for (int row = area.y(); row < Math.min(size.rows(), area.y() + area.height()); row++) {
            for (int column = area.x(); column < Math.min(size.columns(), area.right()); column++) {
                paints[row * size.columns() + column] = paint;
            }
        }
    }

    /** Draws a border. */
    public void box(Rect area, Tone tone) {
        if (area.width() < 2 || area.height() < 2) {
            return;
        }
        List<String> box = Width.glyphs(theme.glyphs().box(), false);
        int bottom = area.y() + area.height() - 1;
        fill(new Rect(area.x() + 1, area.y(), area.width() - 2, 1), box.get(4), tone);
        fill(new Rect(area.x() + 1, bottom, area.width() - 2, 1), box.get(4), tone);
        fill(new Rect(area.x(), area.y() + 1, 1, area.height() - 2), box.get(5), tone);
        fill(new Rect(area.right() - 1, area.y() + 1, 1, area.height() - 2), box.get(5), tone);
        put(area.x(), area.y(), box.get(0), tone);
        put(area.right() - 1, area.y(), box.get(1), tone);
        put(area.x(), bottom, box.get(2), tone);
        put(area.right() - 1, bottom, box.get(3), tone);
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
        return new Frame(size, glyphs, paints, cursor, scrollLimit);
    }

    private void set(int column, int row, String glyph, Paint paint) {
        int at = row * size.columns() + column;
        int width = Width.ofGlyph(glyph);
        if (column + width > size.columns()) {
            return;
        }
        if (glyphs[at].isEmpty() && column > 0) {
            glyphs[at - 1] = " ";
        }
        int after = at + width;
        if (column + width < size.columns() && glyphs[after].isEmpty()) {
            glyphs[after] = " ";
        }
        glyphs[at] = glyph;
        paints[at] = paint;
        if (width == 2) {
            glyphs[at + 1] = "";
            paints[at + 1] = paint;
        }
    }
}
