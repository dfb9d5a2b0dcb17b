package io.oneha.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain text, ä, 前|plain text, ä, 前",
                "`\u001b[31mred\u001b[0m`|[31mred[0m",
                "`one\r\ntwo\n\nthree`|one two three",
                "`a\tb`|a b",
                "`\nstart`|start",
                "`c1 \u009b31m del \u007f nul \u0000.`|c1 31m del  nul .",
                "`bidi \u202eevil\u202c \u2066x\u2069`|bidi evil x",
                "``|``"
            })
    void plainTextIsWhatATerminalShowsAndDoesNotObey(String text, String plain) {
        assertThat(Text.plain(text)).isEqualTo(plain);
    }
}
