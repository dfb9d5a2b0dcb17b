package io.oneha.serve;

import io.oneha.app.look.Report;
import io.oneha.health.History;
import io.oneha.health.JudgedHistory;
import io.oneha.health.ZoneEvent;
import io.oneha.observe.Snapshot;
import io.oneha.zone.RaftStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The zone as its last poll saw it. One thread polls; any number read, and none of them waits. */
public final class WatchedZone implements Consumer<Snapshot> {
    /** However short the interval, a poll that is a little late says nothing. */
    private static final Duration LEAST = Duration.ofSeconds(5);

    /** After a failure that should not be, as long as this until the next try. */
    private static final long AGAIN_MILLIS = 1000;

    private final LongSupplier nanos;
    private final Duration interval;
    private JudgedHistory seen;
    private long began;
    private OptionalLong term = OptionalLong.empty();
    private long leaderChanges;
    private long elections;

    private volatile Optional<Poll> last = Optional.empty();

    /**
     * @param nanos a clock that never goes back, in nanoseconds
     * @param interval from the start of a poll to the start of the next
     * @param past events of earlier days, oldest first
     */
    public WatchedZone(LongSupplier nanos, Duration interval, List<ZoneEvent> past) {
        this.nanos = nanos;
        this.interval = interval;
        this.seen = JudgedHistory.of(History.EMPTY.withPast(past));
    }

    /**
     * The same look, whose start is noted. A defect in it ends no polling: it is told, and tried again a second later.
     *
     * @param warnings gets a line
     */
    public Supplier<Snapshot> timed(Supplier<Snapshot> look, Consumer<String> warnings) {
        return () -> {
            while (true) {
                began = nanos.getAsLong();
                try {
                    return look.get();
                } catch (RuntimeException e) {
                    warnings.accept("the zone could not be polled, which should not happen: " + e);
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted", e);
                }
            }
        };
    }

    /** Takes the next snapshot; called by the thread that polls. */
    @Override
    public void accept(Snapshot snapshot) {
        seen = seen.add(snapshot);
        long now = nanos.getAsLong();
        leaderChanges += seen.history().events().stream()
                .filter(event -> event.kind() == ZoneEvent.Kind.LEADER_ELECTED)
                .filter(event -> event.at().equals(snapshot.observedAt()))
                .count();
        countElections(snapshot);
        Report report = Report.of(snapshot, seen.verdict());
        last = Optional.of(new Poll(report, Duration.ofNanos(now - began), now, leaderChanges, elections));
    }

    /** Each election is one more term; a term that has wrapped counts no elections, and neither does the end of it. */
    private void countElections(Snapshot snapshot) {
        OptionalLong highest = snapshot.pool().stream()
                .flatMap(view -> view.status().stream())
                .mapToLong(RaftStatus::term)
                .filter(each -> each < RaftStatus.WRAPPED_TERM)
                .max();
        if (highest.isPresent()) {
            elections += Math.max(0, highest.getAsLong() - term.orElse(highest.getAsLong()));
            term = highest;
        }
    }

    /** The last poll, however old. */
    public Optional<Poll> last() {
        return last;
    }

    /** The last poll, unless it is too old to say anything of now. */
    public Optional<Poll> fresh() {
        return last.filter(poll -> age(poll).compareTo(staleAfter(poll)) <= 0);
    }

    private Duration age(Poll poll) {
        return Duration.ofNanos(nanos.getAsLong() - poll.endedNanos());
    }

    /** A poll may ask servers more than once, and each time wait for those that are silent. */
    private Duration staleAfter(Poll poll) {
        Duration late = interval.multipliedBy(2)
                .plus(poll.report().snapshot().deadline().multipliedBy(3));
        return late.compareTo(LEAST) < 0 ? LEAST : late;
    }
}
