package io.oneha.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.2.50.86, 10.2.50.86",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0",
        "2001:db8::1, 2001:db8::1",
        "2001:0DB8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "::, ::",
        "::1, ::1",
        "fe80::, fe80::",
        "::ffff:10.0.0.1, ::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1, 64:ff9b::a00:1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0"
    })
    void anAddressIsWrittenInItsShortestForm(String text, String shortest) {
        assertThat(IpAddress.parse(text).map(IpAddress::toString)).contains(shortest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.2.50",
                "10.2.50.300",
                "10.2.50.1.1",
                "10.02.50.1",
                "10.2.50.-1",
                "10.2.50.1/24",
                " 10.2.50.1",
                "a.b.c.d",
                "10.2.50.٣",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "[::1]",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3",
                "::1.2.3.4:5",
                "１::"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, true",
        "192.0.2.255, true",
        "2001:db8::1, true",
        "fe80::1, true",
        "0.0.0.0, false",
        "127.0.0.1, false",
        "224.0.0.18, false",
        "255.255.255.255, false",
        "::, false",
        "::1, false",
        "ff02::12, false",
        "::2, true"
    })
    void onlyAnOrdinaryAddressCanBeAVip(String text, boolean ordinary) {
        assertThat(IpAddress.parse(text).map(IpAddress::isOrdinary)).contains(ordinary);
    }
}
