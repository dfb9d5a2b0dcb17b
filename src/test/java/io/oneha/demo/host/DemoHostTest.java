package io.oneha.demo.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.observe.host.FactsScript;
import io.oneha.ssh.Become;
import io.oneha.ssh.Forward;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import io.oneha.ssh.SshTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoHostTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final HostLab lab = new HostLab(3);
    private final RemoteHost host = lab.host("n1a2");

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aCommandThatItDoesNotKnowIsNotFound() {
        for (RemoteCommand command : List.of(
                RemoteCommand.of("reboot", "now"),
                RemoteCommand.script("reboot\n"),
                RemoteCommand.of("cat", "a", "b"))) {
            RemoteResult result = host.run(command, SOON);
            assertThat(result.exitStatus()).isEqualTo(127);
            assertThat(result.out()).isEmpty();
            assertThat(result.errors()).matches("sh: \\S+: not found\n");
        }
        assertThat(host.run(RemoteCommand.of("reboot"), SOON).errors()).isEqualTo("sh: reboot: not found\n");
    }

    @Test
    void trueSucceeds() {
        assertThat(host.run(RemoteCommand.of("true"), SOON).isOk()).isTrue();
    }

    @Test
    void theZonesCredentialsCanBeReadAsRoot() {
        RemoteCommand cat =
                RemoteCommand.of("cat", "/var/lib/one/.one/one_auth").as(Become.ROOT);
        assertThat(host.run(cat, SOON).text()).isEqualTo("oneadmin:demo\n");
        RemoteResult missing = host.run(RemoteCommand.of("cat", "/var/lib/one/.one/two_auth"), SOON);
        assertThat(missing.exitStatus()).isEqualTo(1);
        assertThat(missing.errors()).isEqualTo("cat: /var/lib/one/.one/two_auth: No such file or directory\n");
    }

    @Test
    void whatIsPrintedBeyondTheLimitIsRefused() {
        RemoteCommand command = FactsScript.command(true, List.of()).limitedTo(100);
        assertThatThrownBy(() -> host.run(command, SOON))
                .hasMessage("n1a2: printed more than 100 bytes")
                .satisfies(e -> assertThat(((SshException) e).kind()).isEqualTo(SshException.Kind.OUTPUT));
    }

    @Test
    void aStreamedCommandPrintsTheSame() {
        RemoteCommand command = FactsScript.command(true, List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RemoteResult result = host.stream(command, InputStream.nullInputStream(), out, SOON);
        assertThat(result.isOk()).isTrue();
        assertThat(result.out()).isEmpty();
        assertThat(out.toByteArray()).isEqualTo(host.run(command, SOON).out());
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> host.stream(command, InputStream.nullInputStream(), broken, SOON))
                .isInstanceOf(SshException.class)
                .hasMessageContaining("No space left on device");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "localhost", "::1", "n1a2", "192.0.2.12"})
    void aForwardLeadsToTheOnedOfTheHost(String itself) throws Exception {
        int port = URI.create(lab.zone.servers().get(1).endpoint()).getPort();
        for (int far : List.of(2633, port)) {
            try (Forward forward = host.forward(itself, far, SOON)) {
                assertThat(forward.isOpen()).isTrue();
                assertThat(forward.port()).isEqualTo(port);
                assertThat(ask(forward.port())).contains("&lt;SERVER_ID&gt;1&lt;");
            }
        }
    }

    @Test
    void aForwardEndsWithItsHostsSshOrWhenItIsClosed() {
        Forward forward = host.forward("127.0.0.1", 2633, SOON);
        lab.hosts.machine("n1a2").orElseThrow().setReachable(false);
        assertThat(forward.isOpen()).isFalse();
        assertThatThrownBy(() -> host.forward("127.0.0.1", 2633, SOON)).hasMessage("n1a2: connection refused");
        lab.hosts.machine("n1a2").orElseThrow().setReachable(true);
        forward.close();
        assertThat(forward.isOpen()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"n1a1, 2633", "127.0.0.1, 22"})
    void aForwardToAnythingElseIsRefused(String to, int port) {
        assertThatThrownBy(() -> host.forward(to, port, SOON))
                .isInstanceOf(SshException.class)
                .hasMessage("n1a2: no way to port " + port + " of " + to + " in the demo");
    }

    @Test
    void aHostThatTheZoneDoesNotHaveCannotBeMade() {
        assertThatThrownBy(() -> lab.hosts.host(SshTarget.of("n9", "127.0.0.1")))
                .hasMessage("n9: the demo zone has no such host")
                .satisfies(e -> assertThat(((SshException) e).kind()).isEqualTo(SshException.Kind.SETTINGS));
        assertThat(lab.host("n1a1")).isSameAs(lab.host("n1a1"));
        assertThat(lab.host("n1a1").name()).isEqualTo("n1a1");
    }

    @Test
    void aClosedDemoIsUnreachable() {
        lab.close();
        assertThatThrownBy(() -> host.run(RemoteCommand.of("true"), SOON))
                .isInstanceOf(SshException.class)
                .hasMessage("n1a2: the demo zone is closed");
    }

    private static String ask(int port) throws IOException {
        String body = "<methodCall><methodName>one.zone.raftstatus</methodName><params><param><value><string>"
                + "oneadmin:demo</string></value></param></params></methodCall>";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            String request = "POST /RPC2 HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
