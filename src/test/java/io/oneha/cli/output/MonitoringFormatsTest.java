package io.oneha.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.look.Report;
import io.oneha.health.Health;
import io.oneha.zone.FailureKind;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What monitoring systems read. */
class MonitoringFormatsTest {
    /** Text format 0.0.4: name, labels with escaped values, a number. */
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-z_]+)\\{([a-z_]+=\"([^\"\\\\]|\\\\[\"\\\\n])*\"(,[a-z_]+=\"([^\"\\\\]|\\\\[\"\\\\n])*\")*)} -?[0-9.E-]+");

    /** The Monitoring Plugins' guidelines: label=value[unit];warn;crit;min;max, separated by spaces. */
    private static final Pattern PERFORMANCE =
            Pattern.compile("(('[^'=]+'|[a-z_]+)=-?[0-9.]+(ms)?(;[0-9]*){0,4}( |$))+");

    static Stream<Report> reports() {
        return Stream.of(
                Samples.healthy(),
                Samples.followerDown(),
                Samples.federationMaster(),
                Samples.awkward(),
                Samples.overSsh(),
                Samples.mute(FailureKind.SILENT, false));
    }

    @Test
    void prometheusTellsServersInTheStyleOfOpenNebulasExporter() {
        assertThat(Samples.print(new PrometheusFormat(), Samples.followerDown()))
                .contains("# HELP opennebula_zone_server_raft_state Raft state 0:solo 1:candidate 2:follower 3:leader\n"
                        + "# TYPE opennebula_zone_server_raft_state gauge\n"
                        + "opennebula_zone_server_raft_state{one_zone_id=\"0\",one_zone_name=\"OpenNebula\","
                        + "one_server_id=\"0\",one_server_name=\"server-0\","
                        + "one_server_endpoint=\"http://10.90.0.11:2633/RPC2\"} 3\n")
                .contains(
                        "opennebula_zone_server_up{one_zone_id=\"0\",one_zone_name=\"OpenNebula\",one_server_id=\"2\","
                                + "one_server_name=\"server-2\",one_server_endpoint=\"http://10.90.0.13:2633/RPC2\"} 0\n")
                .contains("opennebula_zone_verdict{one_zone_id=\"0\",one_zone_name=\"OpenNebula\"} 1\n")
                .contains("opennebula_zone_fault_tolerance{one_zone_id=\"0\",one_zone_name=\"OpenNebula\"} 0\n")
                .contains("one_zone_name=\"OpenNebula\",severity=\"warning\"} 2\n")
                .contains("code=\"NO_FAULT_TOLERANCE\",severity=\"warning\",subject=\"zone\",cause=\"\"} 1\n")
                .contains("one_server_endpoint=\"http://10.90.0.11:2633/RPC2\"} 0.0021\n");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void prometheusHasHelpAndTypeOnceBeforeTheSamplesOfEachMetric(Report report) {
        Set<String> described = new HashSet<>();
        String current = "";
        for (String line : Samples.print(new PrometheusFormat(), report).split("\n")) {
            if (line.startsWith("# ")) {
                String name = line.split(" ")[2];
                assertThat(described.add(line.substring(0, 6) + name)).isTrue();
                current = name;
            } else {
                var sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(sample.group(1)).isEqualTo(current);
            }
        }
    }

    @Test
    void prometheusLeavesOutWhatIsNotKnown() {
        assertThat(Samples.print(new PrometheusFormat(), Samples.mute(FailureKind.REFUSED, false)))
                .contains("opennebula_zone_verdict{one_zone_name=\"http://10.90.0.11:2633/RPC2\"} 3\n")
                .contains("opennebula_zone_server_up{")
                .doesNotContain("raft_", "zone_state", "fault_tolerance", "latency");
    }

    @Test
    void prometheusEscapesLabels() {
        assertThat(Samples.print(new PrometheusFormat(), Samples.awkward()))
                .contains("one_server_name=\"a|b 'c'=\\\"d\\\"\\\\\"")
                .contains("one_server_name=\"x,]0;yz\"");
    }

    @Test
    void prometheusTellsOnHowManyHostsTheVerdictRests() {
        Report seen = Samples.overSsh();
        Report judged = Report.of(seen.snapshot(), Health.judge(seen.snapshot()));

        assertThat(Samples.print(new PrometheusFormat(), judged))
                .contains("opennebula_zone_hosts_checked{one_zone_id=\"0\",one_zone_name=\"OpenNebula\"} 2\n");
        assertThat(Samples.print(new PrometheusFormat(), Samples.healthy()))
                .as("raft only")
                .contains("opennebula_zone_hosts_checked{one_zone_id=\"0\",one_zone_name=\"OpenNebula\"} 0\n");
    }

    @Test
    void prometheusTellsWhatSshTells() {
        String zone = "{one_zone_id=\"0\",one_zone_name=\"OpenNebula\",";
        String leader = zone + "one_server_id=\"0\",one_server_name=\"server-0\","
                + "one_server_endpoint=\"http://10.90.0.11:2633/RPC2\"";
        String limited = zone + "one_server_id=\"1\",one_server_name=\"server-1\","
                + "one_server_endpoint=\"http://10.90.0.12:2633/RPC2\"";
        String refused = zone + "one_server_id=\"2\",one_server_name=\"server-2\","
                + "one_server_endpoint=\"http://10.90.0.13:2633/RPC2\"";

        assertThat(Samples.print(new PrometheusFormat(), Samples.overSsh()))
                .contains("opennebula_zone_server_vip" + leader + "} 1\n")
                .contains("opennebula_zone_server_vip" + limited + "} 0\n")
                .doesNotContain("opennebula_zone_server_vip" + refused)
                .contains("opennebula_zone_server_ssh_up" + leader + "} 1\n")
                .contains("opennebula_zone_server_ssh_up" + refused + "} 0\n")
                .contains("opennebula_zone_server_facts_age_seconds" + leader + "} 4.000000\n")
                .contains("opennebula_zone_server_service_state" + limited + ",service=\"opennebula-fireedge\"} 3\n")
                .contains("opennebula_zone_server_service_state" + limited + ",service=\"opennebula-gate\"} 0\n")
                .contains("opennebula_zone_server_disk_free_bytes" + leader
                        + ",path=\"/var/lib/mysql\",mountpoint=\"/\"} 66571993088\n")
                .contains("opennebula_zone_server_clock_offset_seconds" + leader + "} -0.001234\n")
                .contains("opennebula_zone_server_database_up" + leader + "} 1\n")
                .doesNotContain("opennebula_zone_server_database_up" + limited)
                .contains("opennebula_zone_server_logdb_records" + leader + "} 9\n");
    }

    @Test
    void withoutSshNothingOfItIsTold() {
        assertThat(Samples.print(new PrometheusFormat(), Samples.healthy()))
                .doesNotContain("ssh", "vip", "service_state", "disk", "clock", "database");
        assertThat(Samples.print(new NagiosFormat(), Samples.healthy())).doesNotContain("ssh", "vip");
    }

    @Test
    void nagiosCountsHoldersAndHostsThatSshReaches() {
        assertThat(Samples.print(new NagiosFormat(), Samples.overSsh())).contains(" vip_holders=1;;;0 ssh=2;;;0;3 ");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void nagiosIsOneLineWithPerformanceData(Report report) {
        String line = Samples.print(new NagiosFormat(), report);

        assertThat(line).hasLineCount(1).startsWith("ONEHA ");
        String[] parts = line.strip().split("\\|");
        assertThat(parts).hasSize(2);
        assertThat(PERFORMANCE.matcher(parts[1]).matches()).as(parts[1]).isTrue();
    }

    @Test
    void serversOfOneNameGiveNoEqualSeries() {
        assertThat(Samples.print(new NagiosFormat(), Samples.twins()))
                .contains(" 'latency_fe'=", " 'latency_fe_1'=", " 'latency_fe_2'=");
        assertThat(Samples.print(new PrometheusFormat(), Samples.twins()).lines())
                .extracting(line -> line.startsWith("#") ? line : line.substring(0, line.lastIndexOf(' ')))
                .doesNotHaveDuplicates();
    }

    @Test
    void nagiosSaysWhoLeadsWhenAllIsWell() {
        assertThat(Samples.print(new NagiosFormat(), Samples.healthy()))
                .isEqualTo("ONEHA OK - OpenNebula: leader server-0, 3 of 3 servers answer, 1 more can be lost;"
                        + " rests on raft only: SSH is off, VIP and hosts not checked|"
                        + "answering=3;;;0;3 fault_tolerance=1;;;0 critical=0;;;0 warning=0;;;0 term=39 lag=0;;;0"
                        + " 'latency_server-0'=2.1ms;;;0 'latency_server-1'=2.4ms;;;0 'latency_server-2'=2.7ms;;;0\n");
    }

    @Test
    void nagiosNamesTheFindings() {
        assertThat(Samples.print(new NagiosFormat(), Samples.followerDown()))
                .startsWith("ONEHA WARNING - OpenNebula: SERVER_UNREACHABLE server-2: connection refused;"
                        + " NO_FAULT_TOLERANCE zone: one more loss stops the zone; remedy: start opennebula there;"
                        + " rests on raft only: SSH is off, VIP and hosts not checked|");
        assertThat(Samples.print(new NagiosFormat(), Samples.mute(FailureKind.REFUSED, false)))
                .startsWith("ONEHA UNKNOWN - ");
        assertThat(NagiosFormat.unknown("a|b\nc")).isEqualTo("ONEHA UNKNOWN - a/b c");
    }
}
