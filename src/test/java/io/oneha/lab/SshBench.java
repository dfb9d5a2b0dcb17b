package io.oneha.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.observe.host.FactsScript;
import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import io.oneha.testing.Program;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
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
    private static final int WATCHED_LINES = 40;

    @RegisterExtension
    static final LabExtension LAB = new LabExtension(LabPlan.of(3).withSimulatedOned());

    @Test
    void table() throws Exception {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
        Path inventory = LAB.inventory().write();
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];

        double slowest = 0;
        for (Frontend frontend : LAB.get().frontends()) {
            slowest =
                    Math.max(slowest, median(() -> LAB.operator().ssh("ed25519", "root", frontend.address(), "true")));
        }
        double status = median(() -> LAB.operator()
                .run(
                        List.of("-i", inventory.toString(), "status"),
                        LabStatus.environment(Map.of("ONE_AUTH", credentials()))));
        Frontend first = LAB.frontend("n1a1");
        RemoteCommand script = FactsScript.command(true, List.of());
        String line = script.as(Become.ROOT).line("root");
        String text = new String(script.input(), StandardCharsets.UTF_8);
        double own = median(() -> timed(first, line, text)) - median(() -> timed(first, "true", ""));

        System.out.printf(Locale.ROOT, "load average %s, medians of %d%n", load, RUNS);
        row("`status` of three front-ends over SSH, first connections", status, "slowest `ssh HOST true`", slowest);
        row("everything about a host over a kept connection", kept(inventory), "the script alone, on the host", own);
    }

    /** From a watch: the looks at everything that come after the first one. */
    private static double kept(Path inventory) throws Exception {
        List<String> arguments = List.of("-i", inventory.toString(), "status", "-w", "1", "-o", "json");
        ProcessBuilder builder = new ProcessBuilder(LAB.operator().commandLine(arguments));
        builder.environment().clear();
        builder.environment()
                .putAll(LAB.operator().environment(LabStatus.environment(Map.of("ONE_AUTH", credentials()))));
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
        return looks.stream().sorted().toList().get(looks.size() / 2);
    }

    private static String credentials() {
        return LAB.operator().writes("one_auth", Lab.CREDENTIALS + "\n").toString();
    }

    private static Program.Result timed(Frontend frontend, String line, String input) {
        long start = System.nanoTime();
        frontend.runs(line, input);
        return new Program.Result(0, "", "", Duration.ofNanos(System.nanoTime() - start));
    }

    private static double median(Supplier<Program.Result> run) {
        List<Long> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(run.get().elapsed().toNanos());
        }
        return runs.stream().sorted().toList().get(RUNS / 2) / NANOS_PER_MILLI;
    }

    private static void row(String what, double own, String yardstick, double other) {
        System.out.printf(Locale.ROOT, "| %s | %.0f ms | %s %.0f ms |%n", what, own, yardstick, other);
    }
}
