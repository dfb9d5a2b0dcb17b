package io.oneha.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "10, 10000",
        "0.5, 500",
        "500ms, 500",
        "2s, 2000",
        "1.5s, 1500",
        "' 250 MS ', 250",
        "1e3, 1000000",
        "3600s, 3600000"
    })
    void aNumberWithoutAUnitIsSecondsInEveryOption(String text, long millis) {
        assertThat(Durations.parse(text)).hasMillis(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "ms", "-1s", "0", "0.2ms", "3601s", "1m", "soon", "1 000", "NaN", "1e999999999"})
    void whatIsNoUsableTimeIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessageStartingWith("'" + text + "' is not ");
    }
}
