package io.oneha.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, http://10.0.0.1:2633/RPC2",
        "FE1.Example.org, http://fe1.example.org:2633/RPC2",
        "2001:DB8:0:0::1, http://[2001:db8::1]:2633/RPC2"
    })
    void anOnedAnswersAtItsOwnPort(String address, String endpoint) {
        assertThat(Endpoint.of(address)).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:40001/RPC2, http://127.0.0.1:40001/RPC2",
        "HTTPS://One.Example.org/one/RPC2, https://one.example.org/one/RPC2",
        "http://fe1:2633, http://fe1:2633/RPC2",
        "http://fe_1:2633/, http://fe_1:2633/",
        "http://[2001:db8:0::1]:02633/RPC2, http://[2001:db8::1]:2633/RPC2"
    })
    void oneUrlHasOneSpelling(String url, String spelling) {
        assertThat(Endpoint.parse(url)).contains(spelling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fe1:2633",
                "ftp://fe1/RPC2",
                "http://",
                "http:///RPC2",
                "http://:2633/RPC2",
                "http://fe1:/RPC2",
                "http://fe1:0/RPC2",
                "http://fe1:65536/RPC2",
                "http://fe1:x/RPC2",
                "http://user:pw@fe1/RPC2",
                "http://fe1/RPC2?x",
                "http://fe1/RPC2#x",
                "http://fe1/a b",
                "http://2001:db8::1:2633/RPC2",
                "http://[fe1]:2633/RPC2",
                "http://[::1/RPC2",
                "http://10.0.0.300/RPC2",
                "http://fe1/\u0007",
                "http://$(reboot)/RPC2"
            })
    void whatOnedCannotAnswerAtIsRefused(String url) {
        assertThat(Endpoint.parse(url)).isEmpty();
    }
}
