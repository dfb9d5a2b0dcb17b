package io.oneha.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {
    @ParameterizedTest
    @CsvSource({
        "http://N1A1:2633/RPC2, http://n1a1:2633/RPC2, true",
        "http://n1a1/RPC2, http://n1a1:2633/RPC2, true",
        "http://n1a1:2633, http://n1a1:2633/RPC2, true",
        "http://n1a1:2633/RPC2/, http://n1a1:2633/RPC2, true",
        "n1a1, http://n1a1:2633/RPC2, true",
        "https://n1a1/RPC2, https://n1a1:443/RPC2, true",
        "http://user@n1a1:2633/RPC2, http://n1a1:2633/RPC2, true",
        "http://[FE80::1]/RPC2, http://[fe80::1]:2633/RPC2, true",
        "http://n1a1:2634/RPC2, http://n1a1:2633/RPC2, false",
        "http://n1a1:2633/rpc2, http://n1a1:2633/RPC2, false",
        "http://n1a1:2633/RPC2, http://n1a2:2633/RPC2, false",
        "https://n1a1/RPC2, http://n1a1/RPC2, false",
    })
    void spellingsOfOneEndpointAreEqual(String one, String other, boolean equal) {
        assertThat(Endpoints.key(one).equals(Endpoints.key(other))).isEqualTo(equal);
    }

    @ParameterizedTest
    @CsvSource({
        "http://n1_a1:2633/RPC2, n1_a1",
        "http://10.0.0.1:12633/RPC2, 10.0.0.1:12633",
        "http://[::1]:12633/RPC2, [::1]:12633",
        "http://[::1]/RPC2, ::1",
    })
    void aServerWithoutANameIsCalledByItsHost(String endpoint, String label) {
        assertThat(Endpoints.label(endpoint)).isEqualTo(label);
    }
}
