package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import io.oneha.testing.RecordedState;
import io.oneha.testing.ReplayZone;
import java.io.File;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output that takes nothing: a full disk is a failure that is said, a reader who has left is none. */
class WriteErrorsIT {
    private static final File FULL = new File("/dev/full");

    @TempDir
    Path home;

    private ReplayZone zone;

    @BeforeEach
    void startAZone() throws Exception {
        zone = ReplayZone.start(RecordedState.of("follower-down"), 115, ReplayZone.Fault.REFUSED, Map.of());
        Files.createDirectories(home.resolve(".one"));
        Files.writeString(home.resolve(".one/one_auth"), "oneadmin:opennebula\n");
    }

    @AfterEach
    void stopIt() {
        zone.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status -o table",
                "status -o json",
                "status -o yaml",
                "status -o csv",
                "status -o prometheus",
                "status -o nagios",
                "status -w 0.1",
                "status -o json -w 0.1",
                "check -o table",
                "check -o json",
                "check -o nagios",
                "--ascii"
            })
    void aFullDiskIsSaidWhateverTheZoneIsLike(String command) throws Exception {
        assertThatItIsSaid(command + " --timeout " + Program.timeout() + " -e "
                + zone.server("server-0").endpoint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "status --help",
                "help",
                "--version",
                "version",
                "completion bash",
                "runs",
                "runs -o json"
            })
    void aFullDiskIsSaidWhereNoZoneIsAsked(String command) throws Exception {
        assertThatItIsSaid(command);
    }

    @Test
    void aReaderWhoHasSeenEnoughIsNoFailure() throws Exception {
        Path err = home.resolve("err");
        List<String> arguments = List.of("completion", "bash");
        Process process = Program.builder(arguments, Map.of("HOME", home.toString()))
                .redirectError(err.toFile())
                .start();
        try {
            process.getInputStream().close();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(err).isEmptyFile();
        } finally {
            process.destroyForcibly();
        }
    }

    private void assertThatItIsSaid(String command) throws Exception {
        Path err = home.resolve("err");
        Process process = Program.builder(new ArrayList<>(List.of(command.split(" "))), Map.of("HOME", home.toString()))
                .redirectOutput(FULL)
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(err)
                    .content()
                    .hasLineCount(1)
                    .startsWith("oneha: what was to be printed could not all be written to standard output: ");
            assertThat(process.exitValue()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }
}
