package io.oneha.zone.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.LoopbackServer;
import io.oneha.testing.Recordings;
import io.oneha.testing.ReplayServer;
import io.oneha.testing.ReplayServer.Mode;
import io.oneha.zone.Credentials;
import io.oneha.zone.FailureKind;
import io.oneha.zone.MalformedAnswerException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.SystemSettings;
import io.oneha.zone.XmlRpcParser;
import io.oneha.zone.XmlRpcResponse;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneXml;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls over real HTTP to a server that replays what real ones sent. */
@QuarkusTest
class HttpZoneApiTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(700);

    private final ErrorLog log = new ErrorLog();
    private final HttpZoneApi api = new HttpZoneApi(new Credentials("oneadmin:oneadminlab"), AMPLE);
    private ReplayServer server;

    @BeforeEach
    void startServer() {
        server = ReplayServer.start(
                "127.0.0.1",
                0,
                Map.of(
                        "one.zone.raftstatus", Recordings.response("healthy.zone.raftstatus.leader"),
                        "one.zone.info", Recordings.response("healthy.zone.info.leader"),
                        "one.zonepool.info", Recordings.response("fedmaster.zonepool.info"),
                        "one.system.version", Recordings.response("healthy.system.version.leader"),
                        "one.system.config", Recordings.response("healthy.system.config.leader")));
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
        log.close();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void eachMethodIsAnsweredWithItsDocument() throws Exception {
        ZoneXml documents = new ZoneXml();
        Reply<RaftStatus> raft = end(api.raftStatus(server.endpoint(), AMPLE));
        Reply<Zone> zone = end(api.zone(server.endpoint(), 0, AMPLE));
        Reply<List<Zone>> pool = end(api.zonePool(server.endpoint(), AMPLE));
        Reply<String> version = end(api.version(server.endpoint(), AMPLE));
        Reply<SystemSettings> settings = end(api.settings(server.endpoint(), AMPLE));
        assertThat(raft.value()).contains(documents.raft(text("healthy.zone.raftstatus.leader")));
        assertThat(zone.value()).contains(documents.zone(text("healthy.zone.info.leader")));
        assertThat(pool.value()).contains(documents.pool(text("fedmaster.zonepool.info")));
        assertThat(version.value()).contains("7.4.0");
        assertThat(settings.value()).contains(documents.settings(text("healthy.system.config.leader")));
        assertThat(raft.elapsed()).isPositive().isLessThan(AMPLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "healthy.zone.raftstatus.follower.wrong-password|AUTHENTICATION"
                        + "|[one.zone.raftstatus] User couldn't be authenticated, aborting call.",
                "healthy.zone.raftstatus.follower.nonadmin|AUTHORIZATION"
                        + "|[one.zone.raftstatus] User [2] : Not authorized to perform ADMIN ZONE [0].",
                "candidate.system.version|NO_LEADER"
                        + "|[one.system.version] Cannot process request, oned cluster in election mode",
                "boot0.follower-warmup.system.version|NO_LEADER"
                        + "|[one.system.version] Cannot process request, no leader found",
                "leader-killed.system.version-on-follower|ONED_ERROR"
                        + "|[one.system.version] libcurl failed to execute the HTTP POST transaction, explaining:  "
                        + "Failed to connect to 10.90.0.12 port 2633 after 0 ms: Couldn't connect to server",
                "solo.zone.info.bad-id|ONED_ERROR|[one.zone.info] Error getting zone [55].",
                "solo.nosuchmethod|ONED_ERROR|Method 'one.zone.nosuch' not defined",
                "healthy.zone.resetserver.ok|MALFORMED|a number where a document was asked for",
                "healthy.zone.info.leader|MALFORMED|<ZONE> instead of <RAFT>"
            })
    void whatOnedRefusesReachesTheUserInItsWords(String recording, FailureKind kind, String text) throws Exception {
        server.answer("one.zone.raftstatus", Recordings.response(recording));
        assertFailure(end(api.raftStatus(server.endpoint(), AMPLE)), kind, text);
    }

    @Test
    void aServerThatWasAddedIsAnsweredWithTheZonesNumber() throws Exception {
        server.answer("one.zone.addserver", Recordings.response("healthy.zone.addserver.duplicate"));
        assertThat(end(api.addServer(server.endpoint(), 0, "n1a2", "http://n1a2:2633/RPC2", AMPLE))
                        .value())
                .contains(0L);
        server.answer("one.zone.addserver", Recordings.response("solo.zone.addserver.nonadmin"));
        Reply<Long> refused = end(api.addServer(server.endpoint(), 0, "n1a2", "http://n1a2:2633/RPC2", AMPLE));
        assertThat(refused.failure().orElseThrow().kind()).isEqualTo(FailureKind.AUTHORIZATION);
    }

    @Test
    void anErrorWithoutWordsIsShownByItsCode() throws Exception {
        String refusal = new String(Recordings.response("solo.zone.info.bad-id"), StandardCharsets.UTF_8);
        server.answer(
                "one.zone.raftstatus",
                refusal.replaceFirst("<string>[^<]*", "<string>").getBytes(StandardCharsets.UTF_8));
        assertFailure(end(api.raftStatus(server.endpoint(), AMPLE)), FailureKind.ONED_ERROR, "error 1024");
    }

    @Test
    void aCallMayFollowFromAnotherOnItsEventLoop() throws Exception {
        CompletableFuture<Reply<Zone>> second =
                api.raftStatus(server.endpoint(), AMPLE).thenCompose(first -> api.zone(server.endpoint(), 0, AMPLE));
        assertThat(end(second).value()).isPresent();
    }

    @Test
    void aServerThatHangsIsSilentAndItsConnectionIsClosed() throws Exception {
        warmUp();
        server.mode(Mode.HANG);
        Reply<RaftStatus> reply = end(api.raftStatus(server.endpoint(), SHORT));
        assertFailure(reply, FailureKind.SILENT, "no answer within 700 ms");
        assertThat(reply.elapsed()).isBetween(SHORT, SHORT.plusSeconds(10));
        awaitNoConnections();
    }

    @Test
    void aClosedPortIsRefusedAndTheNextCallSucceedsWhenTheServerIsBack() throws Exception {
        server.mode(Mode.REFUSE);
        assertFailure(end(api.raftStatus(server.endpoint(), AMPLE)), FailureKind.REFUSED, "connection refused");
        server.mode(Mode.ANSWER);
        assertThat(end(api.raftStatus(server.endpoint(), AMPLE)).value()).isPresent();
    }

    @Test
    void hangingServersDelayNoOtherAndCostNoThreads() throws Exception {
        warmUp();
        int threads = ownThreads();
        try (ReplayServer hanging = ReplayServer.start("127.0.0.2", 0, Map.of())) {
            hanging.mode(Mode.HANG);
            List<CompletableFuture<Reply<RaftStatus>>> stuck = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                stuck.add(api.raftStatus(hanging.endpoint(), AMPLE));
            }
            assertThat(end(api.raftStatus(server.endpoint(), AMPLE)).value()).isPresent();
            assertThat(stuck).noneMatch(CompletableFuture::isDone);
            assertThat(ownThreads() - threads).isLessThan(10);
        }
    }

    @Test
    void closingEndsTheCallsUnderWayAndRefusesNewOnes() throws Exception {
        warmUp();
        server.mode(Mode.HANG);
        CompletableFuture<Reply<RaftStatus>> pending = api.raftStatus(server.endpoint(), AMPLE);
        api.close();
        assertFailure(end(pending), FailureKind.UNREACHABLE, "closed");
        assertFailure(end(api.version(server.endpoint(), AMPLE)), FailureKind.UNREACHABLE, "closed");
        awaitNoConnections();
    }

    @Test
    void theRequestIsTheRecordedOneWithTheHeadersThatOnedNeeds() throws Exception {
        BlockingQueue<LoopbackServer.Request> requests = new LinkedBlockingQueue<>();
        try (LoopbackServer plain = LoopbackServer.start((request, connection) -> requests.add(request))) {
            end(api.zone(plain.endpoint(), 0, AMPLE));
            LoopbackServer.Request request = requests.take();
            assertThat(request.body()).isEqualTo(Recordings.request("healthy.zone.info.leader"));
            assertThat(request.head().toLowerCase(java.util.Locale.ROOT))
                    .startsWith("post /rpc2 http/1.1\r\n")
                    .contains("\r\nhost: 127.0.0.1:" + plain.port() + "\r\n")
                    .contains("\r\ncontent-type: text/xml;charset=utf-8\r\n")
                    .contains("\r\nconnection: close\r\n")
                    .contains("\r\ncontent-length: " + request.body().length + "\r\n")
                    .doesNotContain("accept-encoding", "transfer-encoding", "authorization");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://127.0.0.1/RPC2",
                "file:///etc/passwd",
                "http://",
                "http:///RPC2",
                "http://127.0.0.1:0/RPC2",
                "http://127.0.0.1:99999/RPC2",
                "http://127.0.0.1:x/RPC2",
                "http://[::1/RPC2",
                "http://user:secret@127.0.0.1/RPC2",
                "http://127.0.0.1 /RPC2"
            })
    void whatIsNoHttpUrlIsNotAsked(String url) throws Exception {
        assertFailure(
                end(api.raftStatus(url, AMPLE)), FailureKind.UNREACHABLE, "the endpoint is not an http or https URL");
    }

    @Test
    void aConfigurationMayBeLargerThanOtherAnswers() throws Exception {
        String large = new String(Recordings.response("healthy.system.config.leader"), StandardCharsets.UTF_8)
                .replace("&lt;ACTION_TIMEOUT&gt;", "&lt;!-- " + "x".repeat(4 << 20) + " --&gt;&lt;ACTION_TIMEOUT&gt;");
        server.answer("one.system.config", large.getBytes(StandardCharsets.UTF_8));
        assertThat(end(api.settings(server.endpoint(), AMPLE)).value()).isPresent();
        server.answer("one.zone.raftstatus", large.getBytes(StandardCharsets.UTF_8));
        assertFailure(
                end(api.raftStatus(server.endpoint(), AMPLE)),
                FailureKind.MALFORMED,
                "answer larger than 1048576 bytes");
    }

    private void warmUp() throws Exception {
        assertThat(end(api.raftStatus(server.endpoint(), AMPLE)).value().map(RaftStatus::state))
                .contains(ServerState.LEADER);
    }

    private void awaitNoConnections() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (server.openConnections() > 0 && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(server.openConnections()).isZero();
    }

    private static int ownThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("loopback-server"))
                .count();
    }

    private static String text(String recording) throws MalformedAnswerException {
        return ((XmlRpcResponse.TextValue) new XmlRpcParser().parse(Recordings.response(recording))).text();
    }

    private static void assertFailure(Reply<?> reply, FailureKind kind, String text) {
        assertThat(reply.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.text()).isEqualTo(text);
        });
    }

    private static <T> Reply<T> end(CompletableFuture<Reply<T>> call) throws Exception {
        return call.get(60, TimeUnit.SECONDS);
    }
}
