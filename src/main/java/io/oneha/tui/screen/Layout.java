package io.oneha.tui.screen;

import io.oneha.term.Size;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Pane;
import io.oneha.tui.model.PaneRows;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the parts of the home screen are.
 *
 * @param header zone, verdict and the zone's values
 * @param panes each pane's place; one that is missing is out of sight until it gets the keys
 * @param details the selected row's details, where the terminal is wide
 * @param activity charts, where it is high
 * @param boxed whether panes have boxes
 */
record Layout(Rect header, Map<Pane, Rect> panes, Optional<Rect> details, Optional<Rect> activity, boolean boxed) {
    static final Size LEAST = new Size(40, 10);
    private static final int BOXED_COLUMNS = 60;
    private static final int BOXED_ROWS = 16;
    private static final int WIDE_COLUMNS = 150;
    private static final int PANE_ROWS = 3;
    private static final int HEADING_ROWS = 1;
    private static final int ACTIVITY_COLUMNS = 100;
    private static final int ACTIVITY_ROWS = 24;
    private static final int ACTIVITY_MOST = 12;

    /** Whether there is too little room for anything. */
    static boolean isTooSmall(Size size) {
        return size.columns() < LEAST.columns() || size.rows() < LEAST.rows();
    }

    /** Whether panes have boxes. */
    static boolean isBoxed(Size size) {
        return size.columns() >= BOXED_COLUMNS && size.rows() >= BOXED_ROWS;
    }

    static Layout of(Size size, Model model) {
        boolean boxed = isBoxed(size);
        Rect header = new Rect(0, 0, size.columns(), boxed ? Header.titleRows(model, size) + Header.rows(size) : 2);
        int room = size.rows() - header.height() - 1;
        int left = size.columns();
        Optional<Rect> details = Optional.empty();
        if (boxed && size.columns() >= WIDE_COLUMNS) {
            int width = Math.min(80, size.columns() * 36 / 100);
            left = size.columns() - width;
            details = Optional.of(new Rect(left, header.height(), width, room));
        }
        Map<Pane, Rect> panes = new EnumMap<>(Pane.class);
        int chrome = boxed ? 2 : 1;
        int least = boxed ? PANE_ROWS : 2;
        int top = header.height();
        int servers = Math.max(1, PaneRows.servers(model).size());
        int serverRows = Math.min(servers + HEADING_ROWS + chrome, room - least);
        panes.put(Pane.SERVERS, new Rect(0, top, left, serverRows));
        int rest = room - serverRows;
        Optional<Rect> activity = Optional.empty();
        if (boxed && size.columns() >= ACTIVITY_COLUMNS && rest >= ACTIVITY_ROWS) {
            int charts = Math.min(ACTIVITY_MOST, rest / 3);
            rest -= charts;
            activity = Optional.of(new Rect(0, top + serverRows + rest, left, charts));
        }
        int findings = Math.max(1, PaneRows.findings(model).size());
        int findingRows = Math.max(least, Math.min(findings + chrome, rest * 3 / 5));
        if (rest - findingRows < least) {
            Pane shown = model.place().focus() == Pane.EVENTS ? Pane.EVENTS : Pane.FINDINGS;
            panes.put(shown, new Rect(0, top + serverRows, left, rest));
        } else {
            panes.put(Pane.FINDINGS, new Rect(0, top + serverRows, left, findingRows));
            panes.put(Pane.EVENTS, new Rect(0, top + serverRows + findingRows, left, rest - findingRows));
        }
        return new Layout(header, Map.copyOf(panes), details, activity, boxed);
    }
}
