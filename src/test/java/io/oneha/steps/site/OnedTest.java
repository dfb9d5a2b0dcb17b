package io.oneha.steps.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.HarmlessWrite;
import io.oneha.steps.ScriptedSite;
import io.oneha.steps.ToldLines;
import io.oneha.zone.Cluster;
import io.oneha.zone.TemplateAttribute;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written to a zone so that there is a write. */
class OnedTest {
    private final ScriptedSite zone = new ScriptedSite();

    @Test
    void theZonesOwnEndpointIsWrittenAgainAsItIs() {
        zone.site().oned("n1a1").touch(HarmlessWrite.ZONE);
        assertThat(zone.endpoints).containsExactly("http://vip:2633/RPC2");
    }

    @Test
    void aZoneThatCannotBeReadGetsNoEndpointOfOurs() {
        zone.zoneAnswers = false;
        assertThat(zone.site().oned("n1a1").touch(HarmlessWrite.ZONE).failure()).isPresent();
        assertThat(zone.endpoints).isEmpty();
    }

    @Test
    void aZoneWithoutAnEndpointGetsNoneOfOursAndItIsSaidWhoItIsThatWaits() {
        zone.template = List.of();
        List<String> told = new ArrayList<>();
        zone.site().oned("n1a1").touch(HarmlessWrite.ZONE, new ToldLines(told));
        assertThat(zone.endpoints).isEmpty();
        assertThat(told)
                .singleElement()
                .asString()
                .contains("the zone has no ENDPOINT")
                .contains("a follower waits for the next write");
    }

    @Test
    void onAFederationsSlaveAnAttributeOfClusterZeroIsWrittenAsItIsAndTheZoneIsNot() {
        assertThat(zone.site().oned("n1a1").touch(HarmlessWrite.CLUSTER).failure())
                .hasValueSatisfying(failure -> assertThat(failure.text()).isEqualTo("no answer"));
        assertThat(zone.clusterWrites).containsExactly("0 RESERVED_CPU=10%");
        assertThat(zone.endpoints).isEmpty();
    }

    @Test
    void anAttributeThatTheClusterHasTwiceOrThatWouldNotReadBackIsLeftAlone() {
        zone.cluster = cluster(0, single("RESERVED_CPU", "1"), single("RESERVED_CPU", "2"), single("RESERVED_MEM", ""));
        zone.site().oned("n1a1").touch(HarmlessWrite.CLUSTER);
        assertThat(zone.clusterWrites).containsExactly("0 RESERVED_MEM=");

        zone.cluster = cluster(0, single("RESERVED_CPU", "a \"quoted\" one"), single("ONE_DRS", "x"));
        assertThat(noWrite()).contains("cluster 0 has neither RESERVED_CPU nor RESERVED_MEM", "the next write");
    }

    @Test
    void aClusterWithManyHostsIsNotWrittenBecauseOnedWouldWriteThemToo() {
        zone.cluster = cluster(11, single("RESERVED_CPU", ""));
        assertThat(noWrite()).contains("cluster 0 has 11 hosts, which oned would write, too");
        zone.cluster = cluster(10, single("RESERVED_CPU", ""));
        zone.site().oned("n1a1").touch(HarmlessWrite.CLUSTER);
        assertThat(zone.clusterWrites).hasSize(1);
    }

    private String noWrite() {
        zone.clusterWrites.clear();
        List<String> told = new ArrayList<>();
        zone.site().oned("n1a1").touch(HarmlessWrite.CLUSTER, new ToldLines(told));
        assertThat(zone.clusterWrites).isEmpty();
        return String.join("\n", told);
    }

    private static TemplateAttribute single(String name, String value) {
        return new TemplateAttribute.Single(name, value);
    }

    private static Cluster cluster(int hosts, TemplateAttribute... template) {
        return new Cluster(0, hosts, List.of(template));
    }
}
