package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.LoopbackServer;
import io.oneha.testing.Program;
import io.oneha.testing.Recordings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server sends: one clear line, the right exit code, no stack trace, nothing hung. */
class HostileServersIT {
    private static final int HUGE = 100 << 20;

    @TempDir
    Path folder;

    static Stream<Arguments> servers() {
        return Stream.of(
                server("garbage", 3, "", (request, connection) -> {
                    byte[] noise = new byte[4096];
                    for (int i = 0; i < noise.length; i++) {
                        noise[i] = (byte) (i * 31);
                    }
                    connection.getOutputStream().write(noise);
                }),
                server(
                        "HTML",
                        3,
                        "",
                        (request, connection) -> send(
                                connection,
                                "200 OK",
                                "<!DOCTYPE html><html><head><title>It works!</title></head><body><br></body></html>")),
                server(
                        "an error page",
                        3,
                        "502",
                        (request, connection) -> send(
                                connection, "502 Bad Gateway", "<html><body><h1>502 Bad Gateway</h1></body></html>")),
                server("a redirect", 3, "302", (request, connection) -> connection
                        .getOutputStream()
                        .write("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII))),
                server("nothing", 3, "", (request, connection) -> {}),
                server("half an answer", 3, "", (request, connection) -> {
                    byte[] whole = Recordings.response("healthy.zone.raftstatus.leader");
                    OutputStream out = connection.getOutputStream();
                    out.write(head("200 OK", whole.length));
                    out.write(whole, 0, whole.length / 2);
                }),
                server("a hundred megabytes", 3, "", (request, connection) -> {
                    OutputStream out = connection.getOutputStream();
                    out.write(head("200 OK", HUGE));
                    byte[] block = "<a>".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
                    for (int sent = 0; sent < HUGE; sent += block.length) {
                        out.write(block);
                    }
                }),
                server("a drip", 69, "", (request, connection) -> {
                    OutputStream out = connection.getOutputStream();
                    out.write(head("200 OK", 1000));
                    for (int i = 0; i < 600; i++) {
                        out.write(' ');
                        out.flush();
                        TimeUnit.MILLISECONDS.sleep(100);
                    }
                }),
                server("an entity bomb", 3, "", (request, connection) -> send(connection, "200 OK", bomb())),
                server(
                        "a file of ours",
                        3,
                        "",
                        (request, connection) -> send(
                                connection,
                                "200 OK",
                                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                                        + "<methodResponse><params><param><value><string>&x;</string></value></param></params>"
                                        + "</methodResponse>")),
                server(
                        "a deep nest",
                        3,
                        "",
                        (request, connection) -> send(
                                connection,
                                "200 OK",
                                "<?xml version=\"1.0\"?>" + "<value><array><data>".repeat(10_000))),
                server(
                        "XML that is not its own",
                        3,
                        "",
                        (request, connection) -> send(
                                connection,
                                "200 OK",
                                "<?xml version=\"1.0\"?><rss><channel><title>x</title></channel></rss>")),
                server(
                        "a terminal's escape sequences",
                        3,
                        "",
                        (request, connection) -> send(
                                connection,
                                "200 OK",
                                new String(Recordings.response("solo.nosuchmethod"), StandardCharsets.UTF_8)
                                        .replace("not defined", "not\u009b31m de\u202efined"))),
                server(
                        "a wrong password's answer",
                        77,
                        "wrong user or password",
                        (request, connection) -> send(
                                connection,
                                "200 OK",
                                new String(
                                        Recordings.response("solo.zone.raftstatus.wrong-password"),
                                        StandardCharsets.UTF_8))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void isOneLineAndAnExitCode(String name, int exitCode, String says, LoopbackServer.Script script) throws Exception {
        try (LoopbackServer server = LoopbackServer.start(script)) {
            Program.Result result = status(server.endpoint(), name.equals("a drip") ? "6s" : Program.timeout());

            assertThat(result.err()).hasLineCount(1).startsWith("oneha: ").contains(says);
            assertThat(result.err()).doesNotContain("Exception", "\tat ", "\u009b", "\u202e");
            assertThat(result.out()).isEmpty();
            assertThat(result.exitCode()).isEqualTo(exitCode);
        }
    }

    @Test
    void aPortThatNobodyListensOnIsOneLine() throws Exception {
        String endpoint;
        try (LoopbackServer server = LoopbackServer.start((request, connection) -> {})) {
            endpoint = server.endpoint();
        }

        Program.Result result = status(endpoint, Program.timeout());

        assertThat(result.err()).hasLineCount(1).contains("connection refused");
        assertThat(result.exitCode()).isEqualTo(69);
    }

    @Test
    void aNameThatDoesNotResolveIsOneLine() throws Exception {
        Program.Result result = status("http://no-such-host.invalid:2633/RPC2", Program.timeout());

        assertThat(result.err()).hasLineCount(1).contains("no-such-host.invalid");
        assertThat(result.exitCode()).isEqualTo(69);
    }

    private Program.Result status(String endpoint, String timeout) throws Exception {
        Path auth = Files.writeString(folder.resolve("one_auth"), "oneadmin:opennebula");
        return Program.run(
                List.of("status", "-e", endpoint, "--timeout", timeout), Map.of("ONE_AUTH", auth.toString()), "");
    }

    private static Arguments server(String sends, int exitCode, String says, LoopbackServer.Script script) {
        return Arguments.of(sends, exitCode, says, script);
    }

    private static void send(Socket connection, String status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        connection.getOutputStream().write(head(status, bytes.length));
        connection.getOutputStream().write(bytes);
    }

    private static byte[] head(String status, int length) {
        return ("HTTP/1.1 " + status + "\r\nContent-Type: text/xml\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String bomb() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE bomb [<!ENTITY a0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            xml.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return xml.append("]><methodResponse><params><param><value><string>&a11;</string></value></param></params>")
                .append("</methodResponse>")
                .toString();
    }
}
