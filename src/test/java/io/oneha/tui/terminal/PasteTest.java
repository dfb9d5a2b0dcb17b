package io.oneha.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.term.ControlParser;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bracketed paste whose end never comes does not take the keyboard away; one that comes late is still a paste. */
class PasteTest {
    private static final String BEGIN = "\u001b[200~";
    private static final String END = "\u001b[201~";

    private final List<Message> messages = new ArrayList<>();
    private final ControlParser parser = new ControlParser(new KeyDecoder(messages::add));

    @Test
    void afterAWhileOfSilenceAPasteWithoutAnEndIsOver() {
        read(BEGIN + "a");
        parser.rest(Duration.ofSeconds(11));
        read("j");

        assertThat(messages).containsExactly(new Message.Pressed(Key.of('j')));
    }

    @Test
    void aPasteThatIsHeldUpOnItsWayIsNotTorn() {
        read(BEGIN + "rm ");
        parser.rest(Duration.ofSeconds(5));
        read("q\n" + END);

        assertThat(messages).containsExactly(new Message.Pasted("rm q\n"));
    }

    @Test
    void ctrlCEndsAPasteAtOnce() {
        read(BEGIN + "a");
        read("q");
        read("\u0003");
        read("j");

        assertThat(messages).containsExactly(new Message.Pressed(Key.ctrl('c')), new Message.Pressed(Key.of('j')));
    }

    @Test
    void aControlCharacterInTheMiddleOfAPasteIsText() {
        read(BEGIN + "a\u0003q" + END);

        assertThat(messages).containsExactly(new Message.Pasted("a\u0003q"));
    }

    @Test
    void whatAPasteHeldThatWasGivenUpIsInNoOther() {
        read(BEGIN + "secret\u001b");
        read("\u0003");
        read(BEGIN + "n1a2" + END);

        assertThat(messages).containsExactly(new Message.Pressed(Key.ctrl('c')), new Message.Pasted("n1a2"));
    }

    private void read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parser.feed(bytes, bytes.length);
    }
}
