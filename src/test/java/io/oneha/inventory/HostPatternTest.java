package io.oneha.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternTest {
    private static final Origin AT = new Origin("hosts.yml", 7, false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    fe1                    | fe1
                    fe[1:3]                | fe1 fe2 fe3
                    fe[01:03].example.org  | fe01.example.org fe02.example.org fe03.example.org
                    fe[08:10]              | fe08 fe09 fe10
                    fe[9:11]               | fe9 fe10 fe11
                    fe[:2]                 | fe0 fe1 fe2
                    fe[0:8:4]              | fe0 fe4 fe8
                    fe[1:9:4]x             | fe1x fe5x fe9x
                    n[a:c]                 | na nb nc
                    n[y:B]                 | ny nz nA nB
                    n[a:e:2]               | na nc ne
                    r[1:2]n[a:b]           | r1na r1nb r2na r2nb
                    [1:2].[1:2]            | 1.1 1.2 2.1 2.2
                    fe[3:3]                | fe3
                    10.0.0.[8:9]           | 10.0.0.8 10.0.0.9
                    2001:db8::[8:9]        | 2001:db8::8 2001:db8::9
                    2001:db8::1            | 2001:db8::1
                    """)
    void aPatternStandsForTheHostsThatAnsibleSees(String pattern, String names) {
        HostPattern parsed = HostPattern.parse(pattern, AT);
        assertThat(parsed.names()).containsExactly(names.split(" "));
        assertThat(parsed.port()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fe1:2222,fe1,2222",
        "fe[1:1]:22,fe1,22",
        "10.0.0.1:22,10.0.0.1,22",
        "[2001:db8::1]:2022,2001:db8::1,2022"
    })
    void aPortMayFollowTheName(String pattern, String name, int port) {
        HostPattern parsed = HostPattern.parse(pattern, AT);
        assertThat(parsed.names()).containsExactly(name);
        assertThat(parsed.port()).hasValue(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fe[1:3",
                "fe[]",
                "fe[1]",
                "fe[3:1]",
                "fe[c:a]",
                "fe[1:]",
                "fe[01:3]",
                "fe[1:3:0]",
                "fe[1:3:1:1]",
                "fe[a:3]",
                "fe[aa:bb]",
                "fe[-1:3]",
                "fe[1:99999999999]"
            })
    void whatIsNoRangeIsRefused(String pattern) {
        assertThatThrownBy(() -> HostPattern.parse(pattern, AT))
                .isInstanceOf(InventoryException.class)
                .hasMessageStartingWith("hosts.yml:7: \"" + pattern + "\" has a host range that is none; ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe[0:999999999]", "fe[0:99]x[0:99]y[0:99]"})
    void tooManyHostsAreRefusedBeforeTheyAreMade(String pattern) {
        assertThatThrownBy(() -> HostPattern.parse(pattern, AT)).hasMessageContaining("more than 10000 hosts");
    }

    @Test
    void asManyHostsAsAllowedAreMade() {
        assertThat(HostPattern.parse("fe[0:9999]", AT).names()).hasSize(10_000);
    }
}
