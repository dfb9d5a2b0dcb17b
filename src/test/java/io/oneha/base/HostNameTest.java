package io.oneha.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @Test
    void thisMachineHasAName() {
        assertThat(HostName.ofThisMachine()).get().asString().isNotBlank().doesNotContain("\n", " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1a1", "fe-01.north.example.org", "fe_1", "10.0.0.1", "::1", "3com.example", "fe1."})
    void whatIsUsedInPracticeIsAccepted(String text) {
        assertThat(HostName.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-x",
                "a b",
                "a;b",
                "a$b",
                "a`b",
                "a'b",
                "a\"b",
                "a|b",
                "a&b",
                "a\nb",
                "a\\b",
                "a>b",
                "a(b",
                "\u00e4",
                "a\u202eb",
                "a\u0000",
                "a..b",
                ".a",
                "a-",
                "a.-b",
                "10.2.50.300",
                "1.2.3",
                "."
            })
    void whatCouldMeanSomethingElseLaterIsRefused(String text) {
        assertThat(HostName.isValid(text)).isFalse();
    }

    @Test
    void aNameAndEachOfItsLabelsHasALongestLength() {
        assertThat(HostName.isValid("x".repeat(63))).isTrue();
        assertThat(HostName.isValid("x".repeat(64))).isFalse();
        assertThat(HostName.isValid("a.".repeat(127) + "abc")).isFalse();
    }
}
