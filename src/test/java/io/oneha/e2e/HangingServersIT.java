package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.testing.Program;
import io.oneha.testing.RecordedState;
import io.oneha.testing.ReplayServer;
import io.oneha.testing.ReplayZone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that accept and never answer cost one deadline, however many they are, and are named. */
class HangingServersIT {
    private static final Pattern LOOKED = Pattern.compile("looked for (\\d+) ms");
    /** The machine is busy and a JVM still compiles; the binary has no excuse. */
    private static final int GRACE_MILLIS = Program.isNative() ? 100 : 1500;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"server-1, '', DEGRADED, 1", "server-1, server-2, CRITICAL, 2"})
    void statusAnswersWithinTheDeadlineAndNamesThem(String first, String second, String verdict, int exitCode)
            throws Exception {
        try (ReplayZone zone = healthy()) {
            List<String> hanging = new ArrayList<>(List.of(first));
            if (!second.isEmpty()) {
                hanging.add(second);
            }
            hanging.forEach(name -> zone.server(name).mode(ReplayServer.Mode.HANG));

            Program.Result result = status(zone.server("server-0").endpoint(), "json", 2000);

            assertThat(result.exitCode()).isEqualTo(exitCode);
            JsonNode document = new ObjectMapper().readTree(result.out());
            assertThat(document.get("verdict").asText()).isEqualTo(verdict);
            for (JsonNode server : document.get("servers")) {
                boolean hangs = hanging.contains(server.get("name").asText());
                assertThat(server.get("error").isNull()).isNotEqualTo(hangs);
                assertThat(server.get("state").asText().equals("error")).isEqualTo(hangs);
            }
            for (String name : hanging) {
                assertThat(document.get("findings").findValuesAsText("subject")).contains(name);
            }
            assertThat(looked(result)).isLessThanOrEqualTo(2000 + GRACE_MILLIS);
        }
    }

    @Test
    void aZoneThatHangsAltogetherIsOneLine() throws Exception {
        try (ReplayZone zone = healthy()) {
            zone.servers().forEach(server -> server.mode(ReplayServer.Mode.HANG));

            Program.Result result = status(zone.server("server-0").endpoint(), "table", 1000);

            assertThat(result.exitCode()).isEqualTo(69);
            assertThat(result.out()).isEmpty();
            assertThat(result.err().lines().filter(line -> line.contains("no server answered")))
                    .hasSize(1);
            assertThat(looked(result)).isLessThanOrEqualTo(1000 + GRACE_MILLIS);
        }
    }

    private static ReplayZone healthy() {
        return ReplayZone.start(RecordedState.of("healthy"), 100, ReplayZone.Fault.REFUSED, Map.of());
    }

    private Program.Result status(String endpoint, String format, int timeout) throws Exception {
        Path auth = Files.writeString(folder.resolve("one_auth"), "oneadmin:opennebula");
        return Program.run(
                List.of("status", "-e", endpoint, "-o", format, "--timeout", timeout + "ms", "-v"),
                Map.of("ONE_AUTH", auth.toString()),
                "");
    }

    private static int looked(Program.Result result) {
        Matcher matcher = LOOKED.matcher(result.err());
        assertThat(matcher.find()).as(result.err()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
