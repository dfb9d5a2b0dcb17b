package io.oneha.health;

import io.oneha.base.Endpoint;
import io.oneha.observe.Leadership;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.host.HostFacts;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.SystemSettings;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Whether the followers have the leader's log. A follower that missed entries gets them with the next write, and not before;
 * one that misses more than LOG_RETENTION entries never does (OpenNebula, src/sql/LogDB.cc, purge_log).
 */
final class LogRules {
    /**
     * Entries that a follower may be behind at any moment under writes, for the servers are not asked in one instant; or what
     * the zone writes in a second, where that is measured to be more.
     */
    static final BigInteger SMALL_LAG = BigInteger.valueOf(5);

    /** A lag that does not move for so long, in at least three looks, is not a write on its way. */
    static final Duration STANDING = Duration.ofSeconds(3);

    /** How far back "now" reaches. */
    private static final Duration LATELY = Duration.ofSeconds(10);

    /** A follower whose index stands for so long, in at least five looks, while the leader's moves, is frozen. */
    static final Duration FROZEN = Duration.ofSeconds(5);

    /** A follower's log window that closes within so long is worth a warning: a night. */
    static final Duration WINDOW_WARNING = Duration.ofHours(12);

    /** And so soon is critical. */
    static final Duration WINDOW_CRITICAL = Duration.ofHours(1);

    /** Below this span a write rate is a guess. */
    private static final Duration RATE_SPAN = Duration.ofSeconds(10);

    /** Few, so that a follower that has just begun to catch up is said to. */
    private static final int TREND_LOOKS = 3;

    private LogRules() {}

    static List<Finding> judge(RuleInput picture) {
        List<Finding> findings = new ArrayList<>();
        if (picture.leadership.leader().isEmpty()) {
            return findings;
        }
        Set<String> asked = new LinkedHashSet<>();
        for (ServerView view : picture.pool) {
            boolean isNew = asked.add(Endpoint.key(view.asked()));
            if (isNew && !view.equals(picture.leadership.leader().get())) {
                judge(picture, view, findings);
            }
        }
        return findings;
    }

    /** Whether a follower takes no entries and will not by itself, so that it helps no majority. */
    static boolean isStuck(RuleInput picture, ServerView view) {
        return picture.leadership
                .status()
                .flatMap(leader -> Sync.lag(picture.leadership, view)
                        .filter(lag -> isPurged(picture, lag)
                                || frozenFor(picture, view).isPresent()))
                .isPresent();
    }

    private static void judge(RuleInput picture, ServerView view, List<Finding> findings) {
        long term = picture.leadership.status().map(RaftStatus::term).orElse(-1L);
        if (Leadership.follows(view, term)) {
            BigInteger lag = Sync.lag(picture.leadership, view).orElse(BigInteger.ZERO);
            if (lag.signum() == 0) {
                return;
            }
            if (isPurged(picture, lag)) {
                findings.add(purged(picture, view, lag));
                return;
            }
            Optional<Finding> behind = frozen(picture, view, lag).or(() -> lagging(picture, view, lag));
            behind.ifPresent(findings::add);
            if (behind.isPresent() && trend(picture, view) >= 0) {
                window(picture, view, lag, "").ifPresent(findings::add);
            }
        } else if (view.failure().isPresent()) {
            LogPosition seen = picture.history.lastSeen().get(view.name());
            (seen != null ? away(picture, view, seen) : stored(picture, view)).ifPresent(findings::add);
        }
    }

    private static Optional<Finding> away(RuleInput picture, ServerView view, LogPosition seen) {
        BigInteger lag = Sync.behind(leaderIndex(picture), seen.index());
        String since = "not seen for " + Phrases.duration(Duration.between(seen.at(), picture.at()))
                + ", then at index " + seen.index() + "; ";
        return isPurged(picture, lag) ? Optional.of(purged(picture, view, lag)) : window(picture, view, lag, since);
    }

