package io.oneha.ssh.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import io.oneha.ssh.SshException.Kind;
import io.oneha.testing.FullBacklog;
import io.oneha.testing.SshServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that do not behave as sshd does: a call ends in time and says what they did. */
class UnhelpfulPeerTest {
    private static final RemoteCommand TRUE = RemoteCommand.of("true");
    private static final Duration DEADLINE = Duration.ofMillis(1500);

    @TempDir
    Path folder;

    /** Accepts, says something, and then does nothing more or hangs up. */
    private static final class Peer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        private final List<Socket> accepted = new ArrayList<>();

        Peer(String greeting, boolean hangsUp) throws IOException {
            Thread thread = new Thread(() -> serve(greeting, hangsUp));
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(String greeting, boolean hangsUp) {
            try {
                while (true) {
                    Socket socket = server.accept();
                    accepted.add(socket);
                    socket.getOutputStream().write(greeting.getBytes());
                    if (hangsUp) {
                        socket.close();
                    }
                }
            } catch (IOException e) {
                // closed
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : accepted) {
                socket.close();
            }
        }
    }

    @Test
    void onePeerSaysNothing() throws Exception {
        try (Peer peer = new Peer("", false);
                Way way = new Way(folder).over(peer.server.getLocalPort(), "silent")) {
            assertThatItIs(way.host(), Kind.SILENT)
                    .hasMessage("n1a1: 127.0.0.1:" + peer.server.getLocalPort()
                            + " accepts the connection and does not answer (waited 1500 ms)");
        }
    }

    @Test
    void oneSaysHelloAndNothingMore() throws Exception {
        try (Peer peer = new Peer("SSH-2.0-Hello\r\n", false);
                Way way = new Way(folder).patience(Duration.ofMillis(200)).over(peer.server.getLocalPort(), "silent")) {
            assertThatItIs(way.host(), Kind.SILENT).hasMessageContaining("does not answer (waited 200 ms)");
        }
    }

    @Test
    void oneHangsUpAtOnce() throws Exception {
        try (Peer peer = new Peer("", true);
                Way way = new Way(folder).over(peer.server.getLocalPort(), "rude")) {
            assertThatItIs(way.host(), Kind.UNREACHABLE).hasMessageContaining(" closes the connection at once");
        }
    }

    @Test
    void oneSpeaksAnotherLanguage() throws Exception {
        try (Peer peer = new Peer("HTTP/1.1 400 Bad \u001b[31mRequest\r\n\r\n", true);
                Way way = new Way(folder).over(peer.server.getLocalPort(), "web")) {
            assertThatItIs(way.host(), Kind.UNREACHABLE).message().doesNotContain("\u001b");
        }
    }

    @Test
    void oneSendsGarbageWithoutAnEnd() throws Exception {
        try (Peer peer = new Peer("SSH-2.0-x\r\n" + "\u00ff".repeat(100_000), false);
                Way way = new Way(folder).over(peer.server.getLocalPort(), "noise")) {
            assertThatThrownBy(() -> way.host().run(TRUE, DEADLINE)).isInstanceOf(SshException.class);
        }
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Way way = new Way(folder).over(port, "absent")) {
            RemoteHost host = way.host();
            assertThatItIs(host, Kind.UNREACHABLE).hasMessage("n1a1: 127.0.0.1:" + port + " refuses the connection");
            long start = System.nanoTime();
            assertThatItIs(host, Kind.UNREACHABLE).hasMessage("n1a1: 127.0.0.1:" + port + " refuses the connection");
            assertThat(System.nanoTime() - start)
                    .isLessThan(Duration.ofMillis(200).toNanos());
        }
    }

    @Test
    void aHostIsGone() throws Exception {
        try (FullBacklog gone = FullBacklog.start();
                Way way = new Way(folder).over(port(gone), "gone")) {
            assertThatItIs(way.host(), Kind.UNREACHABLE)
                    .hasMessage("n1a1: 127.0.0.1:" + port(gone) + " does not answer (waited 1500 ms)");
        }
    }

    @Test
    void behindAJumpHostTheyAreTheSameAndItIsNamed() throws Exception {
        SshServer.needs();
        Path key = SshServer.keygen(folder.resolve("user"), "ed25519", "");
        try (SshServer jump = SshServer.start(folder.resolve("sshd"), List.of("ed25519"))
                        .allow(Path.of(key + ".pub"));
                Peer peer = new Peer("", false);
                FullBacklog gone = FullBacklog.start();
                Way way = new Way(folder).key(key).knows(jump, "ed25519").over(jump.port(), "bastion")) {
            int silent = peer.server.getLocalPort();
            assertThatItIs(way.hostAt(silent), Kind.SILENT)
                    .hasMessage("n1a1: 127.0.0.1:" + silent
                            + " accepts the connection and does not answer (waited 1500 ms)");
            assertThatItIs(way.hostAt(port(gone)), Kind.UNREACHABLE)
                    .hasMessage("n1a1: 127.0.0.1:" + port(gone) + " does not answer (waited 1500 ms)");
            assertThatItIs(way.hostAt(1), Kind.UNREACHABLE)
                    .hasMessageStartingWith("n1a1: jump host bastion: it cannot reach 127.0.0.1:1: ");
        }
    }

    @Test
    void aJumpHostThatCannotBeReachedIsNamed() throws Exception {
        try (Way way = new Way(folder).over(1, "bastion").over(2, "far")) {
            assertThatItIs(way.host(), Kind.UNREACHABLE)
                    .hasMessage("n1a1: jump host bastion: 127.0.0.1:1 refuses the connection");
        }
    }

    private static int port(FullBacklog gone) {
        return URI.create(gone.endpoint()).getPort();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatItIs(RemoteHost host, Kind kind) {
        long start = System.nanoTime();
        var thrown = assertThatThrownBy(() -> host.run(TRUE, DEADLINE))
                .isInstanceOfSatisfying(
                        SshException.class, e -> assertThat(e.kind()).isEqualTo(kind));
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofMillis(2500).toNanos());
        return thrown;
    }
}
