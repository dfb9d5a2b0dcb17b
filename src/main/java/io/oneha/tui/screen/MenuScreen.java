package io.oneha.tui.screen;

import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Action;
import io.oneha.tui.model.Actions;
import io.oneha.tui.model.Model;
import java.util.List;

/** The action menu, over the screen it was opened from: what can be done, and what cannot, with the reason. */
final class MenuScreen {
    private static final int MOST = 72;
    private static final int KEY = 7;
    private static final String OFF = "off";

    private MenuScreen() {}

    static void draw(Canvas canvas, Rect area, Model model) {
        List<Action> entries = Actions.menu(model);
        int selected = Math.min(model.view().position(), entries.size() - 1);
        int width = Math.min(MOST, area.width());
        int height = Math.min(entries.size() + 4, area.height());
        Rect inside = Panes.box(canvas, area, width, height, "Actions", "Enter runs, Esc back");
        String about = entries.get(selected).off().apply(model).orElse("");
        int rows = Math.max(1, rows(inside.height(), entries.size(), about.isEmpty()));
        int from = Panes.offset(entries.size(), selected, rows);
        for (int row = 0; row < rows && from + row < entries.size(); row++) {
            Action action = entries.get(from + row);
            boolean enabled = action.off().apply(model).isEmpty();
            int y = inside.y() + row;
            String key = action.keys().isEmpty() ? "" : action.keys().get(0).label();
            canvas.putRight(inside.x() + KEY - 2, y, KEY - 2, key, enabled ? Tone.ACCENT : Tone.DIM);
            int right = inside.right() - 1;
            if (!enabled) {
                canvas.putRight(right, y, OFF.length(), OFF, Tone.DIM);
                right -= OFF.length() + 1;
            }
            int room = right - inside.x() - KEY;
            canvas.put(inside.x() + KEY, y, room, action.description(), enabled ? Tone.TEXT : Tone.DIM);
            if (from + row == selected) {
                Panes.select(canvas, inside.row(row));
            }
        }
        Panes.more(canvas, new Rect(inside.x(), inside.y(), inside.width(), rows), from, entries.size());
        canvas.put(inside.x() + 1, inside.y() + inside.height() - 1, inside.width() - 2, about, Tone.WARN);
    }

    /** Where not all have room, the line apart goes first, and that of the reason while there is none. */
    private static int rows(int height, int entries, boolean nothingToTell) {
        if (entries + 2 <= height) {
            return entries;
        }
        return nothingToTell ? height : height - 1;
    }
}
