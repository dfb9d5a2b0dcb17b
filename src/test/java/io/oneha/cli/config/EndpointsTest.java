package io.oneha.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    @ParameterizedTest
    @CsvSource({
        "n1a1, http://n1a1:2633/RPC2",
        "n1a1:2700, http://n1a1:2700/RPC2",
        "10.2.50.10, http://10.2.50.10:2633/RPC2",
        "[::1]:2633, http://[::1]:2633/RPC2",
        "front_end-1, http://front_end-1:2633/RPC2",
        "http://n1a1:2633, http://n1a1:2633/RPC2",
        "http://n1a1:2633/, http://n1a1:2633/RPC2",
        "http://n1a1:2633/RPC2, http://n1a1:2633/RPC2",
        "https://one.example.org/RPC2, https://one.example.org/RPC2",
        "http://one.example.org/proxy/one, http://one.example.org/proxy/one",
        "' http://n1a1:2633/RPC2 ', http://n1a1:2633/RPC2"
    })
    void whatIsLeftOutIsOnedsDefault(String text, String url) {
        assertThat(Endpoints.complete(text)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://n1a1/RPC2", "http://", "http:///RPC2", "n1a1:port", "n1 a1", "http://n1a1:99999/RPC2", "-"
            })
    void whatIsNoEndpointIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoints.complete(text))
                .withMessageStartingWith("'" + text + "' is no endpoint: ");
    }

    @Test
    void credentialsInAnEndpointAreRefusedAndNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoints.complete("http://oneadmin:secret@n1a1:2633/RPC2"))
                .withMessageContaining("ONE_AUTH")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }
}
