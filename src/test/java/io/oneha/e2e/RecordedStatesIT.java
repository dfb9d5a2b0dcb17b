package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import io.oneha.testing.RecordedState;
import io.oneha.testing.RecordedState.Server;
import io.oneha.testing.ReplayServer;
import io.oneha.testing.ReplayZone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code oneha status} on a replay of each recorded state shows what {@code onezone show} showed, with the findings and the
 * exit code of {@code e2e/recorded-states.txt}: state, what its servers in error did, the server asked, exit code, findings.
 */
class RecordedStatesIT {
    private static final int NAME_CUT = 15;
    private static final int NUMBER_CUT = 10;
    private static final int AT_ONCE = 2;
    /** What was printed, to read when a test fails. */
    private static final Path OUTPUT = Path.of("target", "recorded-states");

    @TempDir
    static Path home;

    private static Map<String, Program.Result> results;

    /** A line of the table. */
    record Expected(String state, ReplayZone.Fault fault, String asked, int exitCode, List<String> findings) {
        static Expected of(String line) {
            String[] fields = line.split(" +");
            return new Expected(
                    fields[0],
                    fields[1].equals("-") ? ReplayZone.Fault.REFUSED : ReplayZone.Fault.valueOf(fields[1]),
                    fields[2],
                    Integer.parseInt(fields[3]),
                    List.of(fields).subList(4, fields.length));
        }

        @Override
        public String toString() {
            return state;
        }
    }

    static List<Expected> states() throws Exception {
        return Files.readAllLines(Path.of("src", "test", "resources", "e2e", "recorded-states.txt")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(Expected::of)
                .toList();
    }

    /** The program starts some forty times: a few at once, so that it takes no longer than it must. */
    @BeforeAll
    static void runAll() throws Exception {
        Path auth = Files.writeString(home.resolve("one_auth"), "oneadmin:opennebula");
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<String, Future<Program.Result>> running = new LinkedHashMap<>();
            for (Expected expected : states()) {
                int number = running.size();
                running.put(expected.state(), pool.submit(() -> run(expected, number, auth)));
            }
            results = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Program.Result>> entry : running.entrySet()) {
                Program.Result result = entry.getValue().get();
                results.put(entry.getKey(), result);
                Files.writeString(
                        Files.createDirectories(OUTPUT).resolve(entry.getKey() + ".txt"),
                        result.out() + result.err() + "exit code " + result.exitCode() + "\n");
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static Program.Result run(Expected expected, int number, Path auth) throws Exception {
        // The server believed to be 1, twice: recordings duplicate-id.zone.raftstatus.*
        Map<String, String> believed = expected.state().startsWith("duplicate-server-id") ? Map.of("0", "1") : Map.of();
        RecordedState state = RecordedState.of(expected.state());
        try (ReplayZone zone = ReplayZone.start(state, number, expected.fault(), believed)) {
            ReplayServer asked = zone.server(expected.asked());
            return Program.run(
                    List.of("status", "-e", asked.endpoint(), "--timeout", timeout(expected)),
                    Map.of("ONE_AUTH", auth.toString(), "HOME", home.toString()),
                    "");
        }
    }

    /** Who waits for silence waits to the end. */
    private static String timeout(Expected expected) {
        boolean waits = expected.fault() == ReplayZone.Fault.SILENT && !Program.isNative();
        return waits ? "8s" : Program.timeout();
    }

    @Test
    void everyRecordedStateIsInTheTable() throws Exception {
        assertThat(states().stream().map(Expected::state)).containsExactlyInAnyOrderElementsOf(RecordedState.names());
    }

    @ParameterizedTest
    @MethodSource("states")
    void statusShowsWhatOnezoneShowed(Expected expected) {
        List<List<String>> shown = rows(results.get(expected.state()).out());
        List<List<String>> recorded = new ArrayList<>();
        for (Server server : RecordedState.of(expected.state()).servers()) {
            recorded.add(server.columns());
        }

        assertThat(shown.stream().map(RecordedStatesIT::cut)).containsExactlyElementsOf(recorded);
    }

    @ParameterizedTest
    @MethodSource("states")
    void statusFindsWhatIsWrongAndEndsWithItsExitCode(Expected expected) {
        Program.Result result = results.get(expected.state());

        assertThat(findings(result.out())).containsExactlyElementsOf(expected.findings());
        assertThat(result.exitCode()).isEqualTo(expected.exitCode());
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyServerInErrorIsNamedWithItsReason(Expected expected) {
        String out = results.get(expected.state()).out();
        for (Server server : RecordedState.of(expected.state()).servers()) {
            if (server.isError()) {
                assertThat(out).containsPattern("(?m)^" + server.columns().get(1) + ": +\\S.*");
            }
        }
    }

    /** The rows of the servers in the zone's pool, LAG and LATENCY aside. */
    private static List<List<String>> rows(String out) {
        return out.lines()
                .dropWhile(line -> !line.startsWith("ID "))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .map(line -> List.of(line.trim().split("  +")))
                .filter(columns -> !columns.get(0).equals("-"))
                .map(columns -> columns.subList(0, 8))
                .toList();
    }

    /** {@code onezone} cuts what is wider than its columns. */
    private static List<String> cut(List<String> columns) {
        List<String> cut = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int width = i == 1 ? NAME_CUT : NUMBER_CUT;
            String column = columns.get(i);
            cut.add(column.length() > width ? column.substring(0, width) : column);
        }
        return cut;
    }

    private static List<String> findings(String out) {
        return out.lines()
                .filter(line -> line.matches("(critical|warning|info) .*"))
                .map(line -> line.split(" +"))
                .map(words -> words[0].charAt(0) + ":" + words[1])
                .distinct()
                .toList();
    }
}
