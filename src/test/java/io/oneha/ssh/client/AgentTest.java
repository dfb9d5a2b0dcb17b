package io.oneha.ssh.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.key.Wire;
import io.oneha.testing.SshServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins with keys that only a real ssh-agent has. */
class AgentTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final RemoteCommand TRUE = RemoteCommand.of("true");

    @TempDir
    Path folder;

    private Path socket;
    private Process agent;

    @BeforeEach
    void startsAnAgent() throws Exception {
        SshServer.needs("ssh-agent", "ssh-add");
        socket = folder.resolve("agent");
        agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int i = 0; i < 200 && !Files.exists(socket); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @AfterEach
    void endsIt() {
        if (agent != null) {
            agent.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-2048", "ed25519", "ecdsa-384"})
    void aKeyThatOnlyTheAgentHasLogsIn(String type) throws Exception {
        Path key = held("user", type);
        Files.delete(key);
        try (SshServer server = server();
                Way way = way(server).over(server.allow(pub(key)))) {
            assertThat(way.host().run(TRUE, SOON).isOk()).isTrue();
            assertThat(way.notes).isEmpty();
        }
    }

    @Test
    void aCertificateOfTheAgentLogsIn() throws Exception {
        Path authority = SshServer.keygen(folder.resolve("ca"), "ed25519", "");
        Path key = SshServer.keygen(folder.resolve("user"), "rsa-2048", "");
        SshServer.run(
                List.of("ssh-keygen", "-q", "-s", authority.toString(), "-I", "x", "-n", "root", pub(key).toString()));
        add(key);
        Files.delete(key);
        try (SshServer server = SshServer.start(
                        folder.resolve("sshd"), List.of("ed25519"), "TrustedUserCAKeys " + authority + ".pub");
                Way way = way(server).over(server)) {
            assertThat(way.host().run(TRUE, SOON).isOk()).isTrue();
        }
    }

    @Test
    void theKeyThatAFileNamesComesFirstAndTheOthersOnlyWhenTheyMay() throws Exception {
        Path other = held("other", "ed25519");
        Path named = held("named", "rsa-2048");
        try (SshServer server = server();
                Way way = way(server).key(named).over(server);
                Way only = way(server).key(named).identitiesOnly().over(server)) {
            String first = "agent key " + fingerprint(named) + " (rsa)";
            String second = "agent key " + fingerprint(other) + " (ed25519)";
            assertThatThrownBy(() -> way.host().run(TRUE, SOON))
                    .hasMessageContaining("tried " + first + ", " + second + ";");
            assertThatThrownBy(() -> only.host().run(TRUE, SOON)).hasMessageContaining("tried " + first + ";");
        }
    }

    @Test
    void anAgentThatDoesNotAnswerIsToldOfAndPassedOver() throws Exception {
        Path key = SshServer.keygen(folder.resolve("user"), "ed25519", "");
        Path silent = folder.resolve("silent");
        try (ServerSocketChannel ears =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(silent));
                SshServer server = server();
                Way way = new Way(folder)
                        .agent(silent)
                        .knows(server, "ed25519")
                        .key(key)
                        .over(server.allow(pub(key)))) {
            assertThat(ears.isOpen()).isTrue();
            assertThat(way.host().run(TRUE, SOON.plusSeconds(5)).isOk()).isTrue();
            assertThat(way.notes).containsExactly("ssh-agent " + silent + ": it does not answer");
        }
    }

    @Test
    void keysOfTypesThatNobodyKnowsDoNotBreakTheRest() throws Exception {
        Path key = SshServer.keygen(folder.resolve("user"), "ed25519", "");
        byte[] strange = new Wire.Writer()
                .text("sk-ssh-ed25519@openssh.com")
                .bytes(new byte[32])
                .text("ssh:")
                .done();
        byte[] answer = new Wire.Writer()
                .octet(12)
                .uint32(2)
                .bytes(strange)
                .text("a token")
                .bytes(new byte[] {1, 2, 3})
                .text("\u001b[31m")
                .done();
        Path odd = folder.resolve("odd");
        try (ServerSocketChannel ears =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(odd));
                SshServer server = server();
                Way way = new Way(folder)
                        .agent(odd)
                        .knows(server, "ed25519")
                        .key(key)
                        .over(server.allow(pub(key)))) {
            Thread answering = new Thread(() -> answer(ears, answer));
            answering.setDaemon(true);
            answering.start();
            assertThat(way.host().run(TRUE, SOON).isOk()).isTrue();
            assertThat(way.notes)
                    .hasSize(2)
                    .allMatch(note -> note.startsWith("ssh-agent: agent key SHA256:"))
                    .anyMatch(note -> note.contains("(ed25519-sk) is passed over"))
                    .noneMatch(note -> note.contains("\u001b"));
        }
    }

    private static void answer(ServerSocketChannel ears, byte[] answer) {
        try (SocketChannel one = ears.accept()) {
            one.read(ByteBuffer.allocate(5));
            one.write(ByteBuffer.wrap(new Wire.Writer().bytes(answer).done()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path held(String name, String type) throws Exception {
        Path key = SshServer.keygen(folder.resolve(name), type, "");
        add(key);
        return key;
    }

    private void add(Path key) throws Exception {
        SshServer.run(List.of("env", "SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", key.toString()));
    }

    private static Path pub(Path key) {
        return Path.of(key + ".pub");
    }

    private static String fingerprint(Path key) throws Exception {
        return SshServer.run(List.of("ssh-keygen", "-l", "-f", pub(key).toString()))
                .split(" ")[1];
    }

    private SshServer server() throws Exception {
        return SshServer.start(folder.resolve("sshd"), List.of("ed25519"));
    }

    private Way way(SshServer server) throws Exception {
        return new Way(folder).agent(socket).knows(server, "ed25519");
    }
}
