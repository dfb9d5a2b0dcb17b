package io.oneha.steps.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The times for which nobody had the virtual address, as far as looks have shown it: from the first look at which nobody had
 * it to the one at which somebody had it again. What lies between looks, or was not seen, is not in them.
 */
final class VipGaps {
    private final List<Duration> gaps = new ArrayList<>();
    private Optional<Instant> gone = Optional.empty();
    private Instant last = Instant.MIN;
    private boolean wanted;
    private int held;
    private int missed;
    private int unknown;
    private VipCounts told = VipCounts.NONE;

    /** What a look has shown. */
    public enum Seen {
        HELD,
        NOBODY,
        /** Nobody of those who could be looked at. */
        UNKNOWN
    }

    /** From here on somebody should have it, although nobody has had it so far. */
    void wanted() {
        wanted = true;
    }

    void look(Instant at, Seen seen) {
        switch (seen) {
            case HELD -> {
                ends(at);
                wanted = true;
                held++;
            }
            case NOBODY -> {
                if (wanted) {
                    gone = gone.or(() -> Optional.of(at));
                    missed++;
                }
                last = at;
            }
            case UNKNOWN -> {
                // It may be on one that was not seen.
                ends(last);
                unknown++;
            }
        }
    }

    private void ends(Instant at) {
        gone.map(from -> Duration.between(from, at))
                .filter(gap -> !gap.isZero() && !gap.isNegative())
                .ifPresent(gaps::add);
        gone = Optional.empty();
    }

    /** What was found since this was last called. */
    VipCounts found() {
        VipCounts now = all();
        VipCounts found = now.since(told);
        told = now;
        return found;
    }

    private VipCounts all() {
        return new VipCounts(List.copyOf(gaps), held, missed, unknown, false);
    }

    /** What was found from the first look on; a gap that has not ended counts to this moment. */
    VipCounts all(Instant now) {
        List<Duration> all = new ArrayList<>(gaps);
        gone.map(from -> Duration.between(from, now)).ifPresent(all::add);
        return new VipCounts(List.copyOf(all), held, missed, unknown, gone.isPresent());
    }
}
