package io.oneha.serve;

import io.oneha.observe.Observer;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.testing.RecordedState;
import io.oneha.testing.ReplayServer;
import io.oneha.testing.ReplayZone;
import io.oneha.zone.Credentials;
import io.oneha.zone.xmlrpc.HttpZoneApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What a poll sees of a recorded zone, by real calls to a replay of it. */
public final class RecordedPolls {
    /** When they were made. */
    public static final Instant AT = Instant.parse("2026-11-24T10:20:30Z");

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int NUMBERS = 40;
    private static final AtomicInteger NEXT = new AtomicInteger();

    private RecordedPolls() {}

    /** One look at a state. */
    public static Snapshot snapshot(String state, ReplayZone.Fault fault) {
        int number = 200 + NEXT.getAndIncrement() % NUMBERS;
        try (ReplayZone zone = ReplayZone.start(RecordedState.of(state), number, fault, Map.of());
                HttpZoneApi api = new HttpZoneApi(new Credentials("oneadmin:opennebula"), TIMEOUT)) {
            List<String> endpoints =
                    zone.servers().stream().map(ReplayServer::endpoint).toList();
            Target target = new Target("recorded", endpoints, Optional.empty(), Optional.empty());
            return new Observer(api, target, TIMEOUT, Clock.fixed(AT, ZoneOffset.UTC)).observe();
        }
    }

    /** The same where servers in error refuse the connection. */
    public static Snapshot snapshot(String state) {
        return snapshot(state, ReplayZone.Fault.REFUSED);
    }

    /** A zone whose last poll saw the last of these, and whose clock stands. */
    public static WatchedZone zone(Snapshot... polls) {
        WatchedZone zone = new WatchedZone(() -> 0, Duration.ofSeconds(1), List.of());
        for (Snapshot poll : polls) {
            zone.accept(poll);
        }
        return zone;
    }
}
