package io.oneha.zone.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Recordings;
import io.oneha.testing.ReplayServer;
import io.oneha.zone.Credentials;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HttpZoneApiTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private final HttpZoneApi api = new HttpZoneApi(new Credentials("oneadmin:oneadminlab"));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aLeaderTellsItsStatus() throws Exception {
        try (ReplayServer server = ReplayServer.start(
                "127.0.0.1", 0, Map.of("one.zone.raftstatus", Recordings.response("healthy.zone.raftstatus.leader")))) {
            Reply<RaftStatus> reply = api.raftStatus(server.endpoint(), TIMEOUT).get(20, TimeUnit.SECONDS);
            assertThat(reply.value().orElseThrow().state()).isEqualTo(ServerState.LEADER);
            server.mode(ReplayServer.Mode.HANG);
            Reply<RaftStatus> hung = api.raftStatus(server.endpoint(), TIMEOUT).get(20, TimeUnit.SECONDS);
            assertThat(hung.failure().orElseThrow().kind()).isEqualTo(FailureKind.SILENT);
            server.mode(ReplayServer.Mode.REFUSE);
            Reply<RaftStatus> refused =
                    api.raftStatus(server.endpoint(), TIMEOUT).get(20, TimeUnit.SECONDS);
            assertThat(refused.failure().orElseThrow().kind()).isEqualTo(FailureKind.REFUSED);
        }
    }
}
