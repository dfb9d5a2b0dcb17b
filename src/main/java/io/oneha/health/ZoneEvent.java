package io.oneha.health;

import java.time.Instant;

/**
 * Something that happened between two snapshots.
 *
 * @param at when it was seen
 * @param kind what it was
 * @param subject the server's name, or {@code zone}
 * @param text one line for the timeline
 */
public record ZoneEvent(Instant at, Kind kind, String subject, String text) {
    /** The kinds; their names are stored, so they stay. */
    public enum Kind {
        LEADER_ELECTED,
        LEADER_LOST,
        ELECTION,
        SERVER_LOST,
        SERVER_BACK,
        SERVER_ADDED,
        SERVER_REMOVED,
        VIP_MOVED,
        VIP_LOST,
        ZONE_DISABLED,
        ZONE_ENABLED,
        VERDICT
    }
}
