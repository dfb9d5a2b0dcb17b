package io.oneha.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.term.ControlParser;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Key.Kind;
import io.oneha.tui.model.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a terminal reports is no key, however it arrives. */
class ReportsTest {
    private static final String ESC = "\u001b";
    private static final String ST = ESC + "\\";
    private static final String BEL = "\u0007";

    private final List<Message> messages = new ArrayList<>();
    private final ControlParser parser = new ControlParser(new KeyDecoder(messages::add));

    /** Latin-1, so that each character is a byte. Sources: xterm's ctlseqs, ECMA-48. */
    static List<String> reports() {
        return List.of(
                ESC + "[<0;43;12M",
                ESC + "[<0;43;12m",
                ESC + "[<64;200;5M",
                ESC + "[<35;1;1M",
                ESC + "[M K+",
                ESC + "[M#KK",
                ESC + "[M`qq",
                ESC + "[M \u00e5\u00ff",
                ESC + "[M \u0000\u0000",
                ESC + "[M \u001b\r",
                ESC + "[M \u0003q",
                ESC + "[M \u00c4\u0085K",
                ESC + "[MK\u00c4\u0085\u00c3\u00a0",
                ESC + "[MC\u00df\u00bf\u00c2\u0080",
                ESC + "[32;43;12M",
                ESC + "[tKq",
                ESC + "[TKqKqKq",
                ESC + "[I",
                ESC + "[O",
                ESC + "[12;40R",
                ESC + "[?12;40R",
                ESC + "[0n",
                ESC + "[?997;1n",
                ESC + "[?62;22c",
                ESC + "[?64;1;2;4;6;9;15;16;17;18;21;22;28;29;52;314c",
                ESC + "[>41;388;0c",
                ESC + "[?2026;2$y",
                ESC + "[8;24;80t",
                ESC + "[?1u",
                ESC + "[97;5u",
                ESC + "[27;5;106~",
                ESC + "[201~",
                ESC + "[" + "1;".repeat(300) + "A",
                ESC + "]11;rgb:1e1e/1e1e/1e1e" + BEL,
                ESC + "]11;rgb:1e1e/1e1e/1e1e" + ST,
                ESC + "]4;0;rgb:0000/0000/0000" + ST,
                ESC + "]52;c;" + "cUtraw==".repeat(2000) + BEL,
                ESC + "]lqKtitle \u00c3\u00a9\u00c2\u009c" + ST,
                ESC + "P>|XTerm(388)" + ST,
                ESC + "P1$r0m" + ST,
                ESC + "P!|00000000" + BEL + "q" + ST,
                ESC + "_Gi=31;OK" + ST,
                ESC + "^qK" + ST,
                ESC + "XqK" + ST,
                ESC + "NK",
                ESC + "O~",
                ST,
                "\u009b<0;43;12M",
                "\u009d11;rgb:1e1e/1e1e/1e1e" + BEL,
                "\u0090>|XTerm(388)" + ST,
                "\u00c2\u009b<0;43;12M");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void aReportIsNoKeyAndTheKeyAfterItIsOne(String report) {
        feed(report + "j");

        assertThat(messages).containsExactly(pressed('j'));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void norIsOneThatComesInTwoReads(String report) {
        byte[] bytes = bytes(report);
        for (int cut = 1; cut < bytes.length && cut < 80; cut++) {
            messages.clear();
            parser.feed(bytes, cut);
            byte[] rest = Arrays.copyOfRange(bytes, cut, bytes.length);
            parser.feed(rest, rest.length);
            feed("j");

            assertThat(messages).as("cut after %d bytes", cut).containsExactly(pressed('j'));
        }
    }

    @Test
    void aReportWhoseEscapeCameAloneIsNotTyped() {
        for (String report : List.of("[<0;43;12M", "[M K+", "]11;rgb:1e1e/1e1e/1e1e" + BEL)) {
            messages.clear();
            feed(ESC);
            parser.settle();
            feed(report + "j");

            assertThat(messages).containsExactly(new Message.Pressed(Key.of(Kind.ESCAPE)), pressed('j'));
        }
    }

    @Test
    void aBracketThatIsTypedLongAfterTheEscapeKeyIsABracket() {
        feed(ESC);
        parser.settle();
        parser.rest(Duration.ofSeconds(3));
        feed("[j");

        assertThat(messages).containsExactly(new Message.Pressed(Key.of(Kind.ESCAPE)), pressed('['), pressed('j'));
    }

    @Test
    void aStringThatNeverEndsSwallowsNoKeysForEver() {
        feed(ESC + "]11;rgb:");
        parser.rest(Duration.ofSeconds(3));
        feed("j");
        feed(ESC + "]11;rgb:\u0003");
        feed(ESC + "]11;rgb:" + ESC + ESC + "[A");

        assertThat(messages)
                .startsWith(pressed('j'), new Message.Pressed(Key.ctrl('c')))
                .endsWith(new Message.Pressed(Key.of(Kind.UP)));
    }

    @Test
    void noSequenceOfReportsEverMakesAKey() {
        Random random = new Random(20261128);
        // A terminal that speaks in C1 controls of one byte is not the one that sends mouse reports beside UTF-8.
        List<String> reports = reports().stream()
                .filter(report -> report.charAt(0) < '\u0080' || report.charAt(0) > '\u009f')
                .toList();
        for (int round = 0; round < 20_000; round++) {
            StringBuilder sent = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                sent.append(random.nextBoolean() ? reports.get(random.nextInt(reports.size())) : made(random));
            }
            byte[] bytes = bytes(sent.toString());
            int at = 0;
            while (at < bytes.length) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(12));
                parser.feed(Arrays.copyOfRange(bytes, at, at + length), length);
                at += length;
            }
            assertThat(messages).as(sent.toString()).isEmpty();
        }
        feed("j");
        assertThat(messages).containsExactly(pressed('j'));
    }

    /** A report of a kind that may be, with contents by chance. */
    private static String made(Random random) {
        return switch (random.nextInt(5)) {
            case 0 ->
                ESC + "[<" + random.nextInt(200) + ";" + random.nextInt(999) + ";" + random.nextInt(999)
                        + (random.nextBoolean() ? "M" : "m");
            case 1 -> ESC + "[M" + any(random, 32, 255, 3).replaceAll("[\u00c2-\u00df][\u0080-\u00bf]", "KK");
            case 2 ->
                ESC + "]" + random.nextInt(20) + ";" + any(random, 32, 126, random.nextInt(200))
                        + (random.nextBoolean() ? BEL : ST);
            case 3 -> ESC + "P_^X".charAt(random.nextInt(4)) + any(random, 32, 126, random.nextInt(200)) + ST;
            default ->
                ESC + "[" + "?>=<".charAt(random.nextInt(4)) + any(random, 48, 59, random.nextInt(60))
                        + any(random, 32, 47, random.nextInt(2)) + any(random, 64, 126, 1);
        };
    }

    private static String any(Random random, int from, int to, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (from + random.nextInt(to - from + 1)));
        }
        return text.toString();
    }

    private void feed(String latin1) {
        byte[] bytes = bytes(latin1);
        parser.feed(bytes, bytes.length);
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Message pressed(char key) {
        return new Message.Pressed(Key.of(key));
    }
}
