package io.oneha.ssh.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.oneha.ssh.Forward;
import io.oneha.ssh.RemoteHost;
import io.oneha.testing.SshServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports here that lead through a real sshd. */
class ForwardTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private SshServer server;
    private Way way;
    private RemoteHost host;

    @BeforeEach
    void connects() throws Exception {
        SshServer.needs();
        Path key = SshServer.keygen(folder.resolve("user"), "ed25519", "");
        server = SshServer.start(folder.resolve("sshd"), List.of("ed25519")).allow(Path.of(key + ".pub"));
        way = new Way(folder).key(key).knows(server, "ed25519").over(server);
        host = way.host();
    }

    @AfterEach
    void ends() {
        if (server != null) {
            way.close();
            server.close();
        }
    }

    @Test
    void httpGoesThroughForManyAtOnce() throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
        web.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        web.start();
        byte[] body = new byte[300_000];
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (Forward forward = host.forward("127.0.0.1", web.getAddress().getPort(), SOON)) {
            URI uri = URI.create("http://127.0.0.1:" + forward.port() + "/");
            List<CompletableFuture<HttpResponse<byte[]>>> calls = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                calls.add(client.sendAsync(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray()));
                if (i % 8 == 7) {
                    for (CompletableFuture<HttpResponse<byte[]>> call : calls) {
                        assertThat(call.get(20, TimeUnit.SECONDS).body()).isEqualTo(body);
                    }
                    calls.clear();
                }
            }
            assertThat(forward.isOpen()).isTrue();
            assertThat(server.logins()).isEqualTo(1);
        } finally {
            web.stop(0);
        }
    }

    @Test
    void eachDirectionEndsByItself() throws Exception {
        try (ServerSocket far = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                Forward forward = host.forward("127.0.0.1", far.getLocalPort(), SOON);
                Socket here = new Socket("127.0.0.1", forward.port());
                Socket there = far.accept()) {
            here.getOutputStream().write("question".getBytes());
            here.shutdownOutput();
            assertThat(new String(there.getInputStream().readAllBytes())).isEqualTo("question");
            there.getOutputStream().write("answer".getBytes());
            there.shutdownOutput();
            assertThat(new String(here.getInputStream().readAllBytes())).isEqualTo("answer");
        }
    }

    @Test
    void whatNobodyListensToOverThereIsClosedHere() throws Exception {
        try (Forward forward = host.forward("127.0.0.1", 1, SOON);
                Socket here = new Socket("127.0.0.1", forward.port())) {
            here.setSoTimeout(5000);
            assertThat(endOf(here)).isTrue();
            assertThat(forward.isRefused()).isTrue();
            assertThat(forward.isOpen()).isTrue();
        }
    }

    @Test
    void withTheConnectionItEndsAndSaysSo() throws Exception {
        try (ServerSocket far = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                Forward forward = host.forward("127.0.0.1", far.getLocalPort(), SOON);
                Socket here = new Socket("127.0.0.1", forward.port());
                Socket there = far.accept()) {
            here.setSoTimeout(5000);
            assertThat(there.isConnected()).isTrue();
            server.sessions().forEach(ProcessHandle::destroyForcibly);
            assertThat(endOf(here)).isTrue();
            assertThat(forward.isOpen()).isFalse();
        }
    }

    @Test
    void closedItLeavesNothingBehind() throws Exception {
        Forward forward = host.forward("127.0.0.1", 1, SOON);
        forward.close();
        assertThat(forward.isOpen()).isFalse();
        assertThat(CompletableFuture.supplyAsync(() -> isRefused(forward.port()))
                        .get(5, TimeUnit.SECONDS))
                .isTrue();
    }

    private static boolean isRefused(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean endOf(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
