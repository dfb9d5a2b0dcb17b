package io.oneha.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.Snapshot;
import io.oneha.serve.RecordedPolls;
import io.oneha.serve.WatchedZone;
import io.oneha.testing.Needs;
import io.oneha.testing.ReplayZone;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics of recorded zones. */
@QuarkusTest
class ExporterMetricsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/exporter-follower-down.txt");

    @TempDir
    Path folder;

    @Test
    void aRecordedZoneHasTheseMetrics() throws IOException {
        // Only how long the answers took differs from run to run.
        String text = text(RecordedPolls.snapshot("follower-down"))
                .replaceAll("(?m)^(oneha_server_answer_seconds\\{.*}) .*$", "$1 SECONDS");
        if ("write".equals(System.getProperty("oneha.golden"))) {
            Files.writeString(GOLDEN, text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "healthy | REFUSED | oneha_zone_verdict{oneha_zone_verdict=\"ok\"} 1",
                "healthy | REFUSED | oneha_zone_has_leader 1.0",
                "healthy | REFUSED | oneha_server_leads{id=\"0\",server=\"server-0\"} 1.0",
                "healthy | REFUSED | oneha_server_state{id=\"1\",server=\"server-1\",oneha_server_state=\"follower\"} 1",
                "healthy | REFUSED | oneha_server_state{id=\"1\",server=\"server-1\",oneha_server_state=\"leader\"} 0",
                "candidate | REFUSED | oneha_zone_has_leader 0.0",
                "candidate | REFUSED | oneha_server_state{id=\"2\",server=\"server-2\",oneha_server_state=\"candidate\"} 1",
                "follower-down | REFUSED | oneha_server_state{id=\"2\",server=\"server-2\",oneha_server_state=\"unreachable\"} 1",
                "follower-down | SILENT | oneha_server_state{id=\"2\",server=\"server-2\",oneha_server_state=\"silent\"} 1",
                "follower-down | AUTHENTICATION | oneha_server_state{id=\"2\",server=\"server-2\",oneha_server_state=\"auth\"} 1",
                "follower-down | REFUSED | oneha_server_reachable{id=\"2\",server=\"server-2\"} 0.0",
                "follower-down | REFUSED | oneha_zone_servers_answering 2.0",
                "follower-down | REFUSED | oneha_zone_fault_tolerance 0.0",
                "follower-down | REFUSED | oneha_finding{code=\"SERVER_UNREACHABLE\",severity=\"warning\",subject=\"server-2\"} 1.0",
                "disabled | REFUSED | oneha_zone_enabled 0.0",
                "solo | REFUSED | oneha_server_state{id=\"\",server=\"127.",
                "leader-no-quorum | REFUSED | oneha_finding{code=\"LEADER_WITHOUT_MAJORITY\"",
            })
    void eachStateHasItsSeries(String state, ReplayZone.Fault fault, String line) {
        assertThat(text(RecordedPolls.snapshot(state, fault)).lines()).anyMatch(each -> each.startsWith(line));
    }

    @Test
    void anEntryOfThePoolThatIsThereTwiceHasASeriesForEach() {
        assertThat(text(RecordedPolls.snapshot("duplicate-server")))
                .contains(
                        "oneha_server_term{id=\"2\",server=\"server-2\"}",
                        "oneha_server_term{id=\"3\",server=\"server-2\"}");
    }

    @Test
    void withoutSshAndWithoutAFederationNothingOfThemIsTold() {
        assertThat(text(RecordedPolls.snapshot("healthy")))
                .doesNotContain("host_", "vip", "database_", "federation", "certificate");
    }

    @Test
    void ofAPollThatIsTooOldOnlyThatIsTold() {
        AtomicLong nanos = new AtomicLong();
        WatchedZone zone = new WatchedZone(nanos::get, Duration.ofSeconds(1), List.of());
        zone.accept(RecordedPolls.snapshot("healthy"));
        nanos.set(Duration.ofMinutes(1).toNanos());

        assertThat(text(new ExporterMetrics(zone, "1.2.3", Optional.empty())))
                .contains("oneha_up 0.0\n", "oneha_poll_timestamp_seconds ", "oneha_elections_total ")
                .doesNotContain("oneha_zone_", "oneha_server_", "oneha_finding");
    }

    @Test
    void beforeTheFirstPollOnlyTheExporterItselfIsTold() {
        assertThat(text(new ExporterMetrics(
                        RecordedPolls.zone(), "1.2.3", Optional.of(Instant.ofEpochSecond(1_800_000_000)))))
                .contains(
                        "oneha_up 0.0\n",
                        "oneha_build_info{version=\"1.2.3\"} 1.0\n",
                        "oneha_exporter_certificate_expiry_timestamp_seconds 1.8E9\n")
                .doesNotContain("oneha_poll", "oneha_zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthy", "follower-down", "duplicate-server", "fedmaster", "solo", "candidate"})
    void promtoolHasNothingToSayOfThem(String state) throws Exception {
        Needs.programs("promtool");
        Path metrics = Files.writeString(folder.resolve("metrics"), text(RecordedPolls.snapshot(state)));
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(metrics.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
        assertThat(promtool.exitValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthy", "follower-down", "fedmaster"})
    void eachHelpIsASentence(String state) {
        assertThat(text(RecordedPolls.snapshot(state)).lines().filter(line -> line.startsWith("# HELP ")))
                .isNotEmpty()
                .allMatch(line -> line.matches("# HELP oneha_[a-z_]+ [A-Z].*\\."));
    }

    private static String text(Snapshot look) {
        return text(new ExporterMetrics(RecordedPolls.zone(look), "1.2.3", Optional.empty()));
    }

    private static String text(ExporterMetrics metrics) {
        return new String(Exposition.page(metrics.collect(), "").body(), StandardCharsets.UTF_8);
    }
}
