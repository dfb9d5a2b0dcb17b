package io.oneha.tui.model;

import io.oneha.observe.Leadership;
import io.oneha.observe.Snapshot;
import io.oneha.zone.RaftStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the zone is written to now.
 *
 * @param perSecond log entries that the leader committed per second over the last {@link #SPAN}, or over the last two looks
 *     where these are further apart; empty while nobody leads, and before there were two looks
 * @param commit where the log of whoever led last stood
 * @param since when that was first seen; empty before anybody was seen leading
 * @param isExact whether something was written then, and not only looked at for the first time
 * @param samples where the log stood in the looks that count for the next rate, oldest first
 */
public record WriteActivity(
        OptionalDouble perSecond,
        Optional<BigInteger> commit,
        Optional<Instant> since,
        boolean isExact,
        List<Sample> samples) {
    /** Where the leader's log stood in a look. */
    record Sample(Instant at, BigInteger commit) {}

    /** How far back it is looked. */
    public static final Duration SPAN = Duration.ofSeconds(10);

    static final WriteActivity UNKNOWN =
            new WriteActivity(OptionalDouble.empty(), Optional.empty(), Optional.empty(), false, List.of());
    private static final double MILLIS = 1000;

    /** With one more look. */
    WriteActivity next(Snapshot newest) {
        Optional<BigInteger> now = committed(newest);
        if (now.isEmpty()) {
            return new WriteActivity(OptionalDouble.empty(), commit, since, isExact, samples);
        }
        Sample sample = new Sample(newest.observedAt(), now.get());
        List<Sample> lately = lately(sample.at().minus(SPAN));
        OptionalDouble rate = lately.isEmpty() ? OptionalDouble.empty() : rate(lately.get(0), sample);
        lately.add(sample);
        return now.equals(commit)
                ? new WriteActivity(rate, commit, since, isExact, lately)
                : new WriteActivity(rate, now, Optional.of(sample.at()), commit.isPresent(), lately);
    }

    /** The samples since then, or else the newest of those before. */
    private List<Sample> lately(Instant oldest) {
        int from = 0;
        while (from < samples.size() - 1 && samples.get(from).at().isBefore(oldest)) {
            from++;
        }
        return new ArrayList<>(samples.subList(from, samples.size()));
    }

    private static OptionalDouble rate(Sample then, Sample now) {
        long millis = Duration.between(then.at(), now.at()).toMillis();
        BigInteger written = now.commit().subtract(then.commit()).max(BigInteger.ZERO);
        return millis <= 0 ? OptionalDouble.empty() : OptionalDouble.of(written.doubleValue() * MILLIS / millis);
    }

    private static Optional<BigInteger> committed(Snapshot snapshot) {
        return Leadership.of(snapshot.pool()).status().map(RaftStatus::commit);
    }
}
