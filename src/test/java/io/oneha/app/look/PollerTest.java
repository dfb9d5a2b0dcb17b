package io.oneha.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.ZoneEvent;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PollerTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final BlockingQueue<Snapshot> seen = new ArrayBlockingQueue<>(100);
    private final Semaphore mayLook = new Semaphore(0);
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger refreshes = new AtomicInteger();

    @Test
    void looksAtOnceAndThenEverySoOften() throws Exception {
        mayLook.release(3);
        try (Poller poller = poller(Duration.ofMillis(1))) {
            poller.start(seen::add);

            for (int i = 0; i < 3; i++) {
                assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
            }
        }
    }

    @Test
    void aRefreshLooksAtOnce() throws Exception {
        mayLook.release(2);
        try (Poller poller = poller(NEVER)) {
            poller.start(seen::add);
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();

            assertThat(refreshes).hasValue(0);
            poller.refresh();

            assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(refreshes).hasValue(1);
        }
    }

    @Test
    void manyRefreshesDuringALookAreOneLookMore() throws Exception {
        try (Poller poller = poller(NEVER)) {
            poller.start(seen::add);
            awaitLooks(1);
            for (int i = 0; i < 50; i++) {
                poller.refresh();
            }
            mayLook.release(10);

            assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(seen.poll(200, TimeUnit.MILLISECONDS)).isNull();
            assertThat(looks).hasValue(2);
        }
    }

    @Test
    void aLookThatEndsAfterTheCloseReachesNobody() throws Exception {
        Poller poller = poller(Duration.ofMillis(1));
        poller.start(seen::add);
        awaitLooks(1);

        poller.close();
        mayLook.release(10);

        assertThat(seen.poll(200, TimeUnit.MILLISECONDS)).isNull();
        assertThat(looks).hasValue(1);
    }

    @Test
    void eventsGoToTheEventLogAndComeFromIt() {
        List<ZoneEvent> kept = new ArrayList<>();
        ZoneEvent past = new ZoneEvent(Instant.EPOCH, ZoneEvent.Kind.ELECTION, "zone", "term 3");
        EventLog log = new EventLog() {
            @Override
            public List<ZoneEvent> past() {
                return List.of(past);
            }

            @Override
            public void keep(List<ZoneEvent> events) {
                kept.addAll(events);
            }
        };
        try (Poller poller = new Poller(this::look, refreshes::incrementAndGet, NEVER, log)) {
            assertThat(poller.pastEvents()).containsExactly(past);

            poller.keep(List.of(past));
        }
        assertThat(kept).containsExactly(past);
    }

    private Poller poller(Duration interval) {
        return new Poller(this::look, refreshes::incrementAndGet, interval, EventLog.FORGETFUL);
    }

    private Snapshot look() {
        looks.incrementAndGet();
        mayLook.acquireUninterruptibly();
        return new Snapshot(
                Instant.EPOCH,
                new Target("test", List.of(), Optional.empty(), Optional.empty()),
                new Reply.Failure<>(FailureKind.REFUSED, "refused", Duration.ZERO),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(1));
    }

    private void awaitLooks(int number) throws InterruptedException {
        while (looks.get() < number) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
