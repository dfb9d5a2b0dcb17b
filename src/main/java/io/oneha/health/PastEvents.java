package io.oneha.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The events before a look.
 *
 * @param at when the look ended
 */
record PastEvents(History history, Instant at) {
    /** The last of such events. */
    Optional<ZoneEvent> last(Predicate<ZoneEvent> which) {
        return history.events().stream().filter(which).reduce((earlier, later) -> later);
    }

    /** Time since the last such event, if it happened while this program looked. */
    Optional<Duration> lasted(ZoneEvent.Kind kind, Predicate<ZoneEvent> which) {
        boolean complete = history.recent().size() < History.MAX_SNAPSHOTS;
        Instant start = history.recent().get(0).observedAt();
        return last(event -> event.kind() == kind && which.test(event))
                .filter(event -> !complete || !event.at().isBefore(start))
                .map(event -> Duration.between(event.at(), at));
    }
}
