package io.oneha.ssh.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.lab.Await;
import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import io.oneha.ssh.SshException.Kind;
import io.oneha.testing.Needs;
import io.oneha.testing.SshServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands at a real sshd: what goes in, what comes out, how they end. */
class CommandTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static SshServer server;
    private static Way way;
    private static RemoteHost host;

    @BeforeAll
    static void connects() throws Exception {
        SshServer.needs();
        Path key = SshServer.keygen(folder.resolve("user"), "ed25519", "");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        server = SshServer.start(
                        folder.resolve("sshd"),
                        List.of("ed25519"),
                        "SetEnv PATH=" + bin + ":/usr/bin:/bin:/usr/sbin:/sbin")
                .allow(Path.of(key + ".pub"));
        way = new Way(folder).key(key).knows(server, "ed25519").over(server);
        host = way.host();
    }

    @AfterAll
    static void ends() {
        if (server != null) {
            way.close();
            server.close();
        }
    }

    @Test
    void bothOutputsAndTheStatusComeBack() {
        RemoteResult result = host.run(RemoteCommand.script("cat; echo out; echo err >&2; exit 7"), SOON);

        assertThat(result).returns("out\n", RemoteResult::text).returns("err\n", RemoteResult::errors);
        assertThat(result.exitStatus()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "KILL, 137", "HUP, 129", "SEGV, 139"})
    void aSignalIsAStatusAsShellsHaveIt(String signal, int status) {
        assertThat(host.run(RemoteCommand.of("sh", "-c", "kill -" + signal + " $$"), SOON)
                        .exitStatus())
                .isEqualTo(status);
    }

    @Test
    void inputIsReadToItsEndAndMoreOfItThanFitsTheWindow() {
        byte[] input = new byte[5 << 20];
        new Random(1).nextBytes(input);

        RemoteResult result = host.run(RemoteCommand.of("cat").withInput(input).limitedTo(6 << 20), SOON);

        assertThat(result.out()).isEqualTo(input);
    }

    @Test
    void aCommandNeedNotReadItsInput() {
        byte[] input = new byte[5 << 20];

        assertThat(host.run(RemoteCommand.of("echo", "x").withInput(input), SOON)
                        .text())
                .isEqualTo("x\n");
    }

    @ParameterizedTest
    @CsvSource({"'', out", "1>&2, err"})
    void aGigabyteOfOutputIsRefusedAtOnceAndTheConnectionStaysGood(String where) {
        RemoteCommand command = RemoteCommand.script("exec head -c 1000000000 /dev/zero " + where);
        long start = System.nanoTime();

        assertThatThrownBy(() -> host.run(command, SOON))
                .isInstanceOfSatisfying(
                        SshException.class, e -> assertThat(e.kind()).isEqualTo(Kind.OUTPUT))
                .hasMessage("n1a1: the command printed more than 4 MiB");

        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(10).toNanos());
        assertThat(host.run(RemoteCommand.of("echo", "x"), SOON).text()).isEqualTo("x\n");
        assertThat(server.logins()).isEqualTo(1);
    }

    @Test
    void fiftyMegabytesAreStreamedBothWays() {
        byte[] data = new byte[50 << 20];
        new Random(2).nextBytes(data);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        RemoteResult result = host.stream(
                RemoteCommand.of("sh", "-c", "read line; echo \"$line\" >&2; exec cat")
                        .withInput("first\n".getBytes()),
                new ByteArrayInputStream(data),
                out,
                SOON.multipliedBy(3));

        assertThat(result.isOk()).isTrue();
        assertThat(result.errors()).isEqualTo("first\n");
        assertThat(result.out()).isEmpty();
        assertThat(out.toByteArray()).isEqualTo(data);
    }

    @Test
    void aStreamThatFailsHereEndsTheCommand() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("disk full");
            }
        };
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("bad sector");
            }
        };

        assertThatThrownBy(() -> host.stream(RemoteCommand.of("yes"), InputStream.nullInputStream(), full, SOON))
                .isInstanceOf(SshException.class)
                .hasMessage("n1a1: what the command prints could not be kept here: disk full");
        assertThatThrownBy(() -> host.stream(RemoteCommand.of("cat"), broken, OutputStream.nullOutputStream(), SOON))
                .isInstanceOf(SshException.class)
                .hasMessage("n1a1: what the command was to read could not be read here: bad sector");
        assertThat(host.run(RemoteCommand.of("echo", "x"), SOON).text()).isEqualTo("x\n");
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsEndedOnTheHostWithAllThatItStarted() throws Exception {
        Path pid = folder.resolve("pid");
        RemoteCommand hangs = RemoteCommand.of("sh", "-c", "sleep 600 & echo $! > \"$1\"; wait", "sh", pid.toString());
        // So that no part of the time goes to the login.
        host.run(RemoteCommand.of("true"), SOON);

        assertThatThrownBy(() -> host.run(hangs, Duration.ofSeconds(3)))
                .isInstanceOfSatisfying(
                        SshException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SILENT));

        Optional<ProcessHandle> sleeper =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        try {
            Await.awaits(SOON, "it is ended", () -> sleeper.filter(ProcessHandle::isAlive)
                    .isEmpty());
        } finally {
            sleeper.ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void theRealSudosRefusalNamesTheMissingLine() throws Exception {
        Needs.programs("sudo");
        fakeSudo("exec setpriv --reuid=65534 --regid=65534 --clear-groups /usr/bin/sudo -n true");

        assertThatThrownBy(() -> host.run(RemoteCommand.of("true").as(Become.ONEADMIN), SOON))
                .isInstanceOfSatisfying(
                        SshException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SUDO))
                .hasMessageEndingWith("allow it with: root ALL=(ALL) NOPASSWD: ALL");
    }

    @Test
    void whatTheCommandItselfSaysIsNoRefusalOfSudo() throws Exception {
        fakeSudo("echo 'cat: /etc/x: Permission denied' >&2; exit 1");

        assertThat(host.run(RemoteCommand.of("cat", "/etc/x").as(Become.ONEADMIN), SOON)
                        .exitStatus())
                .isEqualTo(1);
    }

    private static void fakeSudo(String script) throws IOException {
        Path sudo = Files.writeString(folder.resolve("bin/sudo"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