    /** A follower that was down before the first look: its log's end is in its database. */
    private static Optional<Finding> stored(RuleInput picture, ServerView view) {
        return Hosts.facts(picture, view)
                .flatMap(HostFacts::database)
                .filter(database -> database.lastIndex().isPresent())
                .map(database -> Sync.behind(
                        leaderIndex(picture),
                        BigInteger.valueOf(database.lastIndex().getAsLong())))
                .filter(lag -> isPurged(picture, lag))
                .map(lag -> purged(picture, view, lag));
    }

    private static Optional<Finding> frozen(RuleInput picture, ServerView view, BigInteger lag) {
        return frozenFor(picture, view)
                .map(span -> FindingCode.FOLLOWER_FROZEN.critical(
                        view.name(),
                        "stopped replicating " + Phrases.duration(span) + " ago, at index " + index(view) + ", and is "
                                + lag
                                + (lag.equals(BigInteger.ONE) ? " entry behind " : " entries behind ")
                                + picture.leaderName(),
                        "look at the database and disk of " + view.name() + "; if " + picture.leaderName()
                                + " logs `Failed to load log record`, " + restore(picture, view)));
    }

    /** For how long the follower's index stands while the leader's made at least two steps. */
    private static Optional<Duration> frozenFor(RuleInput picture, ServerView view) {
        ServerView leader = picture.leadership.leader().orElseThrow();
        long term = picture.leadership.status().map(RaftStatus::term).orElse(-1L);
        List<Snapshot> looks = picture.history.newestFirst().stream()
                .takeWhile(look -> ServerTrack.leading(look, leader, term).isPresent()
                        && ServerTrack.status(look, view)
                                .filter(raft -> raft.logIndex().equals(index(view)))
                                .isPresent())
                .toList();
        long steps = looks.stream()
                .flatMap(look -> ServerTrack.leading(look, leader, term).stream())
                .map(RaftStatus::logIndex)
                .distinct()
                .count();
        if (steps < 3 || looks.size() < 5) {
            return Optional.empty();
        }
        return Optional.of(Duration.between(looks.get(looks.size() - 1).observedAt(), picture.at()))
                .filter(span -> span.compareTo(FROZEN) >= 0);
    }

    private static Optional<Finding> lagging(RuleInput picture, ServerView view, BigInteger lag) {
        boolean small = lag.compareTo(SMALL_LAG) <= 0
                || lag.doubleValue() <= Sync.writeRate(picture.history).orElse(0);
        boolean alone = ServerTrack.of(picture.history, view, LATELY).samples().size() < 2;
        String reason = lag + (lag.equals(BigInteger.ONE) ? " entry" : " entries") + " behind " + picture.leaderName()
                + " (" + index(view) + " of " + leaderIndex(picture) + ")";
        boolean stands = stands(picture, view);
        if (!stands && small) {
            return alone
                    ? Optional.of(FindingCode.FOLLOWER_LAGGING.info(
                            view.name(),
                            reason + ": normal under writes; without them it stays so until the next write",
                            "look again in some seconds; `oneha status --watch` shows whether it moves"))
                    : Optional.empty();
        }
        double perSecond = trend(picture, view);
        String trend = alone ? "; what it missed comes with the next write only" : "";
        if (stands) {
            trend = ", standing: no writes now, and it stays behind until the next write";
        } else if (perSecond < 0) {
            trend = ", catching up: about " + Phrases.duration(seconds(lag.doubleValue() / -perSecond)) + " left";
        } else if (perSecond > 0) {
            trend = ", falling behind by " + Phrases.rate(perSecond) + " per second";
        }
        return Optional.of(FindingCode.FOLLOWER_LAGGING.warning(
                view.name(),
                reason + trend,
                "any write makes it catch up; if it does not then, look at its database, and at oned.log on "
                        + picture.leaderName() + " for `Failed to load log record`"));
    }

