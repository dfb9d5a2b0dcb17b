package io.oneha.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.observe.host.FactsScript;
import io.oneha.ssh.RemoteCommand;
import io.oneha.testing.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How long SSH takes, beside OpenSSH's client in the same minute: no test, but it needs the lab. Prints the rows of the README's
 * table: {@code mvn verify -DskipUnit -Dit.test=SshBench -Dnative}.
 */
class SshBench {
    private static final int RUNS = 11;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int WATCHES = 2;
    private static final int WATCHED_LINES = 25;

    @RegisterExtension
    static final LabExtension LAB = new LabExtension(LabPlan.of(3).withSimulatedOned());

    @Test
    void table() throws Exception {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
        Path inventory = LAB.inventory().write();
        Map<String, String> environment = LabStatus.environment(Map.of("ONE_AUTH", credentials()));
        Frontend first = LAB.frontend("n1a1");
        RemoteCommand script = FactsScript.command(false, List.of());
        String line = script.line("root");
        String text = new String(script.input(), StandardCharsets.UTF_8);
        Map<String, List<Double>> single = new TreeMap<>();
        List<Double> status = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        List<Double> looks = new ArrayList<>();

        String before = load();
        // In turns, so that whatever else the machine does meanwhile slows all of them alike.
        for (int i = 0; i < RUNS; i++) {
            for (Frontend frontend : LAB.get().frontends()) {
                Program.Result ssh = LAB.operator().ssh("ed25519", "root", frontend.address(), "true");
                single.computeIfAbsent(frontend.name(), name -> new ArrayList<>())
                        .add(millis(ssh.elapsed()));
            }
            Program.Result run = LAB.operator().run(List.of("-i", inventory.toString(), "status"), environment);
            status.add(millis(run.elapsed()));
            own.add(timed(first, line, text) - timed(first, "true", ""));
        }
        for (int i = 0; i < WATCHES; i++) {
            looks.addAll(kept(inventory, environment));
            own.add(timed(first, line, text) - timed(first, "true", ""));
        }

        double slowest =
                single.values().stream().mapToDouble(SshBench::median).max().orElseThrow();
        System.out.printf(Locale.ROOT, "load average %s to %s, medians of %d%n", before, load(), RUNS);
        row("`status` of three front-ends, first connections", median(status), "slowest `ssh HOST true`", slowest);
        row(
                "everything about a host, over a kept connection",
                median(looks),
                "the script alone, on one host at a time",
                median(own));
    }

    /** From a watch: the looks at everything that come after the first one. */
    private static List<Double> kept(Path inventory, Map<String, String> environment) throws Exception {
        List<String> arguments = List.of("-i", inventory.toString(), "status", "-w", "1", "-o", "json");
        ProcessBuilder builder = new ProcessBuilder(LAB.operator().commandLine(arguments));
        builder.environment().clear();
        builder.environment().putAll(LAB.operator().environment(environment));
        Process watch = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<Double> looks = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < WATCHED_LINES; i++) {
                JsonNode json = new ObjectMapper().readTree(lines.readLine());
                for (JsonNode server : json.path("servers")) {
                    JsonNode ssh = server.path("ssh");
                    if (i > 5 && ssh.path("ageMs").asLong() < 1000) {
                        looks.add(ssh.path("elapsedMs").asDouble());
                    }
                }
            }
        } finally {
            watch.destroy();
        }
        return looks;
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private static String credentials() {
        return LAB.operator().writes("one_auth", Lab.CREDENTIALS + "\n").toString();
    }

    private static double timed(Frontend frontend, String line, String input) {
        long start = System.nanoTime();
        frontend.runs(line, input);
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void row(String what, double own, String yardstick, double other) {
        System.out.printf(Locale.ROOT, "| %s | %.0f ms | %s %.0f ms |%n", what, own, yardstick, other);
    }
}
