package io.oneha.tui.model;

import java.util.List;

/** Going about: rows, panes, screens. */
final class NavigationActions {
    /** Further than any screen has rows. */
    static final int FAR = 1_000_000;

    private NavigationActions() {}

    static Model by(Model model, int rows) {
        int position = model.view().position() + rows;
        int limit = model.place().scrollLimit();
        return switch (model.view().kind()) {
            case HOME -> select(model, PaneRows.selected(model, model.place().focus()) + rows);
            case MENU -> scroll(model, position, 0, Actions.menu(model).size() - 1);
            // A run's steps follow the one that is at work: scrolling is away from that, up or down.
            case RUN -> scroll(model, position, -limit, limit);
            default -> scroll(model, position, 0, limit);
        };
    }

    static Model byPage(Model model, int pages) {
        return by(model, pages * Math.max(1, model.size().rows() / 2));
    }

    static Model to(Model model, Pane pane) {
        Model home = model;
        while (!home.place().isHome()) {
            home = home.with(home.place().pop());
        }
        return home.with(home.place().focus(pane));
    }

    static Model sideways(Model model, int steps) {
        Navigation place = model.place();
        return switch (model.view().kind()) {
            case HOME -> model.with(place.focus(place.focus().next(steps)));
            case SERVER -> neighbour(model, Pane.SERVERS, steps);
            case FINDING -> neighbour(model, Pane.FINDINGS, steps);
            case EVENT -> neighbour(model, Pane.EVENTS, steps);
            case HELP, MENU, REACH, PLAN, RUN -> model;
        };
    }

    static Transition open(Model model) {
        if (model.view().kind() == View.Kind.MENU) {
            List<Action> entries = Actions.menu(model);
            Action chosen = entries.get(Math.min(model.view().position(), entries.size() - 1));
            return chosen.run(model.with(model.place().pop()));
        }
        if (model.view().kind() == View.Kind.PLAN) {
            return Operations.accept(model);
        }
        if (model.view().kind() == View.Kind.RUN) {
            return Operations.again(model);
        }
        Pane pane = model.place().focus();
        int at = PaneRows.selected(model, pane);
        if (model.view().kind() != View.Kind.HOME || at < 0) {
            return Transition.to(model);
        }
        String key = PaneRows.keys(model, pane).get(at);
        Model marked = model.with(model.place().mark(pane, mark(pane, key, at)));
        return Transition.to(show(marked, pane, key));
    }

    static Model show(Model model, Pane pane, String key) {
        return model.with(model.place().push(pane.details(key)));
    }

    static Model back(Model model) {
        return model.place().isHome()
                ? model.filtered("").untold()
                : model.with(model.place().pop());
    }

    static Model toggle(Model model, View.Kind kind) {
        return model.view().kind() == kind
                ? back(model)
                : model.with(model.place().push(View.of(kind)));
    }

    private static Model select(Model model, int row) {
        Pane pane = model.place().focus();
        List<String> keys = PaneRows.keys(model, pane);
        if (keys.isEmpty()) {
            return model;
        }
        int at = Math.max(0, Math.min(row, keys.size() - 1));
        return model.with(model.place().mark(pane, mark(pane, keys.get(at), at)));
    }

    /** The newest event is not a row to stay on: whoever is there wants to see what comes. */
    private static Selection mark(Pane pane, String key, int at) {
        return pane == Pane.EVENTS && at == 0 ? Selection.FIRST : new Selection(key, at);
    }

    private static Model scroll(Model model, int position, int least, int most) {
        View there = model.view().at(Math.max(least, Math.min(position, most)));
        return model.with(model.place().top(there));
    }

    private static Model neighbour(Model model, Pane pane, int steps) {
        List<String> keys = PaneRows.keys(model, pane);
        if (keys.isEmpty()) {
            return model;
        }
        int at = Math.floorMod(keys.indexOf(model.view().subject()) + steps, keys.size());
        Navigation place = model.place().top(pane.details(keys.get(at)));
        return model.with(place.mark(pane, mark(pane, keys.get(at), at)));
    }
}
