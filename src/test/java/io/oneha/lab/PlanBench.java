package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How long a plan takes of a zone that is at the inventory's state, beside {@code status} of the same zone: no test, but it
 * needs the lab. Prints a sentence of the README: {@code mvn verify -DskipUnit -Dit.test=PlanBench -Dnative}.
 */
class PlanBench {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final double NANOS = 1e9;
    private static final int RUNS = 11;

    @RegisterExtension
    static final LabExtension LAB = new LabExtension(LabPlan.of(3).withSimulatedOned());

    @Test
    void table() throws IOException {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
        Path inventory = LAB.inventory().write();
        List<Double> plans = new ArrayList<>();
        List<Double> looks = new ArrayList<>();
        String before = load();
        for (int i = 0; i < RUNS; i++) {
            plans.add(wall(inventory, "plan"));
            looks.add(wall(inventory, "status"));
        }
        System.out.printf(
                Locale.ROOT,
                "`plan` with nothing to do %.2f s, `status` %.2f s, medians of %d, load average %s to %s%n",
                median(plans),
                median(looks),
                RUNS,
                before,
                load());
    }

    private static double wall(Path inventory, String command) {
        String auth = LAB.operator().writes("one_auth", Lab.CREDENTIALS + "\n").toString();
        Program.Result result = LAB.operator()
                .run(List.of("-i", inventory.toString(), command), LabStatus.environment(Map.of("ONE_AUTH", auth)));
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        return result.elapsed().toNanos() / NANOS;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }
}
