package io.oneha.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.term.ControlParser;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Key.Kind;
import io.oneha.tui.model.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDecoderTest {
    private final List<Message> messages = new ArrayList<>();
    private final ControlParser decoder = new ControlParser(new KeyDecoder(messages::add));

    @ParameterizedTest
    @CsvSource({
        "[A, UP",
        "[B, DOWN",
        "[C, RIGHT",
        "[D, LEFT",
        "OA, UP",
        "OB, DOWN",
        "OC, RIGHT",
        "OD, LEFT",
        "[H, HOME",
        "[F, END",
        "OH, HOME",
        "OF, END",
        "[1~, HOME",
        "[4~, END",
        "[7~, HOME",
        "[8~, END",
        "[3~, DELETE",
        "[5~, PAGE_UP",
        "[6~, PAGE_DOWN",
        "[Z, BACK_TAB",
        "[1;5A, UP",
        "[5;2~, PAGE_UP",
        "OP, OTHER",
        "[15~, OTHER",
        "[2~, OTHER",
        "OM, ENTER"
    })
    void sequencesOfXtermAndItsKinAreKeys(String sequence, Kind kind) {
        feed("\u001b" + sequence);

        assertThat(keys()).containsExactly(Key.of(kind));
    }

    @ParameterizedTest
    @CsvSource({"13, ENTER", "10, ENTER", "9, TAB", "127, BACKSPACE", "8, BACKSPACE"})
    void controlCharactersWithAKeyOfTheirOwnAreThatKey(int character, Kind kind) {
        feed(String.valueOf((char) character));

        assertThat(keys()).containsExactly(Key.of(kind));
    }

    @Test
    void otherControlCharactersAreCtrlAndALetter() {
        feed("\u0003\u001a\u0004");

        assertThat(keys()).containsExactly(Key.ctrl('c'), Key.ctrl('z'), Key.ctrl('d'));
    }

    @Test
    void textIsUtf8() {
        feed("aé日🚀");

        assertThat(keys()).extracting(Key::text).containsExactly("a", "é", "日", "🚀");
    }

    @Test
    void aSequenceMayComeInPieces() {
        for (byte octet : bytes("\u001b[5~日")) {
            decoder.feed(new byte[] {octet}, 1);
        }

        assertThat(keys()).extracting(Key::kind).containsExactly(Kind.PAGE_UP, Kind.CHARACTER);
    }

    @Test
    void anEscapeAloneIsUndecidedUntilNothingMoreComes() {
        feed("\u001b");

        assertThat(decoder.isUndecided()).isTrue();
        assertThat(messages).isEmpty();
        decoder.settle();
        assertThat(keys()).containsExactly(Key.of(Kind.ESCAPE));
        assertThat(decoder.isUndecided()).isFalse();
    }

    @Test
    void anEscapeBeforeALetterLosesNeither() {
        feed("\u001bj\u001b\u001b[A");

        assertThat(keys()).containsExactly(Key.of(Kind.ESCAPE), Key.of('j'), Key.of(Kind.ESCAPE), Key.of(Kind.UP));
    }

    @Test
    void aPasteIsOneMessageAndNotKeys() {
        feed("\u001b[200~q:quit\n\u001b[3~\u001b[201~x");

        assertThat(messages).containsExactly(new Message.Pasted("q:quit\n\u001b[3~"), new Message.Pressed(Key.of('x')));
    }

    @Test
    void aHugePasteIsCutAndItsEndStillFound() {
        feed("\u001b[200~" + "y".repeat(100_000) + "\u001b[201~x");

        assertThat(messages).hasSize(2);
        assertThat(((Message.Pasted) messages.get(0)).text()).hasSizeLessThanOrEqualTo(4096);
        assertThat(messages.get(1)).isEqualTo(new Message.Pressed(Key.of('x')));
    }

    @Test
    void garbageEndsNothing() {
        feed("\u001b[" + "9".repeat(200));
        decoder.feed(new byte[] {(byte) 0xff, (byte) 0x80, (byte) 0xc3, 'j'}, 4);

        assertThat(keys()).last().isEqualTo(Key.of('j'));
    }

    private void feed(String text) {
        byte[] bytes = bytes(text);
        decoder.feed(bytes, bytes.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<Key> keys() {
        return messages.stream()
                .map(message -> ((Message.Pressed) message).key())
                .toList();
    }
}
