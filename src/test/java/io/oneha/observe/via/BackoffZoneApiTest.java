package io.oneha.observe.via;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.Cluster;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.SystemSettings;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BackoffZoneApiTest {
    private static final String SERVER = "http://n1a1:2633/RPC2";
    private static final Duration TIME = Duration.ofSeconds(1);

    private final Failing oned = new Failing();
    private long now;
    private final BackoffZoneApi api = new BackoffZoneApi(oned, () -> now);

    @Test
    void aServerThatHangsForAMinuteIsAskedAFewTimesAndNeverForMoreThanItsState() {
        for (int second = 0; second < 60; second++) {
            now = Duration.ofSeconds(second).toNanos();
            Reply<RaftStatus> reply = api.raftStatus(SERVER, TIME).join();
            assertThat(reply.failure().orElseThrow().text()).isEqualTo("no answer within 1000 ms");
            assertThat(api.zone(SERVER, 0, TIME).join().failure().orElseThrow().kind())
                    .isEqualTo(FailureKind.SILENT);
        }
        assertThat(oned.asked).hasSizeBetween(12, 16).containsOnly("raftstatus");
    }

    @Test
    void whatIsRepeatedNamesTheTimeThatWasWaited() {
        api.raftStatus(SERVER, TIME).join();
        assertThat(api.raftStatus(SERVER, Duration.ofMillis(950))
                        .join()
                        .failure()
                        .orElseThrow()
                        .text())
                .isEqualTo("no answer within 1000 ms");
    }

    @Test
    void aRefusalCostsNothingAndIsAskedForEachTime() {
        oned.kind = FailureKind.REFUSED;
        api.raftStatus(SERVER, TIME).join();
        api.raftStatus("http://N1A1:2633/RPC2/", TIME).join();
        assertThat(oned.asked).hasSize(2);
    }

    @Test
    void whoeverWantsToKnowNowIsNotToldWhatWas() {
        api.raftStatus(SERVER, TIME).join();
        api.askAnew(List.of("http://n1a2:2633/RPC2"));
        api.raftStatus(SERVER, TIME).join();
        assertThat(oned.asked).hasSize(1);
        api.askAnew(List.of(SERVER));
        api.raftStatus(SERVER, TIME).join();
        api.askAnew();
        api.raftStatus(SERVER, TIME).join();
        assertThat(oned.asked).hasSize(3);
    }

    /** Never answers in time, at no cost of time. */
    private static final class Failing implements ZoneApi {
        private final List<String> asked = new ArrayList<>();
        private FailureKind kind = FailureKind.SILENT;

        @Override
        public CompletableFuture<Reply<RaftStatus>> raftStatus(String endpoint, Duration timeout) {
            return fails("raftstatus", timeout);
        }

        @Override
        public CompletableFuture<Reply<Zone>> zone(String endpoint, int zoneId, Duration timeout) {
            return fails("zone", timeout);
        }

        @Override
        public CompletableFuture<Reply<List<Zone>>> zonePool(String endpoint, Duration timeout) {
            return fails("zonepool", timeout);
        }

        @Override
        public CompletableFuture<Reply<String>> version(String endpoint, Duration timeout) {
            return fails("version", timeout);
        }

        @Override
        public CompletableFuture<Reply<SystemSettings>> settings(String endpoint, Duration timeout) {
            return fails("settings", timeout);
        }

        @Override
        public CompletableFuture<Reply<Cluster>> cluster(String endpoint, int cluster, Duration timeout) {
            return fails("cluster", timeout);
        }

        private <T> CompletableFuture<Reply<T>> fails(String call, Duration timeout) {
            asked.add(call);
            return CompletableFuture.completedFuture(
                    new Reply.Failure<>(kind, "no answer within " + timeout.toMillis() + " ms", timeout));
        }
    }
}
