package io.oneha.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.term.Background;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Message;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A terminal is asked once for its background, and nobody waits for the answer but who leaves it. */
class BackgroundQueryTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<Background> told = new ArrayList<>();
    private final BackgroundQuery query = new BackgroundQuery(told::add);

    @ParameterizedTest
    @CsvSource({
        "rgb:0000/0000/0000, DARK",
        "rgb:1e1e/1e1e/1e1e, DARK",
        "rgb:28/2c/34, DARK",
        "rgb:0000/2b2b/3636, DARK",
        "rgb:ffff/ffff/ffff, LIGHT",
        "rgb:fdfd/f6f6/e3e3, LIGHT",
        "rgb:f/f/f, LIGHT",
        "rgba:ffff/ffff/dddd/ffff, LIGHT",
        "rgb:8080/8080/8080, LIGHT",
        "rgb:6000/6000/6000, DARK",
    })
    void aColourIsDarkOrLightByItsLuminance(String colour, Background background) {
        query.question();
        hear("\u001b]11;" + colour + "\u001b\\");

        assertThat(told).containsExactly(background);
    }

    @Test
    void anAnswerMayComeInPieces() {
        query.question();
        for (char part : "\u001b]11;rgb:ffff/ffff/ffff\u0007".toCharArray()) {
            hear(String.valueOf(part));
        }

        assertThat(told).containsExactly(Background.LIGHT);
    }

    @Test
    void aTerminalThatTellsItsAttributesOnlyHasNoColourToTell() throws Exception {
        query.question();
        hear("\u001b[?62;22c");
        hear("\u001b]11;rgb:ffff/ffff/ffff\u0007");

        assertThat(told).isEmpty();
    }

    @Test
    void whatNobodyAskedForChangesNothing() {
        hear("\u001b]11;rgb:ffff/ffff/ffff\u0007\u001b[?62;22c");
        query.question();

        assertThat(told).isEmpty();
    }

    @Test
    void anAnswerCountsHoweverLateItComes() throws Exception {
        query.question();
        query.awaitAnswer(AT_ONCE);
        hear("j");
        hear("\u001b]11;rgb:ffff/ffff/ffff\u0007");

        assertThat(told).containsExactly(Background.LIGHT);
    }

    @Test
    void theTerminalIsLeftWhenTheWholeAnswerIsThere() throws Exception {
        query.question();
        hear("\u001b]11;rgb:0000/0000/0000\u0007");
        Thread late = new Thread(() -> {
            sleep();
            told.clear();
            hear("\u001b[?62;22c");
        });
        late.start();
        long start = System.nanoTime();
        query.awaitAnswer(LONG);

        assertThat(told).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
        late.join();
    }

    @Test
    void aTerminalThatWasNotAskedIsLeftAtOnce() throws Exception {
        long start = System.nanoTime();
        query.awaitAnswer(LONG);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
    }

    @Test
    void keysThatAreTypedMeanwhileAreKeysAndTheAnswerIsNone() throws Exception {
        List<Message> messages = new ArrayList<>();
        query.question();
        byte[] sent = "j\u001b]11;rgb:ffff/ffff/ffff\u001b\\\u001b[?62;22ck".getBytes(StandardCharsets.US_ASCII);

        new KeyReader(new ByteArrayInputStream(sent), messages::add, query).run();

        assertThat(messages)
                .startsWith(pressed('j'), pressed('k'))
                .hasSize(3)
                .last()
                .isInstanceOf(Message.Due.class);
        assertThat(told).containsExactly(Background.LIGHT);
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Message pressed(char key) {
        return new Message.Pressed(new Key(Key.Kind.CHARACTER, key, false));
    }

    private void hear(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        query.hear(bytes, bytes.length);
    }
}