    /** Whether neither the follower's index nor the leader's moved lately. */
    private static boolean stands(RuleInput picture, ServerView view) {
        ServerTrack own = ServerTrack.of(picture.history, view, LATELY);
        ServerTrack leader =
                ServerTrack.of(picture.history, picture.leadership.leader().orElseThrow(), LATELY);
        return own.samples().size() >= 3 && own.span().compareTo(STANDING) >= 0 && isLevel(own) && isLevel(leader);
    }

    private static boolean isLevel(ServerTrack track) {
        return track.samples().stream()
                        .map(sample -> sample.raft().logIndex())
                        .distinct()
                        .count()
                == 1;
    }

    /** How the lag grows, in entries per second; negative while the follower catches up. */
    private static double trend(RuleInput picture, ServerView view) {
        List<Long> lags = Sync.lagTrend(picture.history, view, TREND_LOOKS);
        Duration span =
                ServerTrack.of(picture.history, view, Duration.ofMinutes(5)).span();
        int looks = picture.history.recent().size();
        Instant first =
                picture.history.recent().get(Math.max(0, looks - TREND_LOOKS)).observedAt();
        Duration window = Duration.between(first, picture.at());
        Duration measured = span.compareTo(window) < 0 ? span : window;
        if (lags.size() < 2 || measured.isZero()) {
            return 0;
        }
        return (lags.get(lags.size() - 1) - lags.get(0)) * 1000.0 / measured.toMillis();
    }

    private static Optional<Finding> window(RuleInput picture, ServerView view, BigInteger lag, String since) {
        OptionalDouble rate = Sync.writeRate(picture.history);
        Optional<BigInteger> retention = retention(picture);
        if (retention.isEmpty()
                || rate.isEmpty()
                || rate.getAsDouble() <= 0
                || span(picture).compareTo(RATE_SPAN) < 0) {
            return Optional.empty();
        }
        Duration left = seconds(retention.get().subtract(lag).doubleValue() / rate.getAsDouble());
        if (left.compareTo(WINDOW_WARNING) > 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        FindingCode.LOG_WINDOW,
                        left.compareTo(WINDOW_CRITICAL) <= 0 ? Severity.CRITICAL : Severity.WARNING,
                        view.name(),
                        since + "in " + Phrases.duration(left) + " the leader has purged what it needs (" + lag
                                + " behind, "
                                + Phrases.rate(rate.getAsDouble()) + " writes per second, LOG_RETENTION "
                                + retention.get()
                                + ")",
                        "bring it back before; afterwards only a copy of the leader's database helps, as `oneha recover` makes it"));
    }

    private static Duration span(RuleInput picture) {
        return Duration.between(picture.history.recent().get(0).observedAt(), picture.at());
    }

    private static Optional<BigInteger> retention(RuleInput picture) {
        return picture.now.settings().map(SystemSettings::logRetention);
    }

    private static boolean isPurged(RuleInput picture, BigInteger lag) {
        return retention(picture).filter(kept -> lag.compareTo(kept) > 0).isPresent();
    }

    private static Finding purged(RuleInput picture, ServerView view, BigInteger lag) {
        return FindingCode.LOG_WINDOW.critical(
                view.name(),
                lag + " entries behind, and the leader keeps "
                        + retention(picture).orElseThrow()
                        + ": what it needs is already purged, it never catches up by itself",
                restore(picture, view));
    }

    /** The recovery that OpenNebula documents (Front-end HA, "Recovering from an isolated server"). */
    private static String restore(RuleInput picture, ServerView view) {
        return StartRemedy.recovery(view.name()) + "`onedb backup` on " + picture.leaderName() + ", then on "
                + view.name()
                + " stop opennebula, `onedb restore -f`, start, then `onezone server-reset " + picture.zoneId() + " "
                + view.server().id() + "`";
    }

    private static BigInteger index(ServerView view) {
        return view.status().map(RaftStatus::logIndex).orElse(BigInteger.ZERO);
    }

    private static BigInteger leaderIndex(RuleInput picture) {
        return picture.leadership.status().map(RaftStatus::logIndex).orElse(BigInteger.ZERO);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.min(Math.max(0, seconds * 1000), Long.MAX_VALUE / 2.0));
    }
}
