package io.oneha.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.Snapshot;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WatchedZoneTest {
    private final AtomicLong nanos = new AtomicLong();
    private final WatchedZone zone = new WatchedZone(nanos::get, Duration.ofSeconds(1), List.of());

    @Test
    void beforeTheFirstPollNothingIsKnown() {
        assertThat(zone.last()).isEmpty();
        assertThat(zone.fresh()).isEmpty();
    }

    @Test
    void aNewLeaderIsCountedAndSoAreTheTermsUntilThen() {
        Snapshot before = RecordedPolls.snapshot("leader-killed-before-election");
        Snapshot after = RecordedPolls.snapshot("leader-killed-after-election");
        zone.accept(RecordedPolls.snapshot("healthy"));
        assertThat(zone.last().orElseThrow().leaderChanges()).isZero();
        assertThat(zone.last().orElseThrow().elections()).isZero();

        zone.accept(later(before, 1));
        long elections = zone.last().orElseThrow().elections();
        zone.accept(later(after, 2));

        assertThat(zone.last().orElseThrow().leaderChanges()).isEqualTo(1);
        assertThat(zone.last().orElseThrow().elections() - elections)
                .as("one election, between the two")
                .isEqualTo(1);
        zone.accept(later(after, 3));
        assertThat(zone.last().orElseThrow().leaderChanges()).isEqualTo(1);
    }

    @Test
    void aTermThatHasWrappedCountsNoElections() {
        zone.accept(RecordedPolls.snapshot("healthy"));
        zone.accept(later(RecordedPolls.snapshot("follower-db-dead"), 1));

        assertThat(zone.last().orElseThrow().elections()).isLessThan(1000);
    }

    @Test
    void aLookThatFailsIsToldAndTriedAgain() {
        Snapshot seen = RecordedPolls.snapshot("healthy");
        List<String> warnings = new ArrayList<>();
        AtomicLong looks = new AtomicLong();
        Supplier<Snapshot> look = zone.timed(
                () -> {
                    if (looks.incrementAndGet() == 1) {
                        throw new IllegalArgumentException("a defect");
                    }
                    nanos.addAndGet(Duration.ofMillis(30).toNanos());
                    return seen;
                },
                warnings::add);

        zone.accept(look.get());

        assertThat(warnings).singleElement().asString().contains("a defect");
        assertThat(zone.last().orElseThrow().took()).isEqualTo(Duration.ofMillis(30));
    }

    private static Snapshot later(Snapshot look, long seconds) {
        return new Snapshot(
                look.observedAt().plusSeconds(seconds),
                look.target(),
                look.zone(),
                look.servers(),
                look.settings(),
                look.version(),
                look.vip(),
                look.missing(),
                look.deadline());
    }
}
