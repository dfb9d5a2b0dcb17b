package io.oneha.steps.site;

import java.time.Duration;
import java.util.List;

/**
 * Looks at who has the virtual address.
 *
 * @param gaps how long nobody had it, each time
 * @param held at how many looks somebody had it
 * @param missed at how many nobody had it
 * @param unknown at how many it was not known
 * @param open whether nobody had it at the last one, so that the last gap is longer than that
 */
public record VipCounts(List<Duration> gaps, int held, int missed, int unknown, boolean open) {
    /** Nobody has looked. */
    public static final VipCounts NONE = new VipCounts(List.of(), 0, 0, 0, false);

    /** What these have beyond earlier ones. */
    VipCounts since(VipCounts earlier) {
        return new VipCounts(
                gaps.subList(earlier.gaps.size(), gaps.size()),
                held - earlier.held,
                missed - earlier.missed,
                unknown - earlier.unknown,
                open);
    }
}
