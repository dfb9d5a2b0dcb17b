package io.oneha.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "n1a1, http://n1a1:2633/RPC2",
        "n1a1:2700, http://n1a1:2700/RPC2",
        "n1a1:80, http://n1a1/RPC2",
        "10.2.50.10, http://10.2.50.10:2633/RPC2",
        "[::1]:2633, http://[::1]:2633/RPC2",
        "2001:DB8:0:0::1, http://[2001:db8::1]:2633/RPC2",
        "front_end-1, http://front_end-1:2633/RPC2",
        "' http://n1a1:2633/RPC2 ', http://n1a1:2633/RPC2",
        "http://n1a1, http://n1a1/RPC2",
        "http://n1a1:80/RPC2, http://n1a1/RPC2",
        "http://n1a1:2633, http://n1a1:2633/RPC2",
        "http://n1a1:2633/, http://n1a1:2633/RPC2",
        "http://N1A1:2633/RPC2/, http://n1a1:2633/RPC2",
        "http://127.0.0.1:40001/RPC2, http://127.0.0.1:40001/RPC2",
        "https://one.example.org/RPC2, https://one.example.org/RPC2",
        "https://one.example.org:443/RPC2, https://one.example.org/RPC2",
        "HTTPS://One.Example.org/one/RPC2, https://one.example.org/one/RPC2",
        "http://one.example.org/proxy/%41, http://one.example.org/proxy/%41",
        "http://[2001:db8:0::1]:02633/RPC2, http://[2001:db8::1]:2633/RPC2",
        "http://[fe80::1%eth0]:2633/RPC2, http://[fe80::1%25eth0]:2633/RPC2",
        "http://[fe80::1%25eth0]:2633/RPC2, http://[fe80::1%25eth0]:2633/RPC2",
    })
    void oneEndpointHasOneSpelling(String text, String url) {
        assertThat(Endpoint.parse(text).map(Endpoint::toString)).contains(url);
        assertThat(Endpoint.parse(url).map(Endpoint::toString)).contains(url);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, http://10.0.0.1:2633/RPC2",
        "FE1.Example.org, http://fe1.example.org:2633/RPC2",
        "2001:DB8:0:0::1, http://[2001:db8::1]:2633/RPC2"
    })
    void anOnedAnswersAtItsOwnPort(String address, String url) {
        assertThat(Endpoint.of(address)).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/RPC2, 80",
        "https://n1a1/RPC2, 443",
        "http://n1a1:2634/RPC2, 2634",
        "n1a1, 2633",
    })
    void aUrlWithoutAPortMeansThatOfItsScheme(String text, int port) {
        assertThat(Endpoint.parse(text).map(Endpoint::port)).contains(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "n1a1:port",
                "n1 a1",
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
                "http://fe1/%4",
                "http://2001:db8::1:2633/RPC2",
                "http://[fe1]:2633/RPC2",
                "http://[::1/RPC2",
                "http://10.0.0.300/RPC2",
                "http://fe1/\u0007",
                "http://$(reboot)/RPC2"
            })
    void whatOnedCannotAnswerAtIsRefused(String text) {
        assertThat(Endpoint.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://N1A1:2633/RPC2, http://n1a1:2633/RPC2, true",
        "http://n1a1/RPC2, http://n1a1:80/RPC2, true",
        "http://n1a1/RPC2, http://n1a1:2633/RPC2, false",
        "http://n1a1:2633, http://n1a1:2633/RPC2, true",
        "http://n1a1:2633/RPC2/, http://n1a1:2633/RPC2, true",
        "n1a1, http://n1a1:2633/RPC2, true",
        "https://n1a1/RPC2, https://n1a1:443/RPC2, true",
        "http://user@n1a1:2633/RPC2, http://n1a1:2633/RPC2, true",
        "http://[FE80::1]:2633/RPC2, http://[fe80:0::1]:2633/RPC2, true",
        "http://n1a1:2634/RPC2, http://n1a1:2633/RPC2, false",
        "http://n1a1:2633/rpc2, http://n1a1:2633/RPC2, false",
        "http://n1a1:2633/RPC2, http://n1a2:2633/RPC2, false",
        "https://n1a1/RPC2, http://n1a1/RPC2, false",
        "no endpoint, no endpoint, true",
        "no endpoint, another one, false",
    })
    void spellingsOfOneEndpointAreEqual(String one, String other, boolean equal) {
        assertThat(Endpoint.same(one, other)).isEqualTo(equal);
    }

    @ParameterizedTest
    @CsvSource({
        "http://n1_a1:2633/RPC2, n1_a1",
        "http://10.0.0.1:12633/RPC2, 10.0.0.1:12633",
        "http://[::1]:12633/RPC2, [::1]:12633",
        "http://[::1]:2633/RPC2, ::1",
        "http://n1a1/RPC2, n1a1:80",
        "no endpoint, no endpoint",
    })
    void aServerWithoutANameIsCalledByItsHost(String text, String label) {
        assertThat(Endpoint.label(text)).isEqualTo(label);
    }

    @Test
    void aNameGivesWayToItsAddress() throws UnknownHostException {
        Endpoint endpoint = Endpoint.parse("http://n_1:2633/RPC2").orElseThrow();
        assertThat(endpoint.isLiteral()).isFalse();
        assertThat(endpoint.uri(InetAddress.getByName("10.0.0.1"))).hasToString("http://10.0.0.1:2633/RPC2");
        assertThat(endpoint.uri(InetAddress.getByName("::1"))).hasToString("http://[0:0:0:0:0:0:0:1]:2633/RPC2");
        assertThat(endpoint.at("2001:db8:0::1")).hasToString("http://[2001:db8::1]:2633/RPC2");
    }
}
