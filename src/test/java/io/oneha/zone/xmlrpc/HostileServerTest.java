package io.oneha.zone.xmlrpc;

import static io.oneha.zone.xmlrpc.Wire.bytes;
import static io.oneha.zone.xmlrpc.Wire.chunk;
import static io.oneha.zone.xmlrpc.Wire.chunked;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.FullBacklog;
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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever answers, a call ends in time as one line of the right kind, and nothing is logged. */
@QuarkusTest
class HostileServerTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(700);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 OK|text/xml",
                "200 OK|multipart/form-data; boundary=b",
                "200 OK|text/event-stream",
                "500 Oops|text/xml"
            })
    void anAnswerOf100MegabytesIsNotReadThrough(String kind) throws Exception {
        String[] parts = kind.split("\\|");
        AtomicLong sent = new AtomicLong();
        CompletableFuture<Void> cutOff = new CompletableFuture<>();
        Script flood = (request, connection) -> {
            connection.getOutputStream().write(bytes(chunked(parts[0], parts[1])));
            byte[] piece = chunk(new byte[64 * 1024]);
            try {
                while (sent.get() < HUGE) {
                    connection.getOutputStream().write(piece);
                    sent.addAndGet(piece.length);
                }
            } catch (IOException e) {
                cutOff.complete(null);
            }
        };
        try (LoopbackServer server = LoopbackServer.start(flood)) {
            Reply<RaftStatus> reply = end(api.raftStatus(server.endpoint(), AMPLE));
            assertThat(reply.failure().orElseThrow().kind()).isEqualTo(FailureKind.MALFORMED);
            cutOff.get(20, TimeUnit.SECONDS);
            assertThat(sent.get()).isLessThan(HUGE / 4);
        }
    }

    @Test
    void anAnswerThatTricklesInIsSilentWhenTheDeadlineComes() throws Exception {
        Script trickle = (request, connection) -> {
            connection.getOutputStream().write(HEAD);
            for (byte octet : BODY) {
                connection.getOutputStream().write(octet);
                Thread.sleep(50);
            }
        };
        try (LoopbackServer server = LoopbackServer.start(trickle)) {
            end(api.version("http://127.0.0.1:1/RPC2", AMPLE));
            assertExpired(
                    end(api.raftStatus(server.endpoint(), SHORT)), FailureKind.SILENT, "no whole answer within 700 ms");
        }
    }

    @Test
    void aHeadThatTricklesInIsSilentWhenTheDeadlineComes() throws Exception {
        Script trickle = (request, connection) -> {
            for (byte octet : HEAD) {
                connection.getOutputStream().write(octet);
                Thread.sleep(50);
            }
        };
        try (LoopbackServer server = LoopbackServer.start(trickle)) {
            end(api.version("http://127.0.0.1:1/RPC2", AMPLE));
            assertExpired(end(api.raftStatus(server.endpoint(), SHORT)), FailureKind.SILENT, "no answer within 700 ms");
        }
    }

    @Test
    void aHostThatTakesNoConnectionIsUnreachable() throws Exception {
        try (FullBacklog gone = FullBacklog.start();
                HttpZoneApi impatient = new HttpZoneApi(new Credentials("oneadmin:oneadminlab"), SHORT)) {
            assertExpired(
                    end(impatient.raftStatus(gone.endpoint(), SHORT)),
                    FailureKind.UNREACHABLE,
                    "no connection within 700 ms");
        }
    }

    @Test
    void aConnectionThatComesAboutTooLateIsClosed() throws Exception {
        try (FullBacklog slow = FullBacklog.start()) {
            Reply<RaftStatus> reply = end(api.raftStatus(slow.endpoint(), SHORT));
            assertThat(reply.failure().orElseThrow().kind()).isEqualTo(FailureKind.UNREACHABLE);
            assertThat(slow.acceptAllAndCountThoseThatSend(Duration.ofSeconds(2)))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowed(int status) throws Exception {
        try (ReplayServer other = ReplayServer.start("127.0.0.1", 0, Map.of("one.zone.raftstatus", BODY));
                LoopbackServer server = LoopbackServer.start((request, connection) -> connection
                        .getOutputStream()
                        .write(bytes("HTTP/1.1 " + status + " Moved\r\nLocation: " + other.endpoint()
                                + "\r\nContent-length: 0\r\n\r\n")))) {
            Reply<RaftStatus> reply = end(api.raftStatus(server.endpoint(), AMPLE));
            assertThat(reply.failure().orElseThrow().text()).isEqualTo("HTTP status " + status);
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void plainHttpWhereTlsIsExpectedIsMalformed() throws Exception {
        Script notTls = (request, connection) -> connection.getOutputStream().write(HEAD);
        try (LoopbackServer server = LoopbackServer.start(notTls)) {
            String endpoint = server.endpoint().replace("http:", "https:");
            Reply.Failure<RaftStatus> failure =
                    end(api.raftStatus(endpoint, SHORT)).failure().orElseThrow();
            assertThat(failure.text()).doesNotContain("\n");
            assertThat(failure.kind()).isIn(FailureKind.MALFORMED, FailureKind.UNREACHABLE);
        }
    }

    private static void assertExpired(Reply<RaftStatus> reply, FailureKind kind, String text) {
        Reply.Failure<RaftStatus> failure = reply.failure().orElseThrow();
        assertThat(failure.text()).isEqualTo(text);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.elapsed()).isBetween(SHORT, SHORT.plusSeconds(10));
    }

    private static <T> Reply<T> end(CompletableFuture<Reply<T>> call) throws Exception {
        return call.get(60, TimeUnit.SECONDS);
    }
}
