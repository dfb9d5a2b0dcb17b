package io.oneha.tui.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the user is.
 *
 * @param views the screens on top of one another, the home screen first
 * @param focus the home screen's pane that has the keys
 * @param marks each pane's selected row
 * @param scrollLimit how far the top screen can be scrolled, as it was last drawn, in lines
 */
public record Navigation(List<View> views, Pane focus, Map<Pane, Selection> marks, int scrollLimit) {
    static final Navigation HOME = new Navigation(List.of(View.of(View.Kind.HOME)), Pane.SERVERS, Map.of(), 0);

    /** The screen on top. */
    public View view() {
        return views.get(views.size() - 1);
    }

    /** What the screen on top is about: the menu is about the screen below it. */
    View under() {
        return views.get(views.size() - (view().kind() == View.Kind.MENU ? 2 : 1));
    }

    /** Whether the home screen is on top. */
    public boolean isHome() {
        return views.size() == 1;
    }

    Selection mark(Pane pane) {
        return marks.getOrDefault(pane, Selection.FIRST);
    }

    Navigation push(View view) {
        List<View> more = new ArrayList<>(views);
        more.add(view);
        return new Navigation(List.copyOf(more), focus, marks, 0);
    }

    Navigation pop() {
        return isHome() ? this : new Navigation(views.subList(0, views.size() - 1), focus, marks, 0);
    }

    Navigation top(View view) {
        List<View> changed = new ArrayList<>(views);
        changed.set(views.size() - 1, view);
        return new Navigation(List.copyOf(changed), focus, marks, scrollLimit);
    }

    /** Events go on from the newest as soon as another pane has the keys. */
    Navigation focus(Pane pane) {
        Navigation there = new Navigation(views, pane, marks, scrollLimit);
        return pane == Pane.EVENTS || !marks.containsKey(Pane.EVENTS)
                ? there
                : there.mark(Pane.EVENTS, Selection.FIRST);
    }

    Navigation mark(Pane pane, Selection mark) {
        Map<Pane, Selection> changed = new EnumMap<>(Pane.class);
        changed.putAll(marks);
        changed.put(pane, mark);
        return new Navigation(views, focus, Map.copyOf(changed), scrollLimit);
    }

    Navigation limit(int lines) {
        return new Navigation(views, focus, marks, lines);
    }
}
