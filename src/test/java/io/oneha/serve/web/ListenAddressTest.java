package io.oneha.serve.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9836, 127.0.0.1, 9836",
        "' :9836 ', 0.0.0.0, 9836",
        "[::1]:65535, ::1, 65535",
        "localhost:0, localhost, 0",
    })
    void anAddressIsReadAsExportersTakeIt(String text, String host, int port) {
        assertThat(ListenAddress.parse(text)).isEqualTo(new InetSocketAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "9836", "127.0.0.1", "::1:9836", "host:port", ":65536", "a b:1", "http://fe1:9836", "[x]:1"})
    void whatIsNoneIsRefusedWithWhatIsExpected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListenAddress.parse(text))
                .withMessageContaining("write HOST:PORT, such as 127.0.0.1:9836, or :9836 for all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid:9836"})
    void aNameThatDoesNotResolveIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListenAddress.parse(text))
                .withMessageContaining("does not resolve");
    }
}
