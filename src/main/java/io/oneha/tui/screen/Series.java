package io.oneha.tui.screen;

import io.oneha.health.History;
import io.oneha.observe.Snapshot;
import io.oneha.tui.frame.Spark;
import io.oneha.tui.model.Insight;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the recent snapshots tell of the zone, as charts need it. */
final class Series {
    private static final BigInteger MILLIS = BigInteger.valueOf(1000);

    private Series() {}

    /** Log entries per second between one snapshot and the next, oldest first; a gap where no leader was seen. */
    static List<Long> writes(History history) {
        List<Long> rates = new ArrayList<>();
        List<Snapshot> recent = history.recent();
        for (int i = 1; i < recent.size(); i++) {
            Optional<BigInteger> before = Insight.leaderIndex(recent.get(i - 1));
            Optional<BigInteger> after = Insight.leaderIndex(recent.get(i));
            long millis = Duration.between(
                            recent.get(i - 1).observedAt(), recent.get(i).observedAt())
                    .toMillis();
            boolean known = before.isPresent() && after.isPresent() && millis > 0;
            rates.add(known ? rate(after.get().subtract(before.get()), millis) : Spark.GAP);
        }
        return rates;
    }

    private static long rate(BigInteger entries, long millis) {
        return entries.max(BigInteger.ZERO)
                .multiply(MILLIS)
                .divide(BigInteger.valueOf(millis))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValue();
    }
}
