package io.oneha.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointOptionTest {
    @ParameterizedTest
    @ValueSource(strings = {"ftp://n1a1/RPC2", "http://", "n1a1:port", "n1 a1", "-"})
    void whatIsNoEndpointIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointOption.parse(text))
                .withMessageStartingWith("'" + text + "' is no endpoint: ");
    }

    @Test
    void credentialsInAnEndpointAreRefusedAndNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointOption.parse("http://oneadmin:secret@n1a1:2633/RPC2"))
                .withMessageContaining("ONE_AUTH")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }
}
