package io.oneha.tui;

import io.oneha.app.Changes;
import io.oneha.app.Feed;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.model.Effect;
import io.oneha.tui.model.Message;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Transition;
import io.oneha.tui.model.Update;
import io.oneha.tui.screen.Screens;
import io.oneha.tui.terminal.Display;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The one thread that owns model and screen: it takes messages, and shows what they made of the model. */
final class Loop {
    /** A little over a second, so that looks that come every second redraw the clock and the ages as well. */
    private static final long TICK_MILLIS = 1100;

    private final Feed feed;
    private final Changes changes;
    private final Display display;
    private final BlockingQueue<Message> messages;
    private final Clock clock;
    private final Appearance appearance;
    private Theme theme;
    private Optional<Frame> shown = Optional.empty();
    private long drawnAt;

    Loop(
            Feed feed,
            Changes changes,
            Display display,
            BlockingQueue<Message> messages,
            Appearance appearance,
            Clock clock) {
        this.feed = feed;
        this.changes = changes;
        this.display = display;
        this.messages = messages;
        this.appearance = appearance;
        this.theme = appearance.theme();
        this.clock = clock;
    }

    /** Shows the first frame at once, then starts the feed, and goes on until a message ends it. */
    int run(Model start) throws IOException, InterruptedException {
        Model model = show(start);
        feed.start(snapshot -> messages.add(new Message.Observed(snapshot)));
        while (true) {
            Optional<Message> message = Optional.ofNullable(messages.poll(untilTick(), TimeUnit.MILLISECONDS));
            model = Update.apply(model, new Message.Ticked(clock.instant())).model();
            while (message.isPresent()) {
                Transition step = Update.apply(model, message.get());
                model = step.model();
                for (Effect effect : step.effects()) {
                    OptionalInt end = perform(effect);
                    if (end.isPresent()) {
                        return end.getAsInt();
                    }
                }
                message = Optional.ofNullable(messages.poll());
            }
            model = show(model);
        }
    }

    /** Ages and the clock move on when nothing else redraws them. */
    private long untilTick() {
        long left = drawnAt + TICK_MILLIS - clock.millis();
        return Math.max(1, Math.min(left, TICK_MILLIS));
    }

    private Model show(Model model) throws IOException {
        drawnAt = clock.millis();
        Frame frame = Screens.draw(model, model.size(), theme);
        if (shown.isEmpty() || !shown.get().looksLike(frame)) {
            display.show(frame);
            shown = Optional.of(frame);
        }
        return model.scrollable(frame.scrollLimit());
    }

    private OptionalInt perform(Effect effect) throws IOException {
        if (effect instanceof Effect.Quit quit) {
            return OptionalInt.of(quit.exitCode());
        }
        if (effect instanceof Effect.Refresh) {
            feed.refresh();
        } else if (effect instanceof Effect.Keep keep) {
            feed.keep(keep.events());
        } else if (effect instanceof Effect.Run run) {
            messages.add(told(run));
        } else if (effect instanceof Effect.Plan plan) {
            changes.plan(plan.wanted(), decision -> messages.add(new Message.Decided(plan.wanted(), decision)));
        } else if (effect instanceof Effect.Start start) {
            changes.start(
                    start.wanted(),
                    start.plan(),
                    event -> messages.add(new Message.Ran(event)),
                    reason -> messages.add(new Message.Broke(reason)));
        } else if (effect instanceof Effect.StopRun) {
            changes.stop();
        } else if (effect instanceof Effect.Suspend) {
            display.suspend();
            anew();
        } else if (effect instanceof Effect.Repaint) {
            display.takeAnew();
            anew();
        } else if (effect instanceof Effect.Recolour recolour) {
            theme = appearance.on(recolour.background()).theme();
        }
        return OptionalInt.empty();
    }

    /** Nothing of what was shown is there any more, and the size may have changed meanwhile. */
    private void anew() throws IOException {
        shown = Optional.empty();
        messages.add(new Message.Resized(display.size()));
    }

    private static Message told(Effect.Run run) {
        try {
            return new Message.Told(run.command().run().apply(run.arguments()), false);
        } catch (IllegalArgumentException e) {
            return new Message.Told(run.command().usage() + ": " + e.getMessage(), true);
        }
    }
}
