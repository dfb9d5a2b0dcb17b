package io.oneha.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.ServerState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A web server before FireEdge, which a join does not bring. */
class WebProxiesTest {
    @ParameterizedTest(name = "{0} on the leader, {1} on the joiner: {2}")
    @CsvSource({
        "opennebula-fireedge nginx, other, nginx runs beside FireEdge on n1a1",
        "opennebula-fireedge haproxy, other, haproxy runs beside FireEdge on n1a1",
        "opennebula-fireedge apache2 haproxy, other, apache2 and haproxy run beside FireEdge on n1a1",
        "opennebula-fireedge nginx, apache2,",
        "opennebula-fireedge, other,",
        "nginx, other,",
    })
    void thePlanSaysSoWhereTheJoinerHasNone(String leaders, String joiners, String said) {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .running("n1a1", leaders.split(" "))
                .running("n1a2", joiners)
                .running("n1a3", "httpd");
        Plan plan = (Plan) scene.decides(Intent.SCALE_UP);
        assertThat(plan.notices().stream()
                        .filter(notice -> notice.contains("beside FireEdge"))
                        .toList())
                .hasSize(said == null ? 0 : 1)
                .allMatch(notice -> notice.startsWith(said) && notice.contains("no web proxy runs on n1a2"));
    }
}
