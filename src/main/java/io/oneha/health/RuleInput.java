package io.oneha.health;

import io.oneha.observe.Leadership;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The newest snapshot of a history, and what every rule wants to know of it. */
final class RuleInput {
    /** For how long a wrapped term is remembered: in between a leader may be elected and fall again. */
    private static final Duration WRAPPED = Duration.ofSeconds(15);

    /** Over what time terms that climb are counted. */
    private static final Duration WILD = Duration.ofSeconds(60);

    /** Terms that one look after another may differ by in an orderly election: two candidates at once cost two. */
    private static final int ORDERLY_TERMS = 4;

    final History history;
    final Snapshot now;
    final List<ServerView> pool;
    final Leadership leadership;
    final Quorum quorum;

    RuleInput(History history) {
        this.history = history;
        this.now = history.newest();
        this.pool = now.pool();
        this.leadership = Leadership.of(pool);
        this.quorum = Quorum.of(pool);
    }

    Instant at() {
        return now.observedAt();
    }

    Optional<Zone> zone() {
        return now.zone().value();
    }

    /** The zone's id as commands take it. */
    String zoneId() {
        return zone().map(zone -> Integer.toString(zone.id())).orElse("ZONE");
    }

    /** Whether the zone has no HA: an empty pool, or a pool of one whose oned was not restarted yet. */
    boolean isSolo() {
        return now.isSolo();
    }

    List<ServerView> members(Predicate<ServerView> which) {
        return pool.stream().filter(which).toList();
    }

    /**
     * Whether a follower stays in a term before the leader's. An election shows so for one look, therefore it must have been
     * behind the same leader in the look before, when there is one.
     */
    boolean isTermBehind(ServerView view) {
        if (!leadership.proven()) {
            return false;
        }
        RaftStatus leads = leadership.status().orElseThrow();
        return isBehind(view.status(), leads)
                && earlier().stream()
                        .limit(1)
                        .allMatch(look ->
                                ServerTrack.leading(look, leadership.leader().orElseThrow(), leads.term())
                                                .isPresent()
                                        && isBehind(ServerTrack.status(look, view), leads));
    }

    private static boolean isBehind(Optional<RaftStatus> raft, RaftStatus leader) {
        return raft.filter(own -> own.state() == ServerState.FOLLOWER && own.term() < leader.term())
                .isPresent();
    }

    /** The looks before this one, newest first. */
    List<Snapshot> earlier() {
        return history.newestFirst().subList(1, history.recent().size());
    }

    /** Since when each look has shown something; the newest's own time where that does not. */
    Instant since(Predicate<Snapshot> shows) {
        return history.newestFirst().stream()
                .takeWhile(shows)
                .map(Snapshot::observedAt)
                .reduce(at(), (later, earlier) -> earlier);
    }

    /** The name of the leader for texts. */
    String leaderName() {
        return leadership.leader().map(ServerView::name).orElse("the leader");
    }

    /** Whether terms run wild: the mark of a server that refuses its leader's login (or of a removed one that still runs). */
    boolean termsRunWild() {
        return wrappedLately().isPresent() || climbed() > ORDERLY_TERMS;
    }

    /** When a term of 2^32 - 1 was last seen, if that was lately. */
    Optional<Instant> wrappedLately() {
        return lately(WRAPPED)
                .filter(look -> look.pool().stream().anyMatch(RuleInput::isWrapped))
                .map(Snapshot::observedAt)
                .findFirst();
    }

    private long climbed() {
        long highest = highestTerm(now);
        return highest
                - lately(WILD)
                        .mapToLong(RuleInput::highestTerm)
                        .filter(term -> term >= 0)
                        .min()
                        .orElse(highest);
    }

    private Stream<Snapshot> lately(Duration span) {
        Instant from = at().minus(span);
        return history.newestFirst().stream()
                .takeWhile(look -> !look.observedAt().isBefore(from));
    }

    /** The highest term of a look that is none of a wrapped one; -1 without any. */
    static long highestTerm(Snapshot snapshot) {
        return snapshot.pool().stream()
                .filter(view -> !isWrapped(view))
                .flatMap(view -> view.status().stream())
                .mapToLong(RaftStatus::term)
                .max()
                .orElse(-1);
    }

    static boolean isWrapped(ServerView view) {
        return view.status()
                .filter(raft -> raft.term() == RaftStatus.WRAPPED_TERM)
                .isPresent();
    }
}
