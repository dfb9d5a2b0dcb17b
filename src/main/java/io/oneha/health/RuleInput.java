package io.oneha.health;

import io.oneha.observe.Leadership;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The newest snapshot of a history, and what every rule wants to know of it. */
final class RuleInput {
    /** The subject of findings that concern no server in particular. */
    static final String ZONE = Finding.ZONE;

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
        this.now = history.recent().get(history.recent().size() - 1);
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
        return pool.isEmpty() || pool.size() == 1 && is(pool.get(0), ServerState.SOLO);
    }

    List<ServerView> members(Predicate<ServerView> which) {
        return pool.stream().filter(which).toList();
    }

    /**
     * Whether a follower stays in a term before the leader's. An election shows so for one look, therefore it must have been
     * behind the same leader in the look before, when there is one.
     */
    boolean isTermBehind(ServerView view) {
        if (!leadership.proven()
                || !isBehind(view.raft().value(), leadership.status().orElseThrow())) {
            return false;
        }
        int looks = history.recent().size();
        if (looks < 2) {
            return true;
        }
        Snapshot before = history.recent().get(looks - 2);
        RaftStatus leads = leadership.status().orElseThrow();
        return ServerTrack.status(before, leadership.leader().orElseThrow())
                        .filter(raft -> raft.state() == ServerState.LEADER && raft.term() == leads.term())
                        .isPresent()
                && isBehind(ServerTrack.status(before, view), leads);
    }

    private static boolean isBehind(Optional<RaftStatus> raft, RaftStatus leader) {
        return raft.filter(own -> own.state() == ServerState.FOLLOWER && own.term() < leader.term())
                .isPresent();
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
        for (int i = history.recent().size() - 1; i >= 0; i--) {
            Snapshot snapshot = history.recent().get(i);
            if (snapshot.observedAt().isBefore(at().minus(WRAPPED))) {
                break;
            }
            if (snapshot.pool().stream().anyMatch(RuleInput::isWrapped)) {
                return Optional.of(snapshot.observedAt());
            }
        }
        return Optional.empty();
    }

    private long climbed() {
        long lowest = highestTerm(now);
        for (int i = history.recent().size() - 1; i >= 0; i--) {
            Snapshot snapshot = history.recent().get(i);
            if (snapshot.observedAt().isBefore(at().minus(WILD))) {
                break;
            }
            long highest = highestTerm(snapshot);
            lowest = highest < 0 ? lowest : Math.min(lowest, highest);
        }
        return highestTerm(now) - lowest;
    }

    private static long highestTerm(Snapshot snapshot) {
        long highest = -1;
        for (ServerView view : snapshot.pool()) {
            highest = Math.max(
                    highest,
                    isWrapped(view)
                            ? -1
                            : view.raft().value().map(RaftStatus::term).orElse(-1L));
        }
        return highest;
    }

    static boolean isWrapped(ServerView view) {
        return view.raft()
                .value()
                .filter(raft -> raft.term() == RaftStatus.WRAPPED_TERM)
                .isPresent();
    }

    static boolean is(ServerView view, ServerState state) {
        return view.raft().value().filter(raft -> raft.state() == state).isPresent();
    }

    static boolean failed(ServerView view, FailureKind kind) {
        return view.raft().failure().filter(failure -> failure.kind() == kind).isPresent();
    }

    /** Whether the failure is one of the way there, which leaves it open what the server does. */
    static boolean isUnseen(ServerView view) {
        return view.raft()
                .failure()
                .filter(failure -> failure.kind().isOfTheWay())
                .isPresent();
    }

    static boolean answered(ServerView view) {
        return view.raft().value().isPresent();
    }

    static Finding critical(FindingCode code, String subject, String reason, String remedy) {
        return new Finding(code, Severity.CRITICAL, subject, reason, remedy);
    }

    static Finding warning(FindingCode code, String subject, String reason, String remedy) {
        return new Finding(code, Severity.WARNING, subject, reason, remedy);
    }

    static Finding info(FindingCode code, String subject, String reason, String remedy) {
        return new Finding(code, Severity.INFO, subject, reason, remedy);
    }
}
