package io.oneha.zone.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.FullBacklog;
import io.oneha.zone.Credentials;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the HTTP client does with a call after Quarkus has ended is logged as an error, in words that are not ours. */
@QuarkusTest
class GivenUpCallsTest {
    private static final Duration TIME = Duration.ofMillis(100);
    private static final int RUNS = 10;

    @Test
    void closingAfterAGivenUpCallTakesAMomentAndNoSecondDeadline() {
        Duration deadline = Duration.ofSeconds(1);
        try (FullBacklog hung = FullBacklog.start()) {
            HttpZoneApi api = new HttpZoneApi(new Credentials("oneadmin:opennebula"), deadline);
            Reply<RaftStatus> given = api.raftStatus(hung.endpoint(), deadline).join();
            assertThat(given.failure().orElseThrow().text()).isEqualTo("no connection within 1000 ms");
            long start = System.nanoTime();
            api.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(deadline.dividedBy(2));
        }
    }

    @Test
    void nothingIsStillBeingConnectedWhenItIsClosed() {
        try (FullBacklog hung = FullBacklog.start()) {
            for (int run = 0; run < RUNS; run++) {
                HttpZoneApi api = new HttpZoneApi(new Credentials("oneadmin:opennebula"), TIME.multipliedBy(5));
                List<CompletableFuture<Reply<RaftStatus>>> calls = Stream.generate(
                                () -> api.raftStatus(hung.endpoint(), TIME))
                        .limit(3)
                        .toList();
                assertThat(calls).allSatisfy(call -> assertThat(
                                call.join().failure().orElseThrow().kind())
                        .isEqualTo(FailureKind.UNREACHABLE));
                assertThat(api.hasLetGo()).as("run %d, before", run).isFalse();
                api.close();
                assertThat(api.hasLetGo()).as("run %d", run).isTrue();
            }
        }
    }
}
