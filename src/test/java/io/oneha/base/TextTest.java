package io.oneha.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    static IntStream controls() {
        return IntStream.of(
                0x00, 0x07, 0x08, 0x0b, 0x0c, 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0x061c, 0x200e, 0x200f, 0x202a,
                0x202e, 0x2066, 0x2069, 0xd800, 0xdfff);
    }

    @ParameterizedTest
    @MethodSource("controls")
    void whatATerminalObeysIsDropped(int c) {
        assertThat(Text.clean("a" + (char) c + "b")).isEqualTo("ab");
        assertThat(Text.printable("a" + (char) c + "b")).isEqualTo("ab");
    }

    static IntStream invisible() {
        return IntStream.of(
                0x00ad, 0x034f, 0x180e, 0x200b, 0x200c, 0x200d, 0x2060, 0x2061, 0x2065, 0x206f, 0x3164, 0xfe0f, 0xfeff,
                0xfff9, 0xe0001, 0xe0041, 0xe007f, 0xe0100);
    }

    @ParameterizedTest
    @MethodSource("invisible")
    void whatNobodySeesIsDropped(int c) {
        String text = "a" + Character.toString(c) + "b";
        assertThat(Text.clean(text)).isEqualTo("ab");
        assertThat(Text.printable(text)).isEqualTo("ab");
        assertThat(Text.message(text)).isEqualTo("ab");
    }

    @Test
    void severalLinesBecomeOne() {
        assertThat(Text.clean("a\nb\r\nc\rd\te\u2028f\u2029g")).isEqualTo("a b c d e f g");
        assertThat(Text.printable("a\nb\r\nc\rd\te")).isEqualTo("a\nb\nc\nd\te");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[one.zone.raftstatus] User couldn't be authenticated, aborting call.",
                "two  spaces",
                "Zürich",
                "東京",
                "👩🚀"
            })
    void everythingElseStays(String text) {
        assertThat(Text.clean(text)).isEqualTo(text);
        assertThat(Text.printable(text)).isEqualTo(text);
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        assertThat(Text.clean("x".repeat(1000))).hasSize(500).endsWith("xx...");
        assertThat(Text.clean("x".repeat(500))).isEqualTo("x".repeat(500));
        assertThat(Text.clean("ab\ud83d\ude80cdef", 6)).isEqualTo("ab...");
        assertThat(Text.clean("\u0000".repeat(1000) + "a")).isEqualTo("a");
        assertThat(Text.printable("x\u0000".repeat(100_000))).hasSize(100_000);
    }
}
