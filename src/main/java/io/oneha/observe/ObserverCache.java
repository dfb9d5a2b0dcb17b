package io.oneha.observe;

import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.SystemSettings;
import io.oneha.zone.Zone;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** What one look leaves for the next, so that oned is not asked every second for what hardly changes. */
final class ObserverCache {
    private static final long SETTINGS_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long ZONES_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** The zone's id, once it is certain. */
    OptionalInt zoneId = OptionalInt.empty();

    /** The zone by the server that was trusted last. */
    Optional<Reply<Zone>> zone = Optional.empty();

    Optional<SystemSettings> settings = Optional.empty();
    Optional<String> version = Optional.empty();

    /** Whether every server of the pool answered last time, so that nobody needs to be asked by another name. */
    boolean poolAnswered;

    private final Map<String, Reply<RaftStatus>> rafts = new HashMap<>();
    /** What each server told of the zone last. */
    final Map<String, Reply<Zone>> zones = new HashMap<>();

    private OptionalLong settingsAsked = OptionalLong.empty();
    private OptionalLong zonesAsked = OptionalLong.empty();
    private boolean changed = true;

    /** Whether it is time to ask for settings and version; answers yes once a minute. */
    boolean askSettings(long now) {
        if (settingsAsked.isPresent() && now - settingsAsked.getAsLong() < SETTINGS_NANOS) {
            return false;
        }
        settingsAsked = OptionalLong.of(now);
        return true;
    }

    /** Whether the servers are to be asked for the zone from the start. */
    boolean zonesDue(long now) {
        return changed || zonesAsked.isEmpty() || now - zonesAsked.getAsLong() >= ZONES_NANOS;
    }

    void zonesAsked(long now) {
        zonesAsked = OptionalLong.of(now);
        changed = false;
    }

    /** Makes the next look ask for the zone, if {@code due}: this one got no answer that it should have got. */
    void askZonesAgain(boolean due) {
        changed |= due;
    }

    /** Whether a server's reply means that the zone may have changed: another state, another term, gone or back. */
    boolean isNews(String key, Reply<RaftStatus> reply) {
        Reply<RaftStatus> before = rafts.get(key);
        return before == null || !shape(before).equals(shape(reply));
    }

    /** Keeps how a server answered; {@code late} when the news came too late for this look to ask for the zone. */
    void keepRaft(String key, Reply<RaftStatus> reply, boolean late) {
        changed |= late && isNews(key, reply);
        rafts.put(key, reply);
    }

    void forgetZones() {
        zones.clear();
        zone = Optional.empty();
    }

    private static String shape(Reply<RaftStatus> reply) {
        return reply.value()
                .map(raft -> raft.state().name() + raft.term() + ":" + raft.serverId())
                .orElse("");
    }
}
