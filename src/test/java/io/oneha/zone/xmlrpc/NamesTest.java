package io.oneha.zone.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.LoopbackServer;
import io.oneha.testing.Recordings;
import io.oneha.testing.ReplayServer;
import io.oneha.zone.Credentials;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.xmlrpc.NameLookup.NameService;
import io.quarkus.test.junit.QuarkusTest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in endpoints, with a name service that the test owns. */
@QuarkusTest
class NamesTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(700);

    @ParameterizedTest
    @ValueSource(strings = {"n1a1.example", "n1a1", "front_end-1", "xn--bcher-kva.example"})
    void aNameIsConnectedToAndSentAsTheHost(String name) throws Exception {
        BlockingQueue<LoopbackServer.Request> requests = new LinkedBlockingQueue<>();
        try (LoopbackServer server = LoopbackServer.start((request, connection) -> requests.add(request));
                HttpZoneApi api = api(host -> {
                    assertThat(host).isEqualTo(name);
                    return InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1});
                })) {
            end(api.raftStatus("http://" + name + ":" + server.port() + "/RPC2", AMPLE));
            assertThat(requests.take().head().toLowerCase(java.util.Locale.ROOT))
                    .startsWith("post /rpc2 ")
                    .contains("\r\nhost: " + name + ":" + server.port() + "\r\n");
        }
    }

    @Test
    void aNameThatDoesNotExistIsUnresolved() throws Exception {
        try (HttpZoneApi api = api(host -> {
            throw new UnknownHostException(host);
        })) {
            assertFailure(
                    end(api.raftStatus("http://n1a9.example:2633/RPC2", AMPLE)),
                    FailureKind.UNRESOLVED,
                    "n1a9.example does not resolve");
        }
    }

    @Test
    void aNameServerThatDoesNotAnswerDelaysNoOtherCallAndHoldsOneThread() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger lookups = new AtomicInteger();
        NameService slow = host -> {
            lookups.incrementAndGet();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        byte[] body = Recordings.response("healthy.zone.raftstatus.leader");
        try (ReplayServer server = ReplayServer.start("127.0.0.1", 0, Map.of("one.zone.raftstatus", body));
                HttpZoneApi api = api(slow)) {
            List<CompletableFuture<Reply<RaftStatus>>> waiting = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                waiting.add(api.raftStatus("http://n1a9.example:2633/RPC2", SHORT));
            }
            assertThat(end(api.raftStatus(server.endpoint(), AMPLE)).value()).isPresent();
            for (CompletableFuture<Reply<RaftStatus>> call : waiting) {
                assertFailure(end(call), FailureKind.UNRESOLVED, "n1a9.example not resolved within 700 ms");
            }
            assertThat(lookups).hasValue(1);
        } finally {
            answer.countDown();
        }
    }

    @Test
    void theRealResolverKnowsThisMachine() throws Exception {
        byte[] body = Recordings.response("healthy.zone.raftstatus.leader");
        try (ReplayServer server = ReplayServer.start("127.0.0.1", 0, Map.of("one.zone.raftstatus", body));
                HttpZoneApi api = new HttpZoneApi(new Credentials("oneadmin:oneadminlab"), AMPLE)) {
            assertThat(end(api.raftStatus("http://localhost:" + server.port() + "/RPC2", AMPLE))
                            .value())
                    .isPresent();
        }
    }

    private static HttpZoneApi api(NameService names) {
        return new HttpZoneApi(new Credentials("oneadmin:oneadminlab"), AMPLE, names);
    }

    private static void assertFailure(Reply<?> reply, FailureKind kind, String text) {
        assertThat(reply.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.text()).isEqualTo(text);
            assertThat(failure.kind()).isEqualTo(kind);
        });
    }

    private static <T> Reply<T> end(CompletableFuture<Reply<T>> call) throws Exception {
        return call.get(60, TimeUnit.SECONDS);
    }
}
