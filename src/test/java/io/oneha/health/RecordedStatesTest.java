package io.oneha.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state of a real zone that was recorded, and exactly what is found in it. */
class RecordedStatesTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/recordings/cli");

    /** What {@code onezone show} hid behind its "error"; where nothing is said the connection was refused. */
    private static final Map<String, String> FAILURES = Map.of(
            "follower-db-dead", "authentication",
            "grpc-follower-db-dead", "authentication",
            "leader-db-dead", "authentication",
            "leader-db-dead-first-seconds", "authentication",
            "healthy-as-nonadmin", "authorization",
            "follower-frozen-sigstop", "silent",
            "follower-lagging-db-stall", "silent",
            "follower-unplugged", "unreachable",
            "leader-unplugged", "unreachable");

    /** SERVER_IDs that are not the pool's, as the raftstatus recordings of the same states have them. */
    private static final Map<String, String> SERVER_IDS = Map.of(
            "duplicate-server-id/0", "1",
            "duplicate-server-id-leader/0", "1",
            "duplicate-server/3", "2");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "added1-not-started, CRITICAL, 0, LEADER_WITHOUT_MAJORITY server-0; TWO_SERVERS zone; SERVER_UNREACHABLE server-1",
        "candidate, CRITICAL, 0, QUORUM_LOST zone; CANDIDATE server-2; SERVER_UNREACHABLE server-0;"
                + " SERVER_UNREACHABLE server-1",
        "disabled, DEGRADED, 1, ZONE_DISABLED zone",
        "duplicate-server, CRITICAL, 0, DUPLICATE_SERVER server-2",
        "duplicate-server-id, CRITICAL, 1, SERVER_ID_MISMATCH server-0",
        "duplicate-server-id-leader, CRITICAL, 1, SERVER_ID_MISMATCH server-0",
        "fedmaster, OK, 1,",
        "fedmaster-two-zones, OK, 1,",
        "follower-db-dead, CRITICAL, 0, SERVER_AUTH server-0; NO_LEADER zone; TERM_WRAPPED server-2",
        "follower-down, DEGRADED, 0, SERVER_UNREACHABLE server-2; NO_FAULT_TOLERANCE zone",
        "follower-frozen-sigstop, DEGRADED, 0, SERVER_SILENT server-2; NO_FAULT_TOLERANCE zone",
        "follower-lag-caught-up, OK, 1,",
        "follower-lag-stopped, DEGRADED, 0, SERVER_UNREACHABLE server-2; NO_FAULT_TOLERANCE zone",
        "follower-lagging-db-stall, DEGRADED, 0, SERVER_SILENT server-2; NO_FAULT_TOLERANCE zone",
        "follower-lagging-no-writes, DEGRADED, 1, FOLLOWER_LAGGING server-2",
        "follower-partitioned, DEGRADED, 0, CANDIDATE server-2; NO_FAULT_TOLERANCE zone",
        "follower-unplugged, DEGRADED, 0, SERVER_UNREACHABLE server-0; NO_FAULT_TOLERANCE zone",
        "grpc-follower-db-dead, DEGRADED, 0, SERVER_AUTH server-1; NO_FAULT_TOLERANCE zone",
        "grpc-healthy, OK, 1,",
        "grpc-server-down, DEGRADED, 0, SERVER_UNREACHABLE server-2; NO_FAULT_TOLERANCE zone",
        "healthy, OK, 1,",
        "healthy2, OK, 1,",
        "healthy-as-nonadmin, UNKNOWN, , NO_ANSWER zone",
        "healthy-lab-endpoint, OK, 1,",
        "leader-db-dead, CRITICAL, 0, NO_LEADER zone; SERVER_AUTH server-1",
        "leader-db-dead-first-seconds, CRITICAL, 0, NO_LEADER zone; SERVER_AUTH server-2",
        "leader-killed-after-election, DEGRADED, 0, SERVER_UNREACHABLE server-1; NO_FAULT_TOLERANCE zone",
        "leader-killed-before-election, CRITICAL, 0, NO_LEADER zone; SERVER_UNREACHABLE server-1",
        "leader-no-quorum, CRITICAL, 0, LEADER_WITHOUT_MAJORITY server-2; SERVER_UNREACHABLE server-0;"
                + " SERVER_UNREACHABLE server-1",
        "leader-single, OK, 0, NOT_HA server-0",
        "leader-unplugged, DEGRADED, 0, SERVER_UNREACHABLE server-0; NO_FAULT_TOLERANCE zone",
        "partition-asked-new-leader, CRITICAL, 0, TWO_LEADERS server-2; NO_FAULT_TOLERANCE zone",
        "partition-asked-old-leader, CRITICAL, 0, TWO_LEADERS server-2; NO_FAULT_TOLERANCE zone",
        "repaired, OK, 1,",
        "solo, OK, 0, NOT_HA one",
        "solo-added, OK, 0, NOT_HA server-0",
        "solo-server-in-zone, CRITICAL, 0, SERVER_ID_MISMATCH server-0; NO_FAULT_TOLERANCE zone",
        "three-added-2-not-started, DEGRADED, 0, SERVER_UNREACHABLE server-2; NO_FAULT_TOLERANCE zone",
        "two-servers-lag-until-write, DEGRADED, 0, TWO_SERVERS zone; FOLLOWER_LAGGING server-1",
    })
    void isJudgedByWhatIsThere(String state, Overall overall, Integer tolerance, String found) throws IOException {
        Verdict verdict = Health.judge(look(state).snapshot());
        assertThat(summary(verdict)).isEqualTo(found == null ? "" : found);
        assertThat(verdict.overall()).isEqualTo(overall);
        assertThat(verdict.faultTolerance().isPresent()).isEqualTo(tolerance != null);
        verdict.faultTolerance().ifPresent(losses -> assertThat(losses).isEqualTo(tolerance));
        assertThat(verdict.findings()).allSatisfy(RecordedStatesTest::isOneReadableLine);
    }

    @Test
    void everyRecordedStateIsInTheTable() throws Exception {
        CsvSource table = RecordedStatesTest.class
                .getDeclaredMethod("isJudgedByWhatIsThere", String.class, Overall.class, Integer.class, String.class)
                .getAnnotation(CsvSource.class);
        List<String> judged =
                Stream.of(table.value()).map(line -> line.split(",")[0]).toList();
        try (Stream<Path> files = Files.list(RECORDINGS)) {
            List<String> recorded = files.filter(file -> file.toString().endsWith(".show.txt"))
                    .filter(RecordedStatesTest::hasZone)
                    .map(file -> file.getFileName().toString().replace(".show.txt", ""))
                    .toList();
            assertThat(judged).containsExactlyInAnyOrderElementsOf(recorded);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint-down, REFUSED, no server answered: one: connection refused",
        "wrong-password, AUTHENTICATION, 'wrong user or password, says one'",
    })
    void nothingIsKnownWhereOnezoneItselfFailed(String state, FailureKind kind, String reason) {
        assertThat(RECORDINGS.resolve(state + ".show.txt")).exists();
        Verdict verdict =
                Health.judge(Look.at("+one " + kind).noZone(kind, "as recorded").snapshot());
        assertThat(summary(verdict)).isEqualTo("NO_ANSWER zone");
        assertThat(verdict.overall()).isEqualTo(Overall.UNKNOWN);
        assertThat(verdict.findings().get(0).reason()).isEqualTo(reason);
    }

    private static boolean hasZone(Path file) {
        try {
            return Files.readString(file).contains("ZONE TEMPLATE");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String summary(Verdict verdict) {
        return verdict.findings().stream()
                .map(finding -> finding.code() + " " + finding.subject())
                .collect(Collectors.joining("; "));
    }

    static void isOneReadableLine(Finding finding) {
        assertThat(finding.reason()).isNotBlank().doesNotContain("\n", "null", "Optional", "  ");
        assertThat(finding.remedy()).isNotBlank().doesNotContain("\n", "null", "Optional", "  ");
        assertThat(finding.reason().length()).isLessThan(240);
    }

    /** Reads what {@code onezone show} printed: its tables of servers and of their states. */
    private static Look look(String state) throws IOException {
        Map<String, String> endpoints = new HashMap<>();
        List<String> lines = new ArrayList<>();
        boolean disabled = false;
        boolean states = false;
        for (String line : Files.readAllLines(RECORDINGS.resolve(state + ".show.txt"))) {
            String[] words = line.trim().split(" +");
            disabled |= line.startsWith("STATE ") && words[2].equals("DISABLED");
            states |= line.startsWith("HA & FEDERATION");
            if (words[0].matches("\\d+") && !states) {
                endpoints.put(words[0], words[2].replaceAll("http://|:2633/RPC2", ""));
            } else if (words[0].matches("\\d+")) {
                lines.add(line(state, words) + " at=" + endpoints.get(words[0]));
            }
        }
        Look look = Look.at(lines.isEmpty() ? new String[] {"+one solo 0 -1 0"} : lines.toArray(String[]::new));
        return disabled ? look.disabled() : look;
    }

    private static String line(String state, String[] words) {
        if (words[2].equals("error")) {
            return words[1] + " " + FAILURES.getOrDefault(state, "refused");
        }
        String own =
                SERVER_IDS.containsKey(state + "/" + words[0]) ? " id=" + SERVER_IDS.get(state + "/" + words[0]) : "";
        return String.join(" ", words[1], words[2], words[3], words[4], words[5]) + own;
    }
}
