package io.oneha.tui.model;

import java.util.List;

/** Going about: rows, panes, screens. */
final class NavigationActions {
    private static final int FAR = 1_000_000;

    private NavigationActions() {}

    static Transition by(Model model, int rows) {
        View view = model.view();
        return switch (view.kind()) {
            case HOME ->
                Transition.to(
                        select(model, PaneRows.selected(model, model.place().focus()) + rows));
            case MENU ->
                Transition.to(scroll(
                        model, view.position() + rows, Actions.menu(model).size() - 1));
            case RUN -> Transition.to(shift(model, view.position() + rows));
            default ->
                Transition.to(
                        scroll(model, view.position() + rows, model.place().scrollLimit()));
        };
    }

    static Transition byPage(Model model, int pages) {
        return by(model, pages * Math.max(1, model.size().rows() / 2));
    }

    static Transition first(Model model) {
        return by(model, -FAR);
    }

    static Transition last(Model model) {
        return by(model, FAR);
    }

    static Transition to(Model model, Pane pane) {
        Model home = model;
        while (!home.place().isHome()) {
            home = home.with(home.place().pop());
        }
        return Transition.to(home.with(home.place().focus(pane)));
    }

    static Transition sideways(Model model, int steps) {
        return switch (model.view().kind()) {
            case HOME ->
                Transition.to(
                        model.with(model.place().focus(model.place().focus().next(steps))));
            case SERVER -> Transition.to(neighbour(model, Pane.SERVERS, steps));
            case FINDING -> Transition.to(neighbour(model, Pane.FINDINGS, steps));
            case EVENT -> Transition.to(neighbour(model, Pane.EVENTS, steps));
            case HELP, MENU, REACH, PLAN, RUN -> Transition.to(model);
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
        View.Kind kind =
                switch (pane) {
                    case SERVERS -> View.Kind.SERVER;
                    case FINDINGS -> View.Kind.FINDING;
                    case EVENTS -> View.Kind.EVENT;
                };
        return model.with(model.place().push(new View(kind, key, 0)));
    }

    static Transition back(Model model) {
        if (!model.place().isHome()) {
            return Transition.to(model.with(model.place().pop()));
        }
        return Transition.to(model.filtered("").untold());
    }

    static Transition toggle(Model model, View.Kind kind) {
        return model.view().kind() == kind
                ? back(model)
                : Transition.to(model.with(model.place().push(View.of(kind))));
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

    private static Model scroll(Model model, int position, int limit) {
        return model.with(model.place().top(model.view().at(Math.max(0, Math.min(position, limit)))));
    }

    /** A run's steps follow the one that is at work: scrolling is away from that, up or down. */
    private static Model shift(Model model, int position) {
        int limit = model.place().scrollLimit();
        return model.with(model.place().top(model.view().at(Math.max(-limit, Math.min(position, limit)))));
    }

    private static Model neighbour(Model model, Pane pane, int steps) {
        List<String> keys = PaneRows.keys(model, pane);
        if (keys.isEmpty()) {
            return model;
        }
        int at = Math.floorMod(keys.indexOf(model.view().subject()) + steps, keys.size());
        Navigation place = model.place().top(new View(model.view().kind(), keys.get(at), 0));
        return model.with(place.mark(pane, mark(pane, keys.get(at), at)));
    }
}
