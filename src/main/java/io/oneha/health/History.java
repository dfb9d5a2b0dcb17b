package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What went before, bounded.
 *
 * @param recent the last snapshots, oldest first, the newest last
 * @param events the timeline, oldest first
 * @param lastSeen where each pool server's log stood when it last answered, by its name
 */
public record History(List<Snapshot> recent, List<ZoneEvent> events, Map<String, LogPosition> lastSeen) {
    /** Snapshots kept: five minutes at one a second. */
    public static final int MAX_SNAPSHOTS = 300;

    /** Events kept. */
    public static final int MAX_EVENTS = 500;

    /** Nothing yet. */
    public static final History EMPTY = new History(List.of(), List.of(), Map.of());

    /** A history that remembers no logs beyond its snapshots. */
    public History(List<Snapshot> recent, List<ZoneEvent> events) {
        this(recent, events, Map.of());
    }

    /** This history and the next snapshot, with the events that happened in between; the first snapshot makes none. */
    public History add(Snapshot next) {
        return JudgedHistory.of(this).add(next).history();
    }

    /** This history and the next snapshot, without any event. */
    History with(Snapshot next) {
        return new History(tail(recent, List.of(next), MAX_SNAPSHOTS), events, seen(next));
    }

    /** This history with something that happened, which no snapshot shows. */
    public History happened(ZoneEvent event) {
        return happened(List.of(event));
    }

    History happened(List<ZoneEvent> more) {
        return new History(recent, tail(events, more, MAX_EVENTS), lastSeen);
    }

    /** This history with the events of earlier days before its own. */
    public History withPast(List<ZoneEvent> past) {
        return new History(recent, tail(past, events, MAX_EVENTS), lastSeen);
    }

    /** The newest snapshot, which must be there. */
    Snapshot newest() {
        return recent.get(recent.size() - 1);
    }

    /** The snapshots, newest first. A view: rules ask for it often, and mostly for the first few. */
    List<Snapshot> newestFirst() {
        return new AbstractList<>() {
            @Override
            public Snapshot get(int index) {
                return recent.get(recent.size() - 1 - index);
            }

            @Override
            public int size() {
                return recent.size();
            }
        };
    }

    /** The last of such events. */
    Optional<ZoneEvent> last(Predicate<ZoneEvent> which) {
        return events.stream().filter(which).reduce((earlier, later) -> later);
    }

    /** Time from the last such event to a look, if it happened while this program looked. */
    Optional<Duration> lasted(ZoneEvent.Kind kind, Predicate<ZoneEvent> which, Instant at) {
        boolean complete = recent.size() < MAX_SNAPSHOTS;
        return last(event -> event.kind() == kind && which.test(event))
                .filter(event -> !complete || !event.at().isBefore(recent.get(0).observedAt()))
                .map(event -> Duration.between(event.at(), at));
    }

    private Map<String, LogPosition> seen(Snapshot next) {
        if (next.pool().isEmpty()) {
            return lastSeen;
        }
        Map<String, LogPosition> seen = new HashMap<>();
        for (ServerView view : next.pool()) {
            if (lastSeen.containsKey(view.name())) {
                seen.put(view.name(), lastSeen.get(view.name()));
            }
            view.status()
                    .filter(raft -> raft.state() != ServerState.SOLO)
                    .ifPresent(raft -> seen.put(view.name(), new LogPosition(next.observedAt(), raft.logIndex())));
        }
        return Map.copyOf(seen);
    }

    private static <T> List<T> tail(List<T> first, List<T> then, int most) {
        List<T> all = new ArrayList<>(first.size() + then.size());
        all.addAll(first);
        all.addAll(then);
        return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
    }
}
