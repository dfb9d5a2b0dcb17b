package io.oneha.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Key.Kind;
import io.oneha.tui.model.Message;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Update;
import io.oneha.tui.screen.Screens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Only what changed is sent, and what is seen is the frame all the same. */
class PainterTest {
    private static final Size SIZE = new Size(80, 24);
    private static final Size LARGE = new Size(120, 40);
    private static final String CLEAR = "\u001b[2J";

    private final AnsiTerminal terminal = new AnsiTerminal();

    @ParameterizedTest
    @EnumSource
    void whatIsSeenIsTheFrameThroughAWholeSession(ColourDepth depth) throws IOException {
        Model model = Scenes.of("healthy2", "follower-down", SIZE);
        List<Model> session = new ArrayList<>(List.of(Scenes.asking(SIZE), model, Scenes.nine(SIZE)));
        session.add(Scenes.press(model, Key.of('j')));
        session.add(Scenes.press(model, Key.of('?')));
        session.add(Scenes.press(model, Key.of('a')));
        session.add(Scenes.press(Scenes.nine(SIZE), Key.of('G'), Key.of(Kind.ENTER)));
        session.add(Scenes.press(model, Key.of(':')));
        session.add(Scenes.type(Scenes.press(model, Key.of(':')), "hosts"));
        session.add(Scenes.nine(SIZE));
        session.add(model);
        Painter painter = new Painter(terminal, SIZE);
        SeenScreen screen = new SeenScreen(SIZE);
        terminal.setCursorVisible(false);

        for (Model shown : session) {
            assertSeen(Screens.draw(shown, SIZE, Theme.of(depth, Background.DARK, false)), painter, screen);
        }
    }

    @Test
    void wideGlyphsComeAndGoWithoutATrace() throws IOException {
        Painter painter = new Painter(terminal, SIZE);
        SeenScreen screen = new SeenScreen(SIZE);
        terminal.setCursorVisible(false);
        Random random = new Random(7);
        String[] texts = {"日本", "a", "🚀", "xyz", "本日x", " ", "n1a1-日", "한", " ".repeat(40)};
        for (int round = 0; round < 300; round++) {
            Canvas canvas = new Canvas(SIZE, theme());
            for (int i = 0; i < 60; i++) {
                Tone tone = Tone.values()[random.nextInt(Tone.values().length)];
                canvas.put(random.nextInt(80), random.nextInt(24), texts[random.nextInt(texts.length)], tone);
            }
            if (round % 3 == 0) {
                canvas.cursor(random.nextInt(80), random.nextInt(24));
            }
            assertSeen(canvas.frame(), painter, screen);
        }
    }

    @Test
    void noColourOfAFrameIsLeftForWhatErasesTheScreenLater() throws IOException {
        Painter painter = new Painter(terminal, SIZE);
        Canvas canvas = new Canvas(SIZE, theme());
        canvas.put(0, 23, "selected", Tone.SELECTED);
        painter.paint(canvas.frame());

        String sent = new String(terminal.take(), StandardCharsets.UTF_8);
        String behind = sent.substring(sent.indexOf("selected"));
        assertThat(behind).contains("\u001b[0m");
    }

    @Test
    void aNewSizeIsDrawnOnAClearedScreen() throws IOException {
        Painter painter = new Painter(terminal, SIZE);
        painter.paint(Screens.draw(Scenes.of("healthy", SIZE), SIZE, theme()));
        terminal.take();
        Frame frame = Screens.draw(Scenes.of("healthy", LARGE), LARGE, theme());
        painter.paint(frame);
        byte[] update = terminal.take();
        SeenScreen screen = new SeenScreen(LARGE);
        screen.feed("\u001b[?25l\u001b[5;5Hleft over".getBytes(StandardCharsets.US_ASCII));
        screen.feed(update);

        screen.assertShows(frame);
        assertThat(text(update)).containsOnlyOnce(CLEAR);
    }

    @Test
    void aSecondThatGoesByCostsAFewBytes() throws IOException {
        Model model = Scenes.of("healthy", SIZE);
        Model later = Update.apply(model, new Message.Ticked(model.now().plusSeconds(1)))
                .model();

        assertThat(whole(model, SIZE).length).isGreaterThan(1500);
        assertThat(update(model, later, SIZE).length).isBetween(1, 80);
    }

    @Test
    void helpIsDrawnOverWhatIsThereWithoutClearing() throws IOException {
        Model model = Scenes.of("healthy", LARGE);
        Model help = Scenes.press(model, Key.of('?'));
        byte[] update = update(model, help, LARGE);

        assertThat(text(update)).contains("Help").doesNotContain(CLEAR);
        assertThat(update.length).isLessThan(5500);
    }

    @Test
    void nothingIsSentForAFrameThatLooksTheSame() throws IOException {
        Model model = Scenes.of("healthy", SIZE);

        assertThat(update(model, model, SIZE)).isEmpty();
    }

    private byte[] whole(Model model, Size size) throws IOException {
        return update(new Painter(terminal, size), model, size);
    }

    private byte[] update(Model before, Model after, Size size) throws IOException {
        Painter painter = new Painter(terminal, size);
        update(painter, before, size);
        return update(painter, after, size);
    }

    private byte[] update(Painter painter, Model model, Size size) throws IOException {
        painter.paint(Screens.draw(model, size, theme()));
        return terminal.take();
    }

    private void assertSeen(Frame frame, Painter painter, SeenScreen screen) throws IOException {
        painter.paint(frame);
        byte[] update = terminal.take();
        screen.feed(update);
        screen.assertShows(frame);
        assertThat(text(update)).doesNotContain(CLEAR);
    }

    private static Theme theme() {
        return Theme.of(ColourDepth.INDEXED, Background.DARK, false);
    }

    private static String text(byte[] update) {
        return new String(update, StandardCharsets.UTF_8);
    }
}
