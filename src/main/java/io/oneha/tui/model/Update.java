package io.oneha.tui.model;

import io.oneha.health.ZoneEvent;
import io.oneha.observe.Snapshot;
import java.util.List;
import java.util.Optional;

/** What a message makes of the model. */
public final class Update {
    private Update() {}

    /** The model after {@code message}, and what is to be done outside it. */
    public static Transition apply(Model model, Message message) {
        Transition step = dispatch(model, message);
        Model after = step.model();
        boolean elsewhere =
                !after.view().isSameScreen(model.view()) || !after.filter().equals(model.filter());
        boolean left = elsewhere && after.notice().equals(model.notice());
        return left && after.notice().isPresent() ? new Transition(after.untold(), step.effects()) : step;
    }

    private static Transition dispatch(Model model, Message message) {
        if (message instanceof Message.Pressed pressed) {
            return press(model, pressed.key());
        }
        if (message instanceof Message.Observed observed) {
            return observe(model, observed.snapshot());
        }
        if (message instanceof Message.Ticked ticked) {
            return Transition.to(model.at(ticked.now()));
        }
        if (message instanceof Message.Resized resized) {
            return Transition.to(model.with(resized.size()));
        }
        if (message instanceof Message.Told told) {
            return Transition.to(model.told(told.text(), told.isError()));
        }
        if (message instanceof Message.Decided decided) {
            return Operations.decided(model, decided.wanted(), decided.decision());
        }
        if (message instanceof Message.Ran ran) {
            return Operations.ran(model, ran.event());
        }
        if (message instanceof Message.Broke broke) {
            return Operations.broke(model, broke.reason());
        }
        if (message instanceof Message.Pasted pasted) {
            return Transition.to(paste(model, pasted.text()));
        }
        return Transition.to(model, ((Message.Due) message).effect());
    }

    private static Transition press(Model model, Key key) {
        Optional<Prompt> prompt = model.typing().prompt();
        if (prompt.isPresent()) {
            return Prompts.press(model, prompt.get(), key);
        }
        return Actions.of(model, key).map(action -> action.run(model)).orElseGet(() -> Transition.to(model));
    }

    /** Pasted text is never taken for keys: only a line being typed takes it in. */
    private static Model paste(Model model, String text) {
        return model.typing()
                .prompt()
                .map(prompt -> Prompts.insert(model, prompt, text.strip()))
                .orElse(model);
    }

    private static Transition observe(Model model, Snapshot snapshot) {
        Watch after = model.live().next(snapshot);
        Model known = model.with(after);
        List<ZoneEvent> fresh =
                fresh(model.live().history().events(), after.history().events());
        return fresh.isEmpty() ? Transition.to(known) : Transition.to(known, new Effect.Keep(fresh));
    }

    /** The events that came after the last old one; the list is bounded, so its length does not tell. */
    private static List<ZoneEvent> fresh(List<ZoneEvent> before, List<ZoneEvent> after) {
        int last = before.isEmpty() ? -1 : after.lastIndexOf(before.get(before.size() - 1));
        return List.copyOf(after.subList(last + 1, after.size()));
    }
}
