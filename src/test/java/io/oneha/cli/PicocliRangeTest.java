package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stands for picocli's own method in the binary, and has to answer as that does. */
class PicocliRangeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "12, 12",
        "2147483647, 2147483647",
        "2147483648, 7",
        "99999999999999999999, 7",
        "'', 7",
        "*, 7",
        "-1, 7"
    })
    void whatIsNoNumberOfAnArityIsTheOther(String text, int number) {
        assertThat(PicocliRange.parseInt(text, 7)).isEqualTo(number);
    }
}
