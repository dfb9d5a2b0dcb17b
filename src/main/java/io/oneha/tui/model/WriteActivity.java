package io.oneha.tui.model;

import io.oneha.health.History;
import io.oneha.observe.Leadership;
import io.oneha.observe.Snapshot;
import io.oneha.zone.RaftStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
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
 */
public record WriteActivity(
        OptionalDouble perSecond, Optional<BigInteger> commit, Optional<Instant> since, boolean isExact) {
    /** How far back it is looked. */
    public static final Duration SPAN = Duration.ofSeconds(10);

    static final WriteActivity UNKNOWN =
            new WriteActivity(OptionalDouble.empty(), Optional.empty(), Optional.empty(), false);
    private static final double MILLIS = 1000;

    /** @param history with the newest look */
    WriteActivity next(History history) {
        List<Snapshot> looks = history.recent();
        Snapshot newest = looks.get(looks.size() - 1);
        Optional<BigInteger> now = committed(newest);
        if (now.isEmpty()) {
            return new WriteActivity(OptionalDouble.empty(), commit, since, isExact);
        }
        OptionalDouble rate = rate(looks, newest, now.get());
        return now.equals(commit)
                ? new WriteActivity(rate, commit, since, isExact)
                : new WriteActivity(rate, now, Optional.of(newest.observedAt()), commit.isPresent());
    }

    private static OptionalDouble rate(List<Snapshot> looks, Snapshot newest, BigInteger now) {
        Optional<Snapshot> from = Optional.empty();
        Optional<BigInteger> then = Optional.empty();
        Instant oldest = newest.observedAt().minus(SPAN);
        for (int i = looks.size() - 2; i >= 0; i--) {
            Snapshot look = looks.get(i);
            if (from.isPresent() && look.observedAt().isBefore(oldest)) {
                break;
            }
            Optional<BigInteger> commit = committed(look);
            if (commit.isPresent()) {
                from = Optional.of(look);
                then = commit;
            }
        }
        long millis = from.map(look ->
                        Duration.between(look.observedAt(), newest.observedAt()).toMillis())
                .orElse(0L);
        return millis <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        now.subtract(then.get()).max(BigInteger.ZERO).doubleValue() * MILLIS / millis);
    }

    private static Optional<BigInteger> committed(Snapshot snapshot) {
        return Leadership.of(snapshot.pool()).status().map(RaftStatus::commit);
    }
}
