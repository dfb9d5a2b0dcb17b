package io.oneha.health;

import static io.oneha.health.HostedZone.HEALTHY;
import static io.oneha.health.HostedZone.zone;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of front-ends that the inventory has and the zone has not. */
class OutsiderFindingsTest {
    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "refused, id=-1, '; oned runs there solo'",
        "refused, id=-1 unit:opennebula=failed, '; oned does not run there'",
        "refused, package=none, '; no opennebula package is there yet'",
        "solo 0 -1 0, id=-1, '; it runs solo, a zone of its own'",
        "solo 0 -1 0, id=3, '; it runs solo, a zone of its own, and from its next start as server 3'",
        "refused, ssh=failed, ''",
    })
    void whatRunsOnAFrontEndThatIsNotInTheZoneIsSaid(String state, String host, String reason) {
        Verdict verdict =
                Health.judge(zone(HEALTHY + " | +n1a4 " + state, "n1a4 " + host).snapshot());
        assertThat(verdict.findings())
                .extracting(Finding::reason)
                .containsExactly("is in the inventory, not in the zone" + reason);
    }
}
