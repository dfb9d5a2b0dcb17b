package io.oneha.health;

import static io.oneha.health.HostedZone.zone;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How servers that a zone lacks for its majority are brought back, each by what is known of it. */
class LostServersTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "n1a1 leader 3 9 9 | n1a2 refused | n1a3 refused#"
                        + "bring back one of n1a2 and n1a3: `systemctl start opennebula` there",
                "n1a1 leader 3 9 9 | n1a2 silent | n1a3 silent#"
                        + "bring back one of n1a2 and n1a3: `systemctl kill -s KILL opennebula` on n1a2 and n1a3, where oned"
                        + " hangs; systemd starts it again after 5 s",
                "n1a1 leader 3 9 9 | n1a2 refused | n1a3 silent#"
                        + "bring back one of n1a2 and n1a3: `systemctl start opennebula` on n1a2;"
                        + " `systemctl kill -s KILL opennebula` on n1a3, where oned hangs; systemd starts it again after 5 s",
                "n1a1 leader 3 9 9 | n1a2 refused | n1a3 unreachable#"
                        + "bring back one of n1a2 and n1a3: `systemctl start opennebula` on n1a2;"
                        + " check the network to n1a3, and whether that machine is up",
                "n1a1 leader 3 9 9 | n1a2 unreachable | n1a3 unreachable#"
                        + "check the network first; if one of n1a2 and n1a3 is down, see that the machine comes up and"
                        + " oned with it",
                "n1a1 leader 3 9 9 | n1a2 authentication | n1a3 refused#"
                        + "bring back one of n1a2 and n1a3: `systemctl start opennebula` on n1a3;"
                        + " look into /var/log/one/oned.log on n1a2, whose oned runs and answers with an error",
            })
    void eachIsBroughtBackByWhatIsKnownOfIt(String servers, String remedy) {
        assertThat(remedy(zone(servers, "n1a2 notasked | n1a3 notasked"))).startsWith(remedy);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            delimiter = '#',
            value = {
                "n1a1 leader 3 9 9 | n1a2 unreachable | n1a3 unreachable# n1a2 hangs=yes | n1a3 unit:opennebula=inactive#"
                        + "bring back one of n1a2 and n1a3: `systemctl start opennebula` on n1a3;"
                        + " `systemctl kill -s KILL opennebula` on n1a2, where oned hangs; systemd starts it again after 5 s",
                "n1a1 leader 3 9 9 | n1a2 refused | n1a3 unreachable# n1a2 ssh=failed | n1a3 ssh=failed#"
                        + "bring back one of n1a2 and n1a3: `systemctl start opennebula` on n1a2;"
                        + " check the network to n1a3, and whether that machine is up",
            })
    void whatItsOwnHostShowsCountsMore(String servers, String changes, String remedy) {
        assertThat(remedy(zone(servers, changes))).startsWith(remedy);
    }

    private static String remedy(Look look) {
        return Health.judge(look.snapshot()).findings().stream()
                .filter(finding -> finding.code() == FindingCode.LEADER_WITHOUT_MAJORITY)
                .findFirst()
                .orElseThrow()
                .remedy()
                .replace(", if SERVER_ID in its oned.conf is the zone's number for it", "");
    }
}
