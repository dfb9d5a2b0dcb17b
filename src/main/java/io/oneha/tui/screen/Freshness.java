package io.oneha.tui.screen;

import io.oneha.observe.Snapshot;
import io.oneha.tui.model.Model;
import java.time.Duration;
import java.util.Optional;

/**
 * How old the data on the screen is. Old data must not look fresh: a display that was not paused says so as soon as a look is
 * overdue, when the feed hangs or the process was stopped.
 *
 * @param age time since the newest snapshot; empty before the first
 * @param isStale whether the next look is overdue
 */
record Freshness(Optional<Duration> age, boolean isStale) {
    private static final Duration STALE_AT_LEAST = Duration.ofSeconds(3);

    static Freshness of(Model model) {
        Optional<Snapshot> latest = model.watch().latest();
        if (latest.isEmpty()) {
            return new Freshness(Optional.empty(), false);
        }
        Duration age = model.age(latest.get().observedAt());
        Duration limit =
                model.session().interval().multipliedBy(2).plus(latest.get().deadline());
        boolean overdue = age.compareTo(limit) > 0 && age.compareTo(STALE_AT_LEAST) > 0;
        return new Freshness(Optional.of(age), overdue && model.paused().isEmpty());
    }
}
