package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import io.oneha.testing.RecordedState;
import io.oneha.testing.ReplayServer;
import io.oneha.testing.ReplayZone;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code oneha exporter} on a replay of a recorded zone. */
@Timeout(120)
class ExporterIT {
    private static final int NUMBER = 247;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path home;

    @Test
    void servesTheZoneFollowsItsStateAndEndsOnSigtermWithinASecond() throws Exception {
        try (ReplayZone zone =
                ReplayZone.start(RecordedState.of("healthy"), NUMBER, ReplayZone.Fault.REFUSED, Map.of())) {
            Process exporter = start(zone, "127.0.0.1:0");
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(exporter.getInputStream(), StandardCharsets.UTF_8))) {
                String line = out.readLine();
                assertThat(line).matches("Serving .* on http://127\\.0\\.0\\.1:[0-9]+/metrics");
                String base = line.substring(line.indexOf("http://127.0.0.1:")).replace("/metrics", "");

                assertThat(await(base + "/leader", 200)).isEqualTo("server-0\n");
                assertThat(get(base + "/metrics").body()).contains("\noneha_up 1.0\n", "oneha_server_state{");
                zone.servers().forEach(server -> server.mode(ReplayServer.Mode.REFUSE));
                assertThat(await(base + "/leader", 503)).isEqualTo("No server leads the zone.\n");
                assertThat(await(base + "/leader/server-0", 503)).isEqualTo("No server leads the zone.\n");

                long start = System.nanoTime();
                exporter.destroy();
                assertThat(exporter.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
                assertThat(exporter.exitValue()).isZero();
            } finally {
                exporter.destroyForcibly();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Program.Result result = Program.run(
                    List.of(
                            "exporter",
                            "-e",
                            "http://127.0.0.1:1/RPC2",
                            "--listen",
                            "127.0.0.1:" + taken.getLocalPort()),
                    Map.of("ONE_AUTH", auth().toString()),
                    "");
            assertThat(result.err())
                    .hasLineCount(1)
                    .isEqualTo("oneha: cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": Address already in use; name another address by --listen\n");
            assertThat(result.exitCode()).isEqualTo(2);
        }
    }

    private Process start(ReplayZone zone, String listen) throws Exception {
        List<String> arguments = List.of(
                "exporter", "-e", zone.servers().get(0).endpoint(), "--timeout", Program.timeout(), "--listen", listen);
        ProcessBuilder builder =
                new ProcessBuilder(Program.commandLine(arguments)).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("ONE_AUTH", auth().toString());
        builder.environment().put("HOME", home.toString());
        return builder.start();
    }

    private Path auth() throws Exception {
        return Files.writeString(home.resolve("one_auth"), "oneadmin:opennebula");
    }

    private String await(String url, int status) throws Exception {
        HttpResponse<String> answer = get(url);
        for (int i = 0; i < 300 && answer.statusCode() != status; i++) {
            Thread.sleep(100);
            answer = get(url);
        }
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.body();
    }

    private HttpResponse<String> get(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
