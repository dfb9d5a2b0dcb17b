package io.oneha.steps.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.steps.site.StepException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogRangeTest {
    @ParameterizedTest
    @CsvSource({
        "'10\t0\t9', '10\t0\t9', true",
        "'10\t0\t9', '300\t5\t310', true",
        "'10\t0\t9', '300\t10\t310', true",
        "'10\t0\t9', '300\t11\t310', false",
        "'0\t-1\t-1', '300\t0\t310', false",
        "'5\t18446744073709551610\t18446744073709551614', '2\t18446744073709551615\t18446744073709551615', true"
    })
    void aLogCanCatchUpWhileTheLeaderKeepsAllThatItLacks(String copy, String leader, boolean can) {
        assertThat(LogRange.parse("n1a2", copy).canCatchUp(LogRange.parse("n1a1", leader)))
                .isEqualTo(can);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR 1146", "x\t0\t9", "10\tNULL\t9", "10\t0\t1e9", "10\t-2\t9"})
    void anythingElseIsNoLog(String line) {
        assertThatThrownBy(() -> LogRange.parse("n1a1", line))
                .isInstanceOf(StepException.class)
                .hasMessageStartingWith("n1a1: ");
    }
}
