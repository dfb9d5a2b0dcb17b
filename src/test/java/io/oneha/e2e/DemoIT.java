package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.testing.Program;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo zone in one process, {@code status} on it in others. */
class DemoIT {
    private Process demo;
    private BufferedReader out;
    private BufferedWriter in;
    private String endpoint;
    private String auth;
    private String inventory;

    @BeforeEach
    void serve() throws Exception {
        demo = Program.builder(List.of("demo", "--serve"), Map.of())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = demo.inputReader(StandardCharsets.UTF_8);
        in = demo.outputWriter(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null && !line.startsWith("Faults"); line = out.readLine()) {
            for (String word : line.trim().split(" ")) {
                endpoint = endpoint == null && word.startsWith("http://127.") ? word : endpoint;
                auth = word.startsWith("ONE_AUTH=") ? word.substring("ONE_AUTH=".length()) : auth;
                inventory = word.endsWith("inventory.yml") ? word : inventory;
            }
        }
    }

    @AfterEach
    void stop() {
        demo.destroyForcibly();
    }

    @Test
    void theZoneIsHealthyByEndpointAndByInventory() throws Exception {
        for (List<String> target : List.of(List.of("-e", endpoint), List.of("-i", inventory))) {
            Program.Result result = status(target);

            assertThat(result.err()).isEmpty();
            JsonNode document = new ObjectMapper().readTree(result.out());
            assertThat(document.get("verdict").asText()).isEqualTo("OK");
            assertThat(document.get("servers")).hasSize(3);
            assertThat(document.get("vip").isNull()).isEqualTo(target.contains("-e"));
            assertThat(result.exitCode()).isZero();
        }
    }

    @Test
    void aLeaderThatIsKilledThroughStandardInputIsSeenAndReplaced() throws Exception {
        JsonNode before =
                new ObjectMapper().readTree(status(List.of("-i", inventory)).out());
        String leader = before.at("/leader/name").asText();

        assertThat(answer("kill " + leader)).isEqualTo(leader + " killed");

        JsonNode after = before;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(45);
        while (!hasNewLeader(after, leader) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
            Program.Result result = status(List.of("-i", inventory));
            assertThat(result.exitCode()).isIn(1, 2);
            after = new ObjectMapper().readTree(result.out());
        }
        assertThat(hasNewLeader(after, leader)).isTrue();
        assertThat(after.get("verdict").asText()).isEqualTo("DEGRADED");
        assertThat(after.get("findings").findValuesAsText("code")).contains("SERVER_UNREACHABLE");
    }

    @Test
    void whatIsNoFaultIsAnsweredAndHarmless() throws Exception {
        assertThat(answer("explode")).isEqualTo("there is no explode");
        while (!out.readLine().startsWith("service")) {
            // The list of faults, of which this is the last.
        }
        assertThat(answer("kill nobody")).contains("kill NAME");
    }

    @Test
    void itStopsOnSigtermAndLeavesNothingBehind() throws Exception {
        demo.destroy();

        assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isEqualTo(143);
        assertThat(Files.exists(Path.of(auth))).isFalse();
        assertThat(Files.exists(Path.of(auth).getParent())).isFalse();
    }

    @Test
    void itGoesOnWhenStandardInputEnds() throws Exception {
        in.close();

        assertThat(status(List.of("-e", endpoint)).exitCode()).isZero();
    }

    private static boolean hasNewLeader(JsonNode document, String old) {
        JsonNode name = document.at("/leader/name");
        return name.isTextual() && !name.asText().equals(old);
    }

    private String answer(String fault) throws Exception {
        in.write(fault + "\n");
        in.flush();
        return out.readLine();
    }

    private Program.Result status(List<String> target) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("status", "-o", "json"));
        arguments.addAll(target);
        arguments.addAll(List.of("--timeout", Program.timeout()));
        return Program.run(arguments, Map.of("ONE_AUTH", auth), "");
    }
}
