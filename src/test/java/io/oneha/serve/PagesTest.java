package io.oneha.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.ReplayZone;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PagesTest {
    private static final Page METRICS = Page.line(200, "metrics");

    private static Map<String, WatchedZone> zones;

    @BeforeAll
    static void poll() {
        zones = Map.of(
                "healthy",
                RecordedPolls.zone(RecordedPolls.snapshot("healthy")),
                "candidate",
                RecordedPolls.zone(RecordedPolls.snapshot("candidate")),
                "leader-no-quorum",
                RecordedPolls.zone(RecordedPolls.snapshot("leader-no-quorum")),
                "dead",
                RecordedPolls.zone(RecordedPolls.snapshot("follower-down", ReplayZone.Fault.SILENT)),
                "never",
                RecordedPolls.zone());
    }

    @ParameterizedTest
    @CsvSource({
        "healthy, GET, /leader, 200, server-0",
        "healthy, GET, /leader/, 200, server-0",
        "healthy, GET, /leader/server-0, 200, server-0",
        "healthy, GET, /leader/server-1, 503, server-0 leads the zone.",
        "healthy, GET, /leader/nobody, 503, server-0 leads the zone.",
        "dead, GET, /leader, 200, server-0",
        "dead, GET, /leader/server-2, 503, server-0 leads the zone.",
        "candidate, GET, /leader, 503, No server leads the zone.",
        "candidate, GET, /leader/server-2, 503, No server leads the zone.",
        "leader-no-quorum, GET, /leader, 503, No server leads the zone.",
        "leader-no-quorum, GET, /leader/server-2, 503, No server leads the zone.",
        "never, GET, /leader, 503, Who leads the zone is not known: there is no recent poll of it.",
        "never, GET, /leader/server-0, 503, Who leads the zone is not known: there is no recent poll of it.",
        "never, GET, /-/healthy, 200, The exporter runs.",
        "never, GET, /metrics, 200, metrics",
        "healthy, HEAD, /leader, 405, Only GET is answered.",
        "healthy, POST, /metrics, 405, Only GET is answered.",
        "healthy, DELETE, /-/healthy, 405, Only GET is answered.",
        "healthy, GET, /, 404, 'There is no such page; there are /metrics, /-/healthy, /leader and /leader/NAME.'",
        "healthy, GET, /leaders, 404, 'There is no such page; there are /metrics, /-/healthy, /leader and /leader/NAME.'",
        "healthy, POST, /other, 404, 'There is no such page; there are /metrics, /-/healthy, /leader and /leader/NAME.'",
        "healthy, GET, '', 404, 'There is no such page; there are /metrics, /-/healthy, /leader and /leader/NAME.'",
    })
    void eachRequestHasItsPage(String state, String method, String path, int status, String line) {
        Page page = new Pages(zones.get(state), accept -> METRICS).answer(method, path, "");

        assertThat(new String(page.body(), StandardCharsets.UTF_8)).isEqualTo(line + "\n");
        assertThat(page.status()).isEqualTo(status);
        assertThat(page.headers()).isEqualTo(status == 405 ? Map.of("Allow", "GET") : Map.of());
    }

    @Test
    void whoLedInAPollThatIsTooOldIsNotSaidToLead() {
        AtomicLong nanos = new AtomicLong();
        WatchedZone zone = new WatchedZone(nanos::get, Duration.ofMillis(100), List.of());
        zone.accept(RecordedPolls.snapshot("healthy"));
        Pages pages = new Pages(zone, accept -> METRICS);

        // Twice the interval, and three times the deadline of 2 s.
        nanos.set(Duration.ofMillis(6200).toNanos());
        assertThat(pages.answer("GET", "/leader", "").status()).isEqualTo(200);
        nanos.set(Duration.ofMillis(6201).toNanos());
        assertThat(pages.answer("GET", "/leader", "").status()).isEqualTo(503);
        assertThat(pages.answer("GET", "/leader/server-0", "").status()).isEqualTo(503);
        assertThat(zone.last()).isPresent();
    }
}
