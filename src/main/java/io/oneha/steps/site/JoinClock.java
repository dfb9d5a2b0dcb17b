package io.oneha.steps.site;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When a server was added to the zone: from then on it counts for the majority, and writes may wait for it. */
public final class JoinClock {
    private final Clock clock;
    private final Map<String, Instant> added = new ConcurrentHashMap<>();

    public JoinClock(Clock clock) {
        this.clock = clock;
    }

    public void added(String host) {
        added.putIfAbsent(host, clock.instant());
    }

    /** How long ago, when it was in this process. */
    public Optional<Duration> since(String host) {
        return Optional.ofNullable(added.get(host)).map(at -> Duration.between(at, clock.instant()));
    }
}
