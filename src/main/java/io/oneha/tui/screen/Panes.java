package io.oneha.tui.screen;

import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Pane;
import io.oneha.tui.model.PaneRows;
import java.util.List;

/** What panes have in common. */
final class Panes {
    private Panes() {}

    /**
     * Draws a pane's frame: a box, or where room is scarce a rule with its heading.
     *
     * @param title its heading
     * @param note a few words on the right of the heading
     * @return the room inside
     */
    static Rect frame(Canvas canvas, Rect area, String title, String note, boolean focused, boolean boxed) {
        Tone border = focused ? Tone.FOCUS : Tone.BORDER;
        if (boxed) {
            canvas.box(area, border);
        } else {
            canvas.fill(area.row(0), canvas.theme().glyphs().box().charAt(4), border);
        }
        int left = area.x() + 2;
        int room = area.width() - 4;
        int end = canvas.put(left, area.y(), room, " " + title + " ", focused ? Tone.FOCUS : Tone.TITLE);
        int noteRoom = area.right() - 3 - end;
        if (!note.isEmpty() && Width.of(note) + 2 <= noteRoom) {
            canvas.putRight(area.right() - 2, area.y(), noteRoom, " " + note + " ", Tone.DIM);
        }
        return boxed ? area.inside() : area.below(1);
    }

    /** Draws a box over the middle of an area; {@code width} and {@code height} are its own. */
    static Rect box(Canvas canvas, Rect area, int width, int height, String title, String note) {
        int x = area.x() + (area.width() - width) / 2;
        int y = area.y() + (area.height() - height) / 2;
        Rect box = new Rect(x, y, width, height);
        canvas.fill(box, ' ', Tone.TEXT);
        return frame(canvas, box, title, note, true, true);
    }

    /** The first row to draw so that the selected one is in sight, in the middle where there is more on both sides. */
    static int offset(int rows, int selected, int height) {
        return Math.max(0, Math.min(selected - height / 2, rows - height));
    }

    /** Marks a row of the pane that has the keys as the selected one. */
    static void select(Canvas canvas, Rect row) {
        canvas.put(row.x(), row.y(), canvas.theme().glyphs().marker(), Tone.SELECTED);
        canvas.repaint(row, Tone.SELECTED);
    }

    /** Draws lines from the {@code scroll}ed one on, with marks where there is more. */
    static void text(Canvas canvas, Rect area, List<Line> lines, int scroll) {
        int limit = Math.max(0, lines.size() - area.height());
        int from = Math.min(scroll, limit);
        for (int row = 0; row < area.height() && from + row < lines.size(); row++) {
            line(canvas, area.row(row), lines.get(from + row));
        }
        canvas.scrollLimit(limit);
        more(canvas, area, from, lines.size());
    }

    /**
     * Marks that there is more above or below than is shown.
     *
     * @param area where the rows are
     * @param from the first row that is shown
     * @param rows how many there are
     */
    static void more(Canvas canvas, Rect area, int from, int rows) {
        if (from > 0) {
            canvas.putRight(area.right(), area.y(), 1, canvas.theme().glyphs().up(), Tone.DIM);
        }
        if (from + area.height() < rows) {
            int last = area.y() + area.height() - 1;
            canvas.putRight(area.right(), last, 1, canvas.theme().glyphs().down(), Tone.DIM);
        }
    }

    /** The cells that rows may take beside the marks of {@link #more}. */
    static int width(Rect area, int rows) {
        return rows > area.height() ? area.width() - 2 : area.width();
    }

    /** Draws a line. */
    static void line(Canvas canvas, Rect row, Line line) {
        int x = row.x();
        for (Span span : line.spans()) {
            x = canvas.put(x, row.y(), row.right() - x, span.text(), span.tone());
        }
    }

    /** A pane's name and how many rows it has: {@code shown/all} when a filter hides some. */
    static String title(Pane pane, int shown, Model model) {
        int all = PaneRows.total(model, pane);
        if (pane != Pane.EVENTS && model.watch().latest().isEmpty()) {
            return pane.title();
        }
        return shown == all ? pane.title() + " " + all : pane.title() + " " + shown + "/" + all;
    }
}
