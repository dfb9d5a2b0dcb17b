package io.oneha.zone.xmlrpc;

import static io.oneha.zone.xmlrpc.Wire.bytes;
import static io.oneha.zone.xmlrpc.Wire.chunk;
import static io.oneha.zone.xmlrpc.Wire.chunked;
import static io.oneha.zone.xmlrpc.Wire.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.LoopbackServer;
import io.oneha.testing.LoopbackServer.Script;
import io.oneha.testing.Recordings;
import io.oneha.testing.ReplayServer;
import io.oneha.zone.Credentials;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are none: each ends the call as one line of its own, and nothing is logged. */
@QuarkusTest
class HostileAnswersTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final String RECORDING = "healthy.zone.raftstatus.leader";
    private static final byte[] HEAD = Recordings.responseHead(RECORDING);
    private static final byte[] BODY = Recordings.response(RECORDING);
    private static final long HUGE = 100L << 20;

    private final ErrorLog log = new ErrorLog();
    private final HttpZoneApi api = new HttpZoneApi(new Credentials("oneadmin:oneadminlab"), AMPLE);

    @AfterEach
    void stop() {
        api.close();
        log.close();
        assertThat(log.lines()).isEmpty();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                whole("as recorded", "", with(HEAD), with(BODY)),
                whole("in pieces", "", with(Arrays.copyOf(HEAD, 30)), with(tail(HEAD, 30)), with(BODY)),
                whole("chunked", "", with(chunked("200 OK", "text/xml")), with(chunk(BODY)), with(chunk(new byte[0]))),
                whole("without a length", "", with("HTTP/1.0 200 OK\r\nContent-type: text/xml\r\n\r\n"), with(BODY)),
                whole("without a type", "", with("HTTP/1.0 200 OK\r\n\r\n"), with(BODY)),
                whole("nothing", "connection closed without an answer"),
                whole("half a head", "connection closed without an answer", with(Arrays.copyOf(HEAD, 60))),
                whole("a head alone", "connection closed without an answer", with(HEAD)),
                whole("half an answer", "answer cut after 200 bytes", with(HEAD), with(Arrays.copyOf(BODY, 200))),
                whole(
                        "half an answer without a length",
                        "not well-formed XML",
                        with("HTTP/1.0 200 OK\r\nContent-type: text/xml\r\n\r\n"),
                        with(Arrays.copyOf(BODY, 200))),
                whole(
                        "not HTTP",
                        "not HTTP: invalid version format: SSH-2.0-OPENSSH_9.6",
                        with("SSH-2.0-OpenSSH_9.6\r\n")),
                whole("zeros", "connection closed without an answer", with(new byte[3000])),
                whole(
                        "a head too large",
                        "not HTTP: HTTP header is larger than",
                        with("HTTP/1.1 200 OK\r\nX: "),
                        with("x".repeat(99_999))),
                whole("HTML", "answer of type text/html instead of XML", with(page("200 OK", "text/html"))),
                whole(
                        "HTML called XML",
                        "no XML-RPC answer: <html> instead of <methodResponse>",
                        with(page("200 OK", "text/xml"))),
                whole("a page not found", "HTTP status 404", with(page("404 Not Found", "text/html"))),
                whole("an error", "HTTP status 500", with(page("500 Internal Server Error", "text/xml"))),
                whole("no content", "HTTP status 204", with("HTTP/1.1 204 No Content\r\n\r\n")),
                whole(
                        "a login",
                        "HTTP status 401",
                        with(
                                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\nContent-length: 0\r\n\r\n")),
                whole(
                        "a change of protocol",
                        "HTTP status 101",
                        with("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")),
                whole(
                        "events",
                        "answer of type text/event-stream instead of XML",
                        with(page("200 OK", "text/event-stream"))),
                whole(
                        "a form",
                        "answer of type multipart/form-data; boundary=b instead of XML",
                        with(page("200 OK", "multipart/form-data; boundary=b"))),
                whole(
                        "a form with XML in it",
                        "answer of type multipart/form-data; boundary=xml instead of XML",
                        with(page("200 OK", "multipart/form-data; boundary=xml"))),
                whole("any XML", "answer of type */xml instead of XML", with(page("200 OK", "*/xml"))),
                whole(
                        "XML of some kind",
                        "",
                        with("HTTP/1.0 200 OK\r\nContent-type: Application/soap+xml;charset=UTF-8\r\n\r\n"),
                        with(BODY)),
                whole(
                        "JSON lines",
                        "answer of type application/x-ndjson instead of XML",
                        with(page("200 OK", "application/x-ndjson"))),
                whole(
                        "an impossible length",
                        "not HTTP: Content-Length value is not a number: -5",
                        with("HTTP/1.1 200 OK\r\nContent-type: text/xml\r\nContent-length: -5\r\n\r\n"),
                        with(BODY)),
                whole(
                        "a length of 100 MB",
                        "answer larger than 1048576 bytes",
                        with("HTTP/1.1 200 OK\r\nContent-type: text/xml\r\nContent-length: " + HUGE + "\r\n\r\n")),
                whole(
                        "compressed",
                        "not in UTF-8",
                        with("HTTP/1.1 200 OK\r\nContent-type: text/xml\r\nContent-encoding: gzip\r\n\r\n"),
                        with(new byte[] {31, -117, 8, 0, 0, 0, 0, 0})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void whatIsNotAnAnswerIsMalformedInOneLine(String name, String expected, Script script) throws Exception {
        try (LoopbackServer server = LoopbackServer.start(script)) {
            Reply<RaftStatus> reply = end(api.raftStatus(server.endpoint(), AMPLE));
            if (reply.value().isPresent()) {
                assertThat(expected).isEmpty();
            } else {
                Reply.Failure<RaftStatus> failure = reply.failure().orElseThrow();
                assertThat(failure.text()).startsWith(expected).doesNotContain("\n");
                assertThat(expected.isEmpty()).as(failure.text()).isFalse();
                assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
            }
        }
    }

    static Stream<Arguments> bodies() {
        String answer = new String(BODY, StandardCharsets.UTF_8);
        String bomb =
                "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><methodResponse>&b;</methodResponse>";
        return Stream.of(
                Arguments.of("an entity bomb", bomb, "XML with a document type, which is refused"),
                Arguments.of(
                        "an entity bomb inside",
                        answer.replace("&lt;RAFT", bomb.replace("&", "&amp;").replace("<", "&lt;") + "&lt;RAFT"),
                        "XML with a document type, which is refused"),
                Arguments.of(
                        "deep nesting",
                        answer.replace("<params>", "<params>" + "<param>".repeat(100_000)),
                        "no XML-RPC answer"),
                Arguments.of(
                        "deep nesting inside",
                        answer.replace("&lt;TERM", "&lt;X&gt;".repeat(100_000)),
                        "XML nested more than 32 deep"),
                Arguments.of("binary", "\u0000\u0001\u0002", "not well-formed XML"),
                Arguments.of("nothing", "", "not well-formed XML"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aBodyThatIsNoAnswerIsMalformedInOneLine(String name, String body, String expected) throws Exception {
        try (ReplayServer server = ReplayServer.start("127.0.0.1", 0, Map.of("one.zone.raftstatus", bytes(body)))) {
            Reply.Failure<RaftStatus> failure =
                    end(api.raftStatus(server.endpoint(), AMPLE)).failure().orElseThrow();
            assertThat(failure.text()).startsWith(expected);
            assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
        }
    }

    private static Arguments whole(String name, String expected, byte[]... pieces) {
        Script script = (request, connection) -> {
            for (byte[] piece : pieces) {
                connection.getOutputStream().write(piece);
                connection.getOutputStream().flush();
                Thread.sleep(20);
            }
            drain(connection);
        };
        return Arguments.of(name, expected, script);
    }

    // Ends the answer without ending the connection in a reset, which would overtake it.
    private static void drain(Socket connection) throws IOException {
        connection.shutdownOutput();
        connection.setSoTimeout(20_000);
        while (connection.getInputStream().read() >= 0) {
            // What the client still sends is of no interest.
        }
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] with(byte[] bytes) {
        return bytes;
    }

    private static byte[] with(String text) {
        return bytes(text);
    }

    private static <T> Reply<T> end(CompletableFuture<Reply<T>> call) throws Exception {
        return call.get(60, TimeUnit.SECONDS);
    }
}
