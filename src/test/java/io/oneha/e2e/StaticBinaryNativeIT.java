package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Needs;
import io.oneha.testing.Program;
import io.oneha.testing.Tmux;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the native binary promises: one file, nothing else needed. */
class StaticBinaryNativeIT {
    /** What a shell in which a binary is built has, or its continuous integration, and no program names. */
    private static final List<String> OF_A_BUILDER = List.of(
            "MAVEN_PROJECTBASEDIR",
            "MAVEN_CMD_LINE_ARGS",
            "GRAALVM_HOME",
            "OLDPWD",
            "SHLVL",
            "LS_COLORS",
            "SSH_CONNECTION",
            "DBUS_SESSION_BUS_ADDRESS",
            "GITHUB_TOKEN",
            "CI_JOB_TOKEN");

    @TempDir
    Path root;

    private Path binary;

    @BeforeEach
    void copyTheBinaryAndNothingElse() throws IOException {
        binary = Path.of(System.getProperty("oneha.program"));
        Files.createDirectories(root.resolve("tmp"));
        Files.createDirectories(root.resolve("dev"));
        Files.copy(binary, root.resolve("oneha"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void itNamesNoInterpreterAndNoSharedLibrary() throws IOException {
        byte[] header = new byte[64 * 1024];
        try (var in = Files.newInputStream(binary)) {
            assertThat(in.readNBytes(header, 0, header.length)).isPositive();
        }
        assertThat(new String(header, StandardCharsets.ISO_8859_1)).doesNotContain("ld-musl", "ld-linux");
    }

    @Test
    void itHoldsNothingOfTheEnvironmentInWhichItWasBuilt() throws IOException {
        String all = new String(Files.readAllBytes(binary), StandardCharsets.ISO_8859_1);

        assertThat(OF_A_BUILDER.stream().filter(all::contains)).isEmpty();
    }

    @Test
    void itsConfigurationOfQuarkusIsThatOfItsBuild() throws Exception {
        Program.Result result = Program.run(
                List.of("version"),
                Map.of("QUARKUS_LOG_LEVEL", "no-such-level", "QUARKUS_CONFIG_LOCATIONS", "/nonexistent.properties"),
                "");

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void itServesAZoneAndLooksAtItInAChrootThatHoldsNothingElse() throws Exception {
        Needs.root("chroot");
        makeDevices();
        Process zone = inChroot("/oneha", "demo", "--serve");
        try {
            List<String> words = new ArrayList<>();
            try (var lines = zone.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    words.addAll(List.of(line.trim().split("[\\s\"']+")));
                    if (words.stream().anyMatch(word -> word.startsWith("ONE_AUTH="))) {
                        break;
                    }
                }
                String endpoint = words.stream()
                        .filter(word -> word.startsWith("http://127."))
                        .findFirst()
                        .orElseThrow();
                String auth = words.stream()
                        .filter(word -> word.startsWith("ONE_AUTH="))
                        .findFirst()
                        .orElseThrow();

                Process status = inChroot("/oneha", "status", "-e", endpoint, "-o", "json", auth);
                assertThat(status.waitFor(20, TimeUnit.SECONDS)).isTrue();

                String out = new String(status.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(out).contains("\"verdict\":\"OK\"").contains("\"state\":\"leader\"");
                assertThat(status.exitValue()).isZero();
            }
        } finally {
            zone.destroy();
        }
    }

    @Test
    void itShowsTheDashboardInAChrootThatHoldsNothingElse() throws Exception {
        Needs.root("chroot");
        Tmux.needs();
        makeDevices();
        try (Tmux terminal = new Tmux(80, 24, Map.of("LANG", "C.UTF-8", "TERM", "tmux-256color"))) {
            terminal.run(List.of("chroot", root.toString(), "/oneha", "demo"));

            assertThat(terminal.await("3 of 3 answer, 2 to join")).contains("n1a1", "leader", "n1a3", "follower");

            terminal.press("q");
            terminal.await(screen -> !screen.contains("Servers 5"));
        }
    }

    /** The devices that every Linux has, and that a random number or a thrown away byte is from or for. */
    private void makeDevices() throws IOException, InterruptedException {
        String[][] devices = {{"null", "1", "3"}, {"random", "1", "8"}, {"urandom", "1", "9"}, {"tty", "5", "0"}};
        for (String[] device : devices) {
            String path = root.resolve("dev").resolve(device[0]).toString();
            Process mknod = new ProcessBuilder("mknod", "-m", "666", path, "c", device[1], device[2]).start();
            assertThat(mknod.waitFor()).isZero();
        }
    }

    /** Runs a command with the folder as its root; an argument NAME=VALUE at the end is put into its environment. */
    private Process inChroot(String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("chroot", root.toString()));
        List<String> own = new ArrayList<>(List.of(command));
        ProcessBuilder builder = new ProcessBuilder();
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        String last = own.get(own.size() - 1);
        if (last.startsWith("ONE_AUTH=")) {
            own.remove(last);
            builder.environment().put("ONE_AUTH", last.substring("ONE_AUTH=".length()));
        }
        arguments.addAll(own);
        return builder.command(arguments).redirectErrorStream(false).start();
    }
}
