package io.oneha.health;

import io.oneha.observe.Snapshot;
import java.util.List;

/**
 * What went before, bounded.
 *
 * @param recent the last snapshots, oldest first, the newest last
 * @param events the timeline, oldest first
 */
public record History(List<Snapshot> recent, List<ZoneEvent> events) {
    /** Snapshots kept: five minutes at one a second. */
    public static final int MAX_SNAPSHOTS = 300;

    /** Events kept. */
    public static final int MAX_EVENTS = 500;

    /** Nothing yet. */
    public static final History EMPTY = new History(List.of(), List.of());
}
