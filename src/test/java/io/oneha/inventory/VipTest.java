package io.oneha.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VipTest {
    @ParameterizedTest
    @CsvSource({
        "10.2.50.86/24, 10.2.50.86/24",
        "2001:DB8:0::56/64, 2001:db8::56/64",
        "10.2.50.86/33,",
        "2001:db8::56/129,",
        "10.2.50.86,",
        "10.2.50.86/,",
        "10.2.50.86/+4,",
        "/24,",
        "eth0,",
        "n1a1/24,",
        "'',",
    })
    void addressAndPrefixAreReadAndNothingElse(String text, String cidr) {
        assertThat(Vip.parse(text).map(Vip::cidr)).isEqualTo(Optional.ofNullable(cidr));
    }

    @Test
    void anAddressIsTheSameHoweverItIsWritten() {
        Vip vip = new Vip("2001:db8::56", 64);
        assertThat(vip.isAddress("2001:0DB8:0:0:0::56")).isTrue();
        assertThat(vip.isAddress("2001:db8::57")).isFalse();
        assertThat(vip.isAddress("n1a1")).isFalse();
        assertThat(new Vip("nonsense", 1).isAddress("other nonsense")).isFalse();
    }
}
