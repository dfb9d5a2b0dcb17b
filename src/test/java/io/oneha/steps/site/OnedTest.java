package io.oneha.steps.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.steps.ScriptedSite;
import io.oneha.steps.ToldLines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written to a zone so that there is a write. */
class OnedTest {
    private final ScriptedSite zone = new ScriptedSite();

    @Test
    void theZonesOwnEndpointIsWrittenAgainAsItIs() {
        zone.site().oned("n1a1").touch();
        assertThat(zone.endpoints).containsExactly("http://vip:2633/RPC2");
    }

    @Test
    void aZoneThatCannotBeReadGetsNoEndpointOfOurs() {
        zone.zoneAnswers = false;
        assertThat(zone.site().oned("n1a1").touch().failure()).isPresent();
        assertThat(zone.endpoints).isEmpty();
    }

    @Test
    void aZoneWithoutAnEndpointGetsNoneOfOursAndItIsSaidWhoItIsThatWaits() {
        zone.template = List.of();
        List<String> told = new ArrayList<>();
        zone.site().oned("n1a1").touch(new ToldLines(told));
        assertThat(zone.endpoints).isEmpty();
        assertThat(told)
                .singleElement()
                .asString()
                .contains("the zone has no ENDPOINT")
                .contains("a follower waits for the next write");
    }
}
