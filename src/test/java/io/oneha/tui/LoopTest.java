package io.oneha.tui;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.Changes;
import io.oneha.app.Feed;
import io.oneha.health.ZoneEvent;
import io.oneha.observe.Snapshot;
import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.model.Effect;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Message;
import io.oneha.tui.model.Model;
import io.oneha.tui.screen.Screens;
import io.oneha.tui.terminal.Display;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LoopTest {
    private static final Size SIZE = new Size(80, 24);

    private static final Appearance PLAIN = new Appearance(ColourDepth.NONE, Optional.empty(), false);

    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final Screen screen = new Screen();
    private final Source source = new Source();
    private final List<String> calls = new ArrayList<>();

    @Test
    void theFirstFrameIsThereBeforeTheFeedIsStarted() throws Exception {
        messages.add(new Message.Due(new Effect.Quit(0)));
        run(Scenes.asking(SIZE));

        assertThat(calls).startsWith("show", "start");
        assertThat(Golden.text(screen.frames.get(0), 0)).contains("asking 3 endpoints");
    }

    @Test
    void aSnapshotIsShownAndItsEventsAreKept() throws Exception {
        source.first = Optional.of(Recorded.zone("follower-down", Scenes.START.plusSeconds(60), Duration.ofMillis(2)));
        Model healthy = Scenes.of("healthy", SIZE);
        endWhenShown("server-2 is lost");
        run(healthy);

        assertThat(calls).contains("keep");
        assertThat(source.kept).extracting(ZoneEvent::kind).contains(ZoneEvent.Kind.SERVER_LOST);
    }

    @Test
    void whatLooksTheSameIsNotSentAgain() throws Exception {
        messages.add(new Message.Pasted("nobody types"));
        messages.add(new Message.Resized(SIZE));
        messages.add(new Message.Pressed(Key.of('k')));
        messages.add(new Message.Due(new Effect.Quit(7)));

        assertThat(run(Scenes.of("healthy", SIZE))).isEqualTo(7);
        assertThat(screen.frames).hasSize(1);
    }

    @Test
    void afterAStopTheScreenIsDrawnAnewInTheSizeItHasThen() throws Exception {
        screen.size = new Size(100, 30);
        messages.add(new Message.Due(new Effect.Suspend()));
        screen.onShow = frame -> {
            if (frame.size().equals(screen.size)) {
                messages.add(new Message.Due(new Effect.Quit(0)));
            }
        };
        run(Scenes.of("healthy", SIZE));

        assertThat(calls).contains("suspend");
        assertThat(screen.frames).last().extracting(Frame::size).isEqualTo(new Size(100, 30));
    }

    @Test
    void whatAnExtraCommandAnswersIsTold() throws Exception {
        ExtraCommand kill = new ExtraCommand("kill", "kill SERVER", "", Optional.of('K'), arguments -> {
            if (arguments.get(0).equals("server-1")) {
                throw new IllegalArgumentException("it is down already");
            }
            return "killed " + arguments.get(0);
        });
        Model model = Scenes.withExtras(List.of(kill), false, SIZE);
        messages.add(new Message.Pressed(Key.of('K')));
        screen.onShow = frame -> {
            if (Golden.text(frame, 23).contains("killed server-0")) {
                messages.add(new Message.Pressed(Key.of('j')));
                messages.add(new Message.Pressed(Key.of('K')));
            } else if (Golden.text(frame, 23).contains("kill SERVER: it is down already")) {
                messages.add(new Message.Due(new Effect.Quit(0)));
            }
        };

        assertThat(run(model)).isZero();
    }

    @Test
    void aChangeIsPlannedElsewhereAndWhatBecameOfItIsShown() throws Exception {
        ":scale-up".chars().forEach(typed -> messages.add(new Message.Pressed(Key.of((char) typed))));
        messages.add(new Message.Pressed(Key.of(Key.Kind.ENTER)));
        endWhenShown("Reason      as it is");

        assertThat(run(Scenes.of("healthy", SIZE))).isZero();
    }

    @Test
    void theAgeGoesOnWhileNothingComes() throws Exception {
        Model model = Scenes.of("healthy", SIZE);
        endWhenShown("no news for");
        Clock later = Clock.fixed(model.now().plusSeconds(30), ZoneOffset.UTC);

        assertThat(new Loop(source, Changes.none("as it is"), screen, messages, PLAIN, later).run(model))
                .isZero();
    }

    @Test
    void aBackgroundThatTheTerminalTellsLateIsDrawnFor() throws Exception {
        Appearance coloured = new Appearance(ColourDepth.INDEXED, Optional.empty(), false);
        Model model = Scenes.of("healthy", SIZE);
        messages.add(new Message.Due(new Effect.Recolour(Background.LIGHT)));
        screen.onShow = frame -> {
            if (screen.frames.size() == 2) {
                messages.add(new Message.Due(new Effect.Quit(0)));
            }
        };
        Clock clock = Clock.fixed(model.now(), ZoneOffset.UTC);
        new Loop(source, Changes.none("as it is"), screen, messages, coloured, clock).run(model);

        assertThat(screen.frames).hasSize(2);
        assertThat(screen.frames.get(0).looksLike(drawn(model, Background.DARK)))
                .isTrue();
        assertThat(screen.frames.get(1).looksLike(drawn(model, Background.LIGHT)))
                .isTrue();
    }

    private static Frame drawn(Model model, Background background) {
        return Screens.draw(model, SIZE, Theme.of(ColourDepth.INDEXED, background, false));
    }

    private int run(Model model) throws Exception {
        Clock clock = Clock.fixed(model.now(), ZoneOffset.UTC);
        return new Loop(source, Changes.none("as it is"), screen, messages, PLAIN, clock).run(model);
    }

    private void endWhenShown(String text) {
        screen.onShow = frame -> {
            for (int row = 0; row < frame.size().rows(); row++) {
                if (Golden.text(frame, row).contains(text)) {
                    messages.add(new Message.Due(new Effect.Quit(0)));
                }
            }
        };
    }

    private final class Screen implements Display {
        private final List<Frame> frames = new ArrayList<>();
        private Consumer<Frame> onShow = frame -> {};
        private Size size = SIZE;

        @Override
        public Size size() {
            return size;
        }

        @Override
        public void show(Frame frame) {
            calls.add("show");
            frames.add(frame);
            onShow.accept(frame);
        }

        @Override
        public void suspend() {
            calls.add("suspend");
        }

        @Override
        public void takeAnew() {
            calls.add("takeAnew");
        }
    }

    private final class Source implements Feed {
        private final List<ZoneEvent> kept = new ArrayList<>();
        private Optional<Snapshot> first = Optional.empty();

        @Override
        public void start(Consumer<Snapshot> listener) {
            calls.add("start");
            first.ifPresent(listener);
        }

        @Override
        public void refresh() {
            calls.add("refresh");
        }

        @Override
        public List<ZoneEvent> pastEvents() {
            return List.of();
        }

        @Override
        public void keep(List<ZoneEvent> events) {
            calls.add("keep");
            kept.addAll(events);
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}
