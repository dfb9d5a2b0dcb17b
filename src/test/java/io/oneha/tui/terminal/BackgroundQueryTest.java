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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A terminal is asked once for its background, and not waited for. */
class BackgroundQueryTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final BackgroundQuery query = new BackgroundQuery();

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
    void aColourIsDarkOrLightByItsLuminance(String colour, Background background) throws Exception {
        hear("\u001b]11;" + colour + "\u001b\\");

        assertThat(query.answer(AT_ONCE)).contains(background);
    }

    @Test
    void anAnswerMayComeInPieces() throws Exception {
        for (char part : "\u001b]11;rgb:ffff/ffff/ffff\u0007".toCharArray()) {
            hear(String.valueOf(part));
        }

        assertThat(query.answer(AT_ONCE)).contains(Background.LIGHT);
    }

    @Test
    void aTerminalThatTellsItsAttributesOnlyIsNotWaitedFor() throws Exception {
        hear("\u001b[?62;22c");

        long start = System.nanoTime();
        assertThat(query.answer(LONG)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
    }

    @Test
    void whatComesTooLateChangesNothing() throws Exception {
        Optional<Background> first = query.answer(AT_ONCE);
        hear("\u001b]11;rgb:ffff/ffff/ffff\u0007");

        assertThat(first).isEmpty();
        assertThat(query.answer(AT_ONCE)).isEmpty();
    }

    @Test
    void keysThatAreTypedMeanwhileAreKeysAndTheAnswerIsNone() throws Exception {
        List<Message> messages = new ArrayList<>();
        byte[] sent = "j\u001b]11;rgb:ffff/ffff/ffff\u001b\\\u001b[?62;22ck".getBytes(StandardCharsets.US_ASCII);

        new KeyReader(new ByteArrayInputStream(sent), messages::add, query).run();

        assertThat(messages)
                .startsWith(pressed('j'), pressed('k'))
                .hasSize(3)
                .last()
                .isInstanceOf(Message.Due.class);
        assertThat(query.answer(AT_ONCE)).contains(Background.LIGHT);
    }

    private static Message pressed(char key) {
        return new Message.Pressed(new Key(Key.Kind.CHARACTER, key, false));
    }

    private void hear(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        query.hear(bytes, bytes.length);
    }
}
