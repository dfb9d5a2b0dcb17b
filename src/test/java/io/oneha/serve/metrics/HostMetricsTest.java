package io.oneha.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Via;
import io.oneha.observe.VipView;
import io.oneha.observe.host.HostView;
import io.oneha.serve.RecordedPolls;
import io.oneha.ssh.SshException;
import io.oneha.testing.HostSamples;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What SSH tells, beside a recorded zone. */
@QuarkusTest
class HostMetricsTest {
    private static final Instant AT = RecordedPolls.AT;

    @Test
    void whatIsKnownOfHostsIsToldAndWhatIsOldOrUnknownIsNot() {
        HostView leader = HostSamples.leader(0, "server-0")
                .holding("10.90.0.100", 24)
                .clockOffset(Duration.ofMillis(-250))
                .view(AT.minusSeconds(4));
        HostView old = HostSamples.follower(1, "server-1").view(AT.minusSeconds(61));
        HostView refused =
                HostSamples.failing(HostSamples.follower(2, "server-2").view(AT), SshException.Kind.LOGIN, "no", AT);
        VipView vip = new VipView(
                "10.90.0.100/24",
                Optional.of("eth0"),
                Optional.of(List.of("server-0")),
                List.of("server-2"),
                Optional.of(AT));

        assertThat(lines(List.of(leader, old, refused), vip))
                .contains(
                        "oneha_vip_holders 1.0",
                        "oneha_server_vip{id=\"0\",server=\"server-0\"} 1.0",
                        "oneha_server_vip{id=\"1\",server=\"server-1\"} 0.0",
                        "oneha_host_reachable{id=\"0\",server=\"server-0\"} 1.0",
                        "oneha_host_reachable{id=\"2\",server=\"server-2\"} 0.0",
                        "oneha_host_facts_age_seconds{id=\"0\",server=\"server-0\"} 4.0",
                        "oneha_host_facts_age_seconds{id=\"1\",server=\"server-1\"} 61.0",
                        "oneha_host_clock_offset_seconds{id=\"0\",server=\"server-0\"} -0.25",
                        "oneha_database_up{id=\"0\",server=\"server-0\"} 1.0",
                        "oneha_database_log_entries{id=\"0\",server=\"server-0\"} 9.0")
                .noneMatch(line -> line.startsWith("oneha_server_vip{id=\"2\""))
                .noneMatch(line -> line.matches("oneha_(database|host_disk|host_clock).*server-[12].*"))
                .anyMatch(line -> line.matches(
                        "oneha_host_disk_free_bytes\\{id=\"0\",mountpoint=\"/\",server=\"server-0\"} [0-9.E]+"));
    }

    @Test
    void anAddressWhoseHoldersAreNotKnownIsNotCounted() {
        VipView unknown = new VipView("10.90.0.100/24", Optional.of("eth0"), Optional.empty());

        assertThat(lines(List.of(HostView.PENDING, HostView.PENDING, HostView.PENDING), unknown))
                .noneMatch(line -> line.startsWith("oneha_vip") || line.startsWith("oneha_host"));
    }

    private static List<String> lines(List<HostView> hosts, VipView vip) {
        Snapshot look = RecordedPolls.snapshot("healthy");
        List<ServerView> servers = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            servers.add(look.servers().get(i).with(Via.DIRECT, hosts.get(i)));
        }
        Snapshot seen = new Snapshot(
                look.observedAt(),
                look.target(),
                look.zone(),
                servers,
                look.settings(),
                look.version(),
                Optional.of(vip),
                look.missing(),
                look.deadline());
        ExporterMetrics metrics = new ExporterMetrics(RecordedPolls.zone(seen), "1.2.3", Optional.empty());
        return new String(Exposition.page(metrics.collect(), "").body(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
