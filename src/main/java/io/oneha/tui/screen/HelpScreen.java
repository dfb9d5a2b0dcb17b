package io.oneha.tui.screen;

import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Action;
import io.oneha.tui.model.Actions;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Model;
import java.util.ArrayList;
import java.util.List;

/** Every key and command, out of the action table; what cannot be used says why. */
final class HelpScreen {
    private static final int KEYS = 25;
    private static final int TWO_COLUMNS = 110;

    private HelpScreen() {}

    static void draw(Canvas canvas, Rect area, Model model, int scroll, boolean boxed) {
        Rect inside = Panes.frame(canvas, area, "Help", "Esc back", true, boxed);
        boolean two = inside.width() >= TWO_COLUMNS;
        int width = two ? inside.width() / 2 : inside.width();
        List<Line> left = new ArrayList<>();
        List<Line> right = new ArrayList<>();
        for (Action.Group group : Action.Group.values()) {
            boolean first = group == Action.Group.MOVE || group == Action.Group.LOOK;
            group(two && !first ? right : left, model, group, width);
        }
        commands(two ? right : left, model, width);
        Panes.text(canvas, inside.columns(0, width), left, scroll);
        Panes.text(canvas, inside.columns(width, inside.width() - width), right, scroll);
    }

    private static void group(List<Line> lines, Model model, Action.Group group, int width) {
        List<Action> actions = Actions.table(model).stream()
                .filter(action -> action.group() == group && action.applies().test(model))
                .filter(action -> group != Action.Group.MORE || !action.keys().isEmpty())
                .toList();
        if (!actions.isEmpty()) {
            heading(lines, group.title());
        }
        for (Action action : actions) {
            boolean enabled = action.off().apply(model).isEmpty();
            entry(lines, keys(action, width), action.description() + (enabled ? "" : " (off)"), enabled, width);
        }
        if (group == Action.Group.CHANGE) {
            reason(lines, model, width);
        }
    }

    /** Told once for all that share it. */
    private static void reason(List<Line> lines, Model model, int width) {
        List<String> reasons = Actions.table(model).stream()
                .flatMap(action -> action.off().apply(model).stream())
                .distinct()
                .toList();
        for (String reason : reasons) {
            for (String part : Width.wrap("off: " + reason, width - column(width) - 2)) {
                lines.add(Line.of(" ".repeat(column(width) + 1) + part, Tone.WARN));
            }
        }
    }

    private static void commands(List<Line> lines, Model model, int width) {
        heading(lines, "Commands");
        entry(lines, ":server NAME", "details of a server", true, width);
        entry(lines, ":filter TEXT", "show only rows that hold TEXT", true, width);
        entry(
                lines,
                ":switchover NAME",
                "plan that it leads; with --no-config-change behind it, no file is changed",
                true,
                width);
        entry(lines, ":drill NAME", "the same as an exercise, with a report", true, width);
        entry(lines, ":restart NAME...", "plan to restart these servers", true, width);
        entry(lines, ":ACTION", "any action by its name, such as :refresh; Tab completes", true, width);
        model.session().extras().forEach(extra -> entry(lines, ":" + extra.usage(), extra.description(), true, width));
    }

    private static void heading(List<Line> lines, String title) {
        if (!lines.isEmpty()) {
            lines.add(Line.EMPTY);
        }
        lines.add(Line.of(" " + title, Tone.TITLE));
    }

    private static void entry(List<Line> lines, String keys, String description, boolean enabled, int width) {
        int column = column(width);
        Tone nameTone = enabled ? Tone.ACCENT : Tone.DIM;
        String name = " " + Width.truncate(keys, width - 2, Glyphs.ASCII);
        if (Width.of(name) > column) {
            lines.add(Line.of(name, nameTone));
            name = "";
        }
        for (String part : Width.wrap(description, Math.max(10, width - column - 2))) {
            String start = name + " ".repeat(column + 1 - Width.of(name));
            lines.add(Line.of(start, nameTone).and(part, enabled ? Tone.TEXT : Tone.DIM));
            name = "";
        }
    }

    private static int column(int width) {
        return Math.min(KEYS, width * 2 / 5);
    }

    /** As many of an action's keys as fit, the first one always. */
    private static String keys(Action action, int width) {
        StringBuilder labels = new StringBuilder();
        for (Key key : action.keys()) {
            if (labels.isEmpty() || labels.length() + 1 + key.label().length() < column(width)) {
                labels.append(labels.isEmpty() ? "" : " ").append(key.label());
            }
        }
        return labels.isEmpty() ? ":" + action.id() : labels.toString();
    }
}
