package io.oneha.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.testing.ReplayServer.Mode;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The test server does what the tests that lean on it believe. */
class ReplayServerTest {
    private static final byte[] ANSWER = Recordings.response("healthy.zone.raftstatus.leader");
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void itReplaysRecordedBytesAndCanRefuseHangAndComeBackOnTheSamePort() throws Exception {
        try (ReplayServer server = ReplayServer.start("127.0.0.1", 0, Map.of("one.zone.raftstatus", ANSWER))) {
            assertThat(post(server)).isEqualTo(ANSWER);
            server.mode(Mode.HANG);
            assertThatThrownBy(() -> post(server, Duration.ofMillis(500))).isInstanceOf(HttpTimeoutException.class);
            server.mode(Mode.REFUSE);
            assertThatThrownBy(() -> post(server)).isInstanceOf(ConnectException.class);
            server.mode(Mode.ANSWER);
            assertThat(post(server)).isEqualTo(ANSWER);
            assertThat(server.calls()).hasSize(3).containsOnly("one.zone.raftstatus");
        }
    }

    @Test
    void aMethodWithoutAnAnswerGetsTheFaultOfOned() throws Exception {
        try (ReplayServer server = ReplayServer.start("127.0.0.2", 0, Map.of())) {
            assertThat(post(server)).isEqualTo(Recordings.response("solo.nosuchmethod"));
        }
    }

    private byte[] post(ReplayServer server) throws Exception {
        return post(server, Duration.ofSeconds(60));
    }

    private byte[] post(ReplayServer server, Duration timeout) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint()))
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Recordings.request("healthy.zone.raftstatus.leader")))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }
}
