package io.oneha.tui.model;

import java.util.List;
import java.util.OptionalInt;

/** Typing a line: a filter, which works while it is typed, a command, or an answer. */
final class Prompts {
    private static final int LONGEST = 200;

    private Prompts() {}

    static Transition press(Model model, Prompt prompt, Key key) {
        if (key.isText()) {
            return Transition.to(insert(model, prompt, key.text()));
        }
        if (key.ctrl()) {
            return control(model, prompt, key);
        }
        return switch (key.kind()) {
            case ENTER -> enter(model, prompt);
            case ESCAPE -> cancel(model, prompt);
            case BACKSPACE ->
                prompt.text().isEmpty()
                        ? cancel(model, prompt)
                        : Transition.to(change(model, prompt, shorter(prompt.text())));
            case TAB -> Transition.to(complete(model, prompt));
            case UP -> Transition.to(recall(model, prompt, 1));
            case DOWN -> Transition.to(recall(model, prompt, -1));
            default -> Transition.to(model);
        };
    }

    static Model insert(Model model, Prompt prompt, String text) {
        String longer = prompt.text() + text;
        return change(model, prompt, longer.length() > LONGEST ? prompt.text() : longer);
    }

    private static Transition control(Model model, Prompt prompt, Key key) {
        if (key.equals(Key.ctrl('u'))) {
            return Transition.to(change(model, prompt, ""));
        }
        if (key.equals(Key.ctrl('w'))) {
            String text = prompt.text().stripTrailing();
            return Transition.to(change(model, prompt, text.substring(0, text.lastIndexOf(' ') + 1)));
        }
        return Actions.of(model, key)
                .filter(action -> action.group() == Action.Group.PROGRAM)
                .map(action -> action.run(model))
                .orElseGet(() -> Transition.to(model));
    }

    private static Transition enter(Model model, Prompt prompt) {
        String text = prompt.text().strip();
        if (prompt.kind() == Prompt.Kind.ANSWER) {
            return Operations.answer(model, text);
        }
        if (prompt.kind() == Prompt.Kind.FILTER || text.isEmpty()) {
            return Transition.to(model.with(model.typing().closed()));
        }
        return Commands.run(model.with(model.typing().entered(text)), text);
    }

    private static Transition cancel(Model model, Prompt prompt) {
        if (prompt.kind() == Prompt.Kind.ANSWER) {
            return Operations.answer(model, "");
        }
        Model closed = model.with(model.typing().closed());
        return Transition.to(prompt.kind() == Prompt.Kind.FILTER ? closed.filtered("") : closed);
    }

    private static Model complete(Model model, Prompt prompt) {
        if (prompt.kind() != Prompt.Kind.COMMAND) {
            return model;
        }
        List<String> lines = Commands.completions(model, prompt.text());
        if (lines.isEmpty()) {
            return model;
        }
        String common = lines.get(0);
        for (String line : lines) {
            while (!line.startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        boolean further = common.length() > prompt.text().length();
        return change(model, prompt, further ? common : lines.get(0));
    }

    private static Model recall(Model model, Prompt prompt, int steps) {
        List<String> commands = model.typing().commands();
        int past = prompt.past().orElse(-1) + steps;
        if (prompt.kind() != Prompt.Kind.COMMAND || past >= commands.size()) {
            return model;
        }
        Prompt line = past < 0
                ? Prompt.of(prompt.kind(), "")
                : new Prompt(prompt.kind(), commands.get(commands.size() - 1 - past), OptionalInt.of(past));
        return model.with(model.typing().in(line));
    }

    private static Model change(Model model, Prompt prompt, String text) {
        Model typed = model.typing(prompt.kind(), text);
        return prompt.kind() == Prompt.Kind.FILTER ? typed.filtered(text.strip()) : typed;
    }

    private static String shorter(String text) {
        return text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
}
