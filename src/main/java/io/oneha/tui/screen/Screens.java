package io.oneha.tui.screen;

import io.oneha.term.Size;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Pane;
import io.oneha.tui.model.View;
import java.util.List;

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
        Layout layout = Layout.of(canvas.size(), model);
        Header.draw(canvas, layout.header(), model, layout.boxed());
        boolean boxed = layout.boxed();
        layout.panes().forEach((pane, area) -> {
            switch (pane) {
                case SERVERS ->
                    ServersPane.draw(canvas, area, model, boxed, model.place().focus() == Pane.SERVERS);
                case FINDINGS -> FindingsPane.draw(canvas, area, model, boxed);
                case EVENTS -> EventsPane.draw(canvas, area, model, boxed);
            }
        });
        layout.details().ifPresent(area -> RowDetails.beside(canvas, area, model));
        layout.activity().ifPresent(area -> ActivityPane.draw(canvas, area, model));
    }

    private static void whole(Canvas canvas, View view, Model model) {
        Header.title(canvas, model);
        boolean boxed = Layout.isBoxed(canvas.size());
        Rect body = body(canvas.size());
        switch (view.kind()) {
            case HELP -> HelpScreen.draw(canvas, body, model, view.position(), boxed);
            case PLAN -> PlanScreen.draw(canvas, body, model, view.position(), boxed);
            case RUN -> RunScreen.draw(canvas, body, model, view.position(), boxed);
            case REACH -> ReachScreen.draw(canvas, body, model, view.position(), boxed);
            default -> RowDetails.draw(canvas, body, model, view, boxed);
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
