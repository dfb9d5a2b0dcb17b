package io.oneha.demo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PortTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Port port = new Port(
            threads, Clock.systemUTC(), "127.0.0.1", 0, (body, answer) -> answer.accept("<got>" + body + "</got>"));

    @BeforeEach
    void opens() throws IOException {
        port.open();
    }

    @AfterEach
    void closes() {
        port.close();
        threads.shutdownNow();
    }

    @Test
    void aHeadWithoutEndIsCutOffAndTheNextClientIsServed() throws IOException {
        try (Socket endless = connected()) {
            OutputStream out = endless.getOutputStream();
            boolean cut = false;
            for (int sent = 0; sent < 64 && !cut; sent++) {
                try {
                    out.write(
                            ("POST / HTTP/1.1\r\nX: " + "y".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    cut = true;
                }
            }
            assertThat(cut || isEnded(endless)).isTrue();
        }
        try (Socket client = connected()) {
            client.getOutputStream()
                    .write("POST /RPC2 HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith("<got>hi</got>");
        }
    }

    @Test
    void onceItIsClosedItRefuses() throws IOException {
        for (int round = 0; round < 500; round++) {
            port.close();
            assertThatThrownBy(this::connected).as("round %d", round).isInstanceOf(ConnectException.class);
            port.open();
        }
    }

    private static boolean isEnded(Socket socket) {
        try {
            socket.setSoTimeout(5000);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private Socket connected() throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), URI.create(port.endpoint()).getPort());
    }
}
