package io.oneha.ssh.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on this machine, by its own shell. */
class LocalHostTest {
    private static final Duration TIME = Duration.ofSeconds(20);

    private final LocalHost host = new LocalHost("fe1");

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void aScriptRunsToItsEndWithInputArgumentsAndItsOwnStatus() {
        RemoteResult result = host.run(
                RemoteCommand.script("printf '%s|' \"$@\"; cat; echo no >&2; exit 7\n", "a b", "$(id)")
                        .withInput("rest".getBytes(StandardCharsets.UTF_8)),
                TIME);
        assertThat(result.exitStatus()).isEqualTo(7);
        assertThat(result.text()).startsWith("a b|$(id)|");
        assertThat(result.errors()).isEqualTo("no\n");
    }

    @Test
    void streamsGoBothWays() {
        byte[] large = "0123456789".repeat(300_000).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RemoteResult result = host.stream(RemoteCommand.of("cat"), new ByteArrayInputStream(large), out, TIME);
        assertThat(result.isOk()).isTrue();
        assertThat(out.toByteArray()).isEqualTo(large);
    }

    @Test
    void atTheDeadlineItEndsWithAllThatItStarted() throws IOException {
        Path pid = folder.resolve("pid");
        SshException failed = catchThrowableOfType(
                SshException.class,
                () -> host.run(
                        RemoteCommand.of("sh", "-c", "sleep 600 & echo $! > \"$1\"; wait", "sh", pid.toString()),
                        Duration.ofMillis(1500)));
        assertThat(failed.kind()).isEqualTo(SshException.Kind.SILENT);
        assertThat(failed).hasMessage("fe1: the command did not end (waited 1500 ms)");
        long sleeper = Long.parseLong(Files.readString(pid).strip());
        assertThat(ProcessHandle.of(sleeper)
                        .map(process -> process.onExit()
                                .orTimeout(5, java.util.concurrent.TimeUnit.SECONDS)
                                .join())
                        .filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void moreOutputThanItMayPrintIsAFailureAndNotAFullMemory() {
        SshException failed = catchThrowableOfType(
                SshException.class,
                () -> host.run(
                        RemoteCommand.of("head", "-c", "50000000", "/dev/zero").limitedTo(1000), TIME));
        assertThat(failed.kind()).isEqualTo(SshException.Kind.OUTPUT);
    }

    /** A program that another account decides must not write on the operator's terminal, nor type into it. */
    @Test
    void aCommandHasASessionOfItsOwnWithoutTheOperatorsTerminal() throws IOException {
        String stat = host.run(RemoteCommand.of("sh", "-c", "cat /proc/$$/stat"), TIME)
                .text();
        assertThat(session(stat)).isNotEqualTo(session(Files.readString(Path.of("/proc/self/stat"))));
        assertThat(terminal(stat)).isEqualTo("0");
    }

    /** Source: proc_pid_stat(5), session and tty_nr, the sixth and the seventh field. */
    private static String session(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3];
    }

    private static String terminal(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[4];
    }

    @Test
    void nothingOfThisProcessesEnvironmentGoesAlong() {
        assertThat(host.run(RemoteCommand.of("env"), TIME).text().lines())
                .allMatch(line -> line.matches("(HOME|USER|LOGNAME|SHELL|PATH|PWD|OLDPWD|SHLVL|_)=.*"));
    }

    @Test
    void aPortOfThisMachineIsReachedAsItIs() {
        assertThat(host.forward("127.0.0.1", 2633, TIME).port()).isEqualTo(2633);
    }
}
