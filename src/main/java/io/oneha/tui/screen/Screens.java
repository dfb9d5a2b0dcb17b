package io.oneha.tui.screen;

import io.oneha.term.Size;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Pane;
import io.oneha.tui.model.PaneRows;
import io.oneha.tui.model.View;
import java.util.List;
import java.util.Map;

/** Draws the dashboard. */
public final class Screens {
    private Screens() {}

    /** The frame for a model on a terminal. */
    public static Frame draw(Model model, Size size, Theme theme) {
        Canvas canvas = new Canvas(size, theme);
        if (Layout.isTooSmall(size)) {
            tooSmall(canvas);
            return canvas.frame();
        }
        View view = model.view();
        View below = view.kind() == View.Kind.MENU ? under(model) : view;
        if (below.kind() == View.Kind.HOME) {
            home(canvas, model);
        } else {
            whole(canvas, below, model);
        }
        if (view.kind() == View.Kind.MENU) {
            MenuScreen.draw(canvas, body(size), model);
        }
        QuestionBox.draw(canvas, body(size), model);
        Footer.draw(canvas, new Rect(0, size.rows() - 1, size.columns(), 1), model);
        return canvas.frame();
    }

    private static View under(Model model) {
        List<View> views = model.place().views();
        return views.get(views.size() - 2);
    }

    private static void home(Canvas canvas, Model model) {
        int servers = PaneRows.servers(model).size();
        int findings = PaneRows.findings(model).size();
        Layout layout = Layout.of(
                canvas.size(),
                Header.titleRows(model, canvas.size()),
                servers,
                findings,
                model.place().focus());
        Header.draw(canvas, layout.header(), model, layout.boxed());
        for (Map.Entry<Pane, Rect> pane : layout.panes().entrySet()) {
            switch (pane.getKey()) {
                case SERVERS -> ServersPane.draw(canvas, pane.getValue(), model, layout.boxed());
                case FINDINGS -> FindingsPane.draw(canvas, pane.getValue(), model, layout.boxed());
                case EVENTS -> EventsPane.draw(canvas, pane.getValue(), model, layout.boxed());
            }
        }
        layout.details().ifPresent(area -> RowDetails.beside(canvas, area, model));
        layout.activity().ifPresent(area -> ActivityPane.draw(canvas, area, model));
    }

    private static void whole(Canvas canvas, View view, Model model) {
        Header.title(canvas, model);
        boolean boxed = Layout.isBoxed(canvas.size());
        if (view.kind() == View.Kind.HELP) {
            HelpScreen.draw(canvas, body(canvas.size()), model, view.position(), boxed);
        } else if (view.kind() == View.Kind.PLAN) {
            PlanScreen.draw(canvas, body(canvas.size()), model, view.position(), boxed);
        } else if (view.kind() == View.Kind.RUN) {
            RunScreen.draw(canvas, body(canvas.size()), model, view.position(), boxed);
        } else if (view.kind() == View.Kind.REACH) {
            ReachScreen.draw(canvas, body(canvas.size()), model, view.position(), boxed);
        } else {
            RowDetails.draw(canvas, body(canvas.size()), model, view, boxed);
        }
    }

    private static Rect body(Size size) {
        return new Rect(0, 1, size.columns(), size.rows() - 2);
    }

    private static void tooSmall(Canvas canvas) {
        Size size = canvas.size();
        canvas.put(0, 0, "oneha needs", Tone.TITLE);
        canvas.put(0, 1, Layout.LEAST.columns() + "x" + Layout.LEAST.rows() + " cells;", Tone.TEXT);
        canvas.put(0, 2, "here are " + size.columns() + "x" + size.rows() + ".", Tone.TEXT);
    }
}
