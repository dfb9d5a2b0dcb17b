package io.oneha.ssh.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import io.oneha.ssh.SshException.Kind;
import io.oneha.ssh.SshTarget;
import io.oneha.testing.SshServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to a real sshd are kept, shared, found dead and made anew. */
class SshConnectionTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final RemoteCommand TRUE = RemoteCommand.of("true");

    @TempDir
    Path folder;

    private Path key;

    @BeforeEach
    void needsSshd() throws Exception {
        SshServer.needs();
        key = SshServer.keygen(folder.resolve("user"), "ed25519", "");
    }

    @Test
    void concurrentCommandsShareOneLoginAndNeverMoreThanTheHostLets() throws Exception {
        try (SshServer server = server("sshd", "MaxSessions 3");
                Way way = way().knows(server, "ed25519").over(server)) {
            RemoteHost host = way.host();
            List<CompletableFuture<String>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String word = "w" + i;
                calls.add(CompletableFuture.supplyAsync(
                        () -> host.run(RemoteCommand.script("sleep 0.2; echo $1", word), SOON.multipliedBy(2))
                                .text(),
                        work -> new Thread(work).start()));
            }
            for (int i = 0; i < 12; i++) {
                assertThat(calls.get(i).get(30, TimeUnit.SECONDS)).isEqualTo("w" + i + "\n");
            }
            assertThat(server.logins()).isEqualTo(1);
        }
    }

    @Test
    void aCommandThatTakesTooLongIsEndedAndTheConnectionKept() throws Exception {
        try (SshServer server = server("sshd");
                Way way = way().knows(server, "ed25519").over(server)) {
            RemoteHost host = way.host();
            host.run(TRUE, SOON);
            long start = System.nanoTime();
            assertThatThrownBy(() -> host.run(RemoteCommand.of("sleep", "20"), Duration.ofMillis(1500)))
                    .isInstanceOfSatisfying(
                            SshException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SILENT))
                    .hasMessage("n1a1: the command did not end (waited 1500 ms)");
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(2500));
            assertThat(host.run(TRUE, SOON).isOk()).isTrue();
            assertThat(server.logins()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatWasKilledIsMadeAnewWithinTheNextCall() throws Exception {
        try (SshServer server = server("sshd");
                Way way = way().knows(server, "ed25519").over(server)) {
            RemoteHost host = way.host();
            host.run(TRUE, SOON);
            server.sessions().forEach(ProcessHandle::destroyForcibly);
            await(() -> server.sessions().isEmpty());
            assertThat(host.run(TRUE, SOON).isOk()).isTrue();
            assertThat(server.logins()).isEqualTo(2);
        }
    }

    @Test
    void aKillWhileACommandRunsIsABrokenConnectionAtOnce() throws Exception {
        try (SshServer server = server("sshd");
                Way way = way().knows(server, "ed25519").over(server)) {
            RemoteHost host = way.host();
            host.run(TRUE, SOON);
            CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS)
                    .execute(() -> server.sessions().forEach(ProcessHandle::destroyForcibly));
            assertThatThrownBy(() -> host.run(RemoteCommand.of("sleep", "20"), SOON.multipliedBy(2)))
                    .isInstanceOfSatisfying(
                            SshException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                    .hasMessageStartingWith("n1a1: the connection broke");
        }
    }

    @Test
    void aHostThatFreezesIsSilentWithinTheDeadlineAndGetsANewConnection() throws Exception {
        try (SshServer server = server("sshd");
                Way way = way().knows(server, "ed25519").over(server)) {
            RemoteHost host = way.host();
            host.run(TRUE, SOON);
            for (ProcessHandle session : server.sessions()) {
                SshServer.run(List.of("sh", "-c", "kill -STOP " + session.pid()));
            }
            long start = System.nanoTime();
            assertThatThrownBy(() -> host.run(TRUE, Duration.ofSeconds(3)))
                    .isInstanceOfSatisfying(
                            SshException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SILENT))
                    .hasMessage("n1a1: it does not answer any more (waited 3 s)");
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(4));
            assertThat(host.run(TRUE, SOON).isOk()).isTrue();
            assertThat(server.logins()).isEqualTo(2);
        }
    }

    @Test
    void aFreezeInTheMiddleOfACommandWithMuchInputIsSilentToo() throws Exception {
        try (SshServer server = server("sshd");
                Way way = way().knows(server, "ed25519").over(server)) {
            RemoteHost host = way.host();
            host.run(TRUE, SOON);
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                    .execute(() -> server.sessions().forEach(session -> kill("-STOP", session)));
            RemoteCommand command = RemoteCommand.of("sh", "-c", "sleep 1; cat >/dev/null; sleep 20")
                    .withInput(new byte[8 << 20]);
            assertThatThrownBy(() -> host.run(command, Duration.ofSeconds(4)))
                    .isInstanceOfSatisfying(
                            SshException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SILENT));
            assertThat(host.run(TRUE, SOON).isOk()).isTrue();
        }
    }

    @Test
    void twoJumpsAreOneConnectionEachHoweverManyHostsAreBehindThem() throws Exception {
        try (SshServer first = server("a");
                SshServer second = server("b");
                SshServer third = server("c");
                SshServer fourth = server("d");
                Way way = way().knows(first, "ed25519")
                        .knows(second, "ed25519")
                        .knows(third, "ed25519")
                        .over(first)
                        .over(second)) {
            way.knows(fourth, "ed25519");
            SshHosts hosts = way.toEach(third, fourth);
            for (String name : List.of("n1", "n2", "n1")) {
                assertThat(hosts.host(SshTarget.of(name, name))
                                .run(RemoteCommand.of("echo", name), SOON)
                                .text())
                        .isEqualTo(name + "\n");
            }
            assertThat(List.of(first.logins(), second.logins(), third.logins(), fourth.logins()))
                    .containsExactly(1L, 1L, 1L, 1L);
            hosts.close();
            await(() -> first.sessions().isEmpty() && fourth.sessions().isEmpty());
        }
    }

    @Test
    void aJumpHostThatFreezesIsSilentAndNamed() throws Exception {
        try (SshServer first = server("a");
                SshServer second = server("b");
                Way way = way().knows(first, "ed25519")
                        .knows(second, "ed25519")
                        .over(first.port(), "bastion")
                        .over(second)) {
            RemoteHost host = way.patience(Duration.ofSeconds(2)).host();
            host.run(TRUE, SOON);
            first.sessions().forEach(session -> kill("-STOP", session));
            assertThatThrownBy(() -> host.run(TRUE, Duration.ofSeconds(3)))
                    .isInstanceOfSatisfying(
                            SshException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SILENT));
            first.sessions().forEach(session -> kill("-CONT", session));
            assertThat(host.run(TRUE, SOON).isOk()).isTrue();
        }
    }

    @Test
    void anInterruptEndsACall() throws Exception {
        try (SshServer server = server("sshd");
                Way way = way().knows(server, "ed25519").over(server)) {
            RemoteHost host = way.host();
            host.run(TRUE, SOON);
            CompletableFuture<String> outcome = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    host.run(RemoteCommand.of("sleep", "20"), SOON.multipliedBy(2));
                    outcome.complete("ran");
                } catch (SshException e) {
                    outcome.complete(
                            e.getMessage() + " " + Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            TimeUnit.MILLISECONDS.sleep(500);
            caller.interrupt();
            assertThat(outcome.get(3, TimeUnit.SECONDS)).isEqualTo("n1a1: interrupted true");
            assertThat(host.run(TRUE, SOON).isOk()).isTrue();
        }
    }

    private SshServer server(String name, String... config) throws Exception {
        return SshServer.start(folder.resolve(name), List.of("ed25519"), config).allow(Path.of(key + ".pub"));
    }

    private Way way() {
        return new Way(folder).key(key);
    }

    private static void kill(String signal, ProcessHandle process) {
        try {
            SshServer.run(List.of("sh", "-c", "kill " + signal + " " + process.pid()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits, 10 s at most. */
    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
