package io.oneha.steps.site;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The change of leader that a run makes: when the old one was asked to stop, and when the new one was first seen to lead. */
public final class LeaderChange {
    private final Clock clock;
    private Optional<Instant> stopped = Optional.empty();
    private Optional<Instant> led = Optional.empty();

    public LeaderChange(Clock clock) {
        this.clock = clock;
    }

    /** The leader is asked to stop now. */
    public synchronized void stops() {
        stopped = Optional.of(clock.instant());
        led = Optional.empty();
    }

    /** The new one leads now, or did so at an earlier call. */
    public synchronized void leads() {
        led = led.or(() -> Optional.of(clock.instant()));
    }

    /** When the old one was asked to stop. */
    public synchronized Optional<Instant> stopped() {
        return stopped;
    }

    /** Since when the new one leads. */
    public synchronized Optional<Instant> led() {
        return led;
    }

    /** How long nobody was seen to lead. */
    public synchronized Optional<Duration> took() {
        return stopped.flatMap(from -> led.map(to -> Duration.between(from, to)));
    }
}
