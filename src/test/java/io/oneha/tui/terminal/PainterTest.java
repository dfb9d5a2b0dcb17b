package io.oneha.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Paint;
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

/** Only what changed is sent, and what is seen is the frame all the same. */
class PainterTest {
    private static final Size SIZE = new Size(80, 24);
    private static final Theme THEME = Theme.of(ColourDepth.INDEXED, false);

    private final DefaultVirtualTerminal terminal =
            new DefaultVirtualTerminal(new TerminalSize(SIZE.columns(), SIZE.rows()));
    private final Painter painter = new Painter();

    @Test
    void whatIsSeenIsTheFrameThroughAWholeSession() throws IOException {
        TerminalScreen screen = start();
        Model model = Scenes.of("healthy2", "follower-down", SIZE);
        List<Model> session = new ArrayList<>(List.of(Scenes.asking(SIZE), model, Scenes.nine(SIZE)));
        session.add(Scenes.press(model, Key.of('j')));
        session.add(Scenes.press(model, Key.of('?')));
        session.add(Scenes.press(model, Key.of('a')));
        session.add(Scenes.press(Scenes.nine(SIZE), Key.of('G'), Key.of(Kind.ENTER)));
        session.add(Scenes.nine(SIZE));
        session.add(model);

        for (Model shown : session) {
            Frame frame = Screens.draw(shown, SIZE, THEME);
            painter.paint(frame, screen);
            screen.refresh();
            assertSeen(frame);
        }
    }

    @Test
    void wideGlyphsComeAndGoWithoutATrace() throws IOException {
        TerminalScreen screen = start();
        Random random = new Random(7);
        String[] texts = {"日本", "a", "🚀", "xyz", "本日x", " ", "n1a1-日", "한"};
        for (int round = 0; round < 300; round++) {
            Canvas canvas = new Canvas(SIZE, THEME);
            for (int i = 0; i < 60; i++) {
                Tone tone = Tone.values()[random.nextInt(Tone.values().length)];
                canvas.put(random.nextInt(80), random.nextInt(24), texts[random.nextInt(texts.length)], tone);
            }
            Frame frame = canvas.frame();
            painter.paint(frame, screen);
            screen.refresh();
            assertSeen(frame);
        }
    }

    @Test
    void aSecondThatGoesByCostsAFewBytes() throws IOException {
        AnsiTerminal ansi = new AnsiTerminal(SIZE);
        TerminalScreen screen = new TerminalScreen(ansi);
        screen.setCursorPosition(null);
        screen.startScreen();
        Model model = Scenes.of("healthy", SIZE);
        painter.paint(Screens.draw(model, SIZE, THEME), screen);
        screen.refresh();
        int whole = ansi.take().length;

        Model later = Update.apply(model, new Message.Ticked(model.now().plusSeconds(1)))
                .model();
        painter.paint(Screens.draw(later, SIZE, THEME), screen);
        screen.refresh();
        byte[] update = ansi.take();

        assertThat(whole).isGreaterThan(2000);
        assertThat(update.length).isBetween(1, 150);
        assertThat(new String(update, StandardCharsets.UTF_8)).doesNotContain("\u001b[2J");
    }

    private TerminalScreen start() throws IOException {
        TerminalScreen screen = new TerminalScreen(terminal);
        screen.startScreen();
        return screen;
    }

    private void assertSeen(Frame frame) {
        for (int row = 0; row < SIZE.rows(); row++) {
            for (int column = 0; column < SIZE.columns(); column++) {
                String glyph = frame.glyph(column, row);
                if (!glyph.isEmpty()) {
                    TextCharacter seen = terminal.getCharacter(column, row);
                    Paint paint = frame.paint(column, row);
                    assertThat(seen.getCharacterString())
                            .as("column %d, row %d", column, row)
                            .isEqualTo(glyph);
                    assertThat(seen.getModifiers().contains(SGR.REVERSE)).isEqualTo(paint.reverse());
                    assertThat(seen.isBold()).isEqualTo(paint.bold());
                    assertThat(seen.getBackgroundColor().equals(TextColor.ANSI.DEFAULT))
                            .isEqualTo(paint.background() == Paint.DEFAULT);
                }
            }
        }
    }
}
