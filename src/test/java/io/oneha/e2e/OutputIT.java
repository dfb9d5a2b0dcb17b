package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.health.FindingCode;
import io.oneha.testing.JsonSchema;
import io.oneha.testing.Program;
import io.oneha.testing.RecordedState;
import io.oneha.testing.ReplayServer;
import io.oneha.testing.ReplayZone;
import java.io.BufferedReader;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formats, watching, credentials and configuration, through the whole program. */
class OutputIT {
    @TempDir
    Path home;

    private ReplayZone zone;

    @BeforeEach
    void startAZone() throws Exception {
        zone = ReplayZone.start(RecordedState.of("follower-down"), 110, ReplayZone.Fault.REFUSED, Map.of());
        Files.createDirectories(home.resolve(".one"));
        Files.writeString(home.resolve(".one/one_auth"), "oneadmin:opennebula\n");
    }

    @AfterEach
    void stopIt() {
        zone.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status -o table|ZONE 0 OpenNebula  ENABLED",
                "status -o JSON|{\"schema\":1,",
                "status -o yaml|---",
                "status -o csv|observed_at,id,name,",
                "status -o prometheus|# HELP opennebula_zone_state ",
                "status -o nagios|ONEHA WARNING - OpenNebula: ",
                "check|ZONE 0 OpenNebula  ENABLED",
                "check -o json|{\"schema\":1,",
                "check -o nagios|ONEHA WARNING - OpenNebula: ",
                "--ascii|ZONE 0 OpenNebula  ENABLED"
            })
    void everyFormatHasTheZoneAndTheVerdictsExitCode(String command, String start) throws Exception {
        Program.Result result = run(command + " -e " + zone.server("server-0").endpoint());

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith(start).contains("server-2").doesNotContain("\u001b");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void whoLeadsIsANameOrAnExitCode() throws Exception {
        String asked = " -e " + zone.server("server-1").endpoint();
        Program.Result name = run("leader" + asked);
        Program.Result leads = run("leader --is server-0" + asked);
        Program.Result follows = run("leader --is server-1" + asked);

        assertThat(name.out() + name.err()).isEqualTo("server-0\n");
        assertThat(name.exitCode()).isZero();
        assertThat(leads.exitCode()).isZero();
        assertThat(follows.exitCode()).isEqualTo(1);
        assertThat(leads.out() + leads.err() + follows.out() + follows.err()).isEmpty();
    }

    /** The pages are resources, which a binary has only where it was told to. */
    @Test
    void everyPageAboutAFindingIsInTheProgram() throws Exception {
        Program.Result list = run("explain");
        Program.Result page = run("explain no_leader");

        assertThat(list.out().lines()).hasSameSizeAs(FindingCode.values());
        assertThat(page.out()).startsWith("NO_LEADER\n").contains("\nWhat to do\n");
        assertThat(list.exitCode() + page.exitCode()).isZero();
    }

    @Test
    void theJsonMeetsItsSchema() throws Exception {
        Program.Result result =
                run("status -o json -e " + zone.server("server-1").endpoint());

        JsonNode document = new ObjectMapper().readTree(result.out());
        assertThat(JsonSchema.read(Path.of("docs", "status.schema.json")).faults(document))
                .isEmpty();
        assertThat(document.at("/leader/name").asText()).isEqualTo("server-0");
    }

    /** The binary reads no such names; the jar does, and must not be any louder for it. */
    @Test
    void namesInQuarkusOwnConfigurationThatNobodyKnowsChangeNothing() throws Exception {
        Path configuration = Files.createDirectories(home.resolve("config")).resolve("application.properties");
        Files.writeString(configuration, "quarkus.vertx.nothing=1\nquarkus.application.name=other\n");
        ProcessBuilder builder = Program.builder(List.of("--version"), Map.of("QUARKUS_LOG_NOTHING", "1"))
                .directory(home.toFile())
                .redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(said)
                .isEqualTo(Program.run(List.of("--version")).out())
                .startsWith("oneha ")
                .hasLineCount(1);
    }

    @Test
    void aPluginEndsWithThreeWhateverKeptItFromKnowing() throws Exception {
        zone.servers().forEach(server -> server.mode(ReplayServer.Mode.REFUSE));

        Program.Result result =
                run("check -o nagios -e " + zone.server("server-0").endpoint());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).hasLineCount(1).startsWith("ONEHA UNKNOWN - ");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aWatchIsADocumentALookUntilCtrlC() throws Exception {
        List<String> arguments = List.of(
                "status",
                "-o",
                "json",
                "-w",
                "0.2",
                "-e",
                zone.server("server-0").endpoint(),
                "--timeout",
                Program.timeout());
        ProcessBuilder builder = Program.builder(arguments, Map.of("HOME", home.toString()))
                .redirectError(home.resolve("err").toFile());
        // A suite started in the background has Ctrl-C switched off, and so would what it starts.
        builder.command().addAll(0, List.of("env", "--default-signal=INT"));
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            List<JsonNode> documents = new ArrayList<>();
            while (documents.size() < 3) {
                documents.add(new ObjectMapper().readTree(lines.readLine()));
            }
            assertThat(documents)
                    .allSatisfy(document ->
                            assertThat(document.get("verdict").asText()).isEqualTo("DEGRADED"));
            assertThat(documents.stream()
                            .map(document -> document.get("observedAt").asText()))
                    .doesNotHaveDuplicates();

            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(home.resolve("err")).isEmptyFile();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aWatchEndsWhenNobodyReadsAnyMore() throws Exception {
        List<String> arguments = List.of(
                "status", "-w", "0.1", "-e", zone.server("server-0").endpoint(), "--timeout", Program.timeout());
        Process process =
                Program.builder(arguments, Map.of("HOME", home.toString())).start();
        try {
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isNotNull();
            process.getInputStream().close();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void verboseSaysWhoseCredentialsAndWhatWasAskedAndNoSecret() throws Exception {
        Program.Result result = run("status -v -e " + zone.server("server-0").endpoint());

        assertThat(result.err())
                .contains("oneha: credentials of oneadmin from ~/.one/one_auth\n")
                .containsPattern(
                        "oneha: one\\.zone\\.raftstatus http://127\\.0\\.111\\.1:\\d+/RPC2 [0-9.]+ ms, answered\n")
                .contains("REFUSED: connection refused")
                .doesNotContain("opennebula\n", ":opennebula");
    }

    @Test
    void theConfigurationFileNamesTheZone() throws Exception {
        Files.createDirectories(home.resolve(".config/oneha"));
        Files.writeString(
                home.resolve(".config/oneha/config.properties"),
                "oneha.endpoint=" + zone.server("server-0").endpoint() + "\noneha.colour=blue\noneha.timeout="
                        + Program.timeout() + "\n");

        Program.Result result = Program.run(List.of(), Map.of("HOME", home.toString()), "");

        assertThat(result.out()).startsWith("ZONE 0 OpenNebula");
        assertThat(result.err()).hasLineCount(1).contains("nothing is called oneha.colour");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void theEnvironmentNamesTheZone() throws Exception {
        Program.Result result = Program.run(
                List.of("status", "--timeout", Program.timeout()),
                Map.of(
                        "HOME",
                        home.toString(),
                        "ONE_XMLRPC",
                        zone.server("server-1").endpoint()),
                "");

        assertThat(result.out()).startsWith("ZONE 0 OpenNebula");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void withoutCredentialsAndTerminalOneLineSaysWhereTheyBelong() throws Exception {
        Program.Result result =
                Program.run(List.of("status", "-e", zone.server("server-0").endpoint()));

        assertThat(result.err()).hasLineCount(1).contains("ONE_AUTH");
        assertThat(result.exitCode()).isEqualTo(77);
    }

    private Program.Result run(String command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--timeout", Program.timeout()));
        return Program.run(arguments, Map.of("HOME", home.toString()), "");
    }
}
