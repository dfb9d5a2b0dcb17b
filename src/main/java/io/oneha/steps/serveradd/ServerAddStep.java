package io.oneha.steps.serveradd;

import io.oneha.inventory.FrontEnd;
import io.oneha.plan.Work;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.JoinClock;
import io.oneha.steps.site.LeaderSafety;
import io.oneha.steps.site.Oned;
import io.oneha.steps.site.Pool;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneServer;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * server-add on the leader, once. oned takes a server twice, and a call that gave no answer may be carried out later: so the
 * pool is read before, and read again instead of repeating the call.
 */
public final class ServerAddStep implements Worker {
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final Set<FailureKind> REFUSALS = Set.of(
            FailureKind.AUTHENTICATION,
            FailureKind.AUTHORIZATION,
            FailureKind.NO_LEADER,
            FailureKind.REFUSED,
            FailureKind.UNRESOLVED);

    private final Site site;
    private final String host;
    private final Work.ServerAdd work;
    private final Pool pool;
    private final JoinClock clock;

    public ServerAddStep(Site site, String host, Work.ServerAdd work, JoinClock clock) {
        this.site = site;
        this.host = host;
        this.work = work;
        this.pool = new Pool(site, work.leader());
        this.clock = clock;
    }

    @Override
    public boolean holds(Progress progress) {
        return !pool.find(host).isEmpty();
    }

    @Override
    public void run(Progress progress) {
        for (ZoneServer server : pool.servers()) {
            unfit(server).ifPresent(why -> {
                throw new StepException(
                        "no server is added while " + server.name() + " " + why,
                        "repair it first: `oneha check` says how; then resume the run");
            });
        }
        if (isThereOnceAllIsCommitted(progress)) {
            return;
        }
        clock.added(host);
        Reply<Long> reply = site.oned(work.leader()).addServer(host, work.endpoint());
        Optional<Reply.Failure<Long>> failure = reply.failure();
        if (failure.isEmpty()) {
            return;
        }
        String said = work.leader() + ": server-add: " + failure.get().text();
        if (REFUSALS.contains(failure.get().kind())) {
            throw new StepException(said, "");
        }
        progress.line(said + "; whether it was done is unknown, the pool is read again");
        BoundedWait.until(
                LATE,
                "the pool to show " + host,
                progress,
                this::isThere,
                () -> new StepException(
                        said + ", and the pool has no " + host + " so far: it may still be carried out later",
                        "look with `oneha status` what the zone has; a resumed run looks before it tries again"));
    }

    private boolean isThere() {
        LeaderSafety.requireNotDeposed(site, host, work.leader());
        try {
            return !pool.find(host).isEmpty();
        } catch (StepException e) {
            // The leader may be busy; the deadline ends this.
            return false;
        }
    }

    /**
     * Whether the pool has it after all. A leader that was just elected has yet to carry out what it took over from the one
     * before: an earlier call's server-add may be in that, and then a second one would come right after it.
     */
    private boolean isThereOnceAllIsCommitted(Progress progress) {
        boolean[] waited = {false};
        BigInteger last = log().map(RaftStatus::logIndex)
                .orElseThrow(() -> new StepException(work.leader() + " does not say how far its log is", ""));
        BoundedWait.until(
                LATE,
                work.leader() + " to have carried out all of its log",
                progress,
                () -> {
                    LeaderSafety.requireNotDeposed(site, host, work.leader());
                    boolean done = log().filter(raft -> raft.commit().compareTo(last) >= 0)
                            .isPresent();
                    waited[0] |= !done;
                    return done;
                },
                () -> new StepException(
                        work.leader() + " has not carried out all of its log",
                        "`oneha check` says what holds it up; then resume the run"));
        return waited[0] && !pool.find(host).isEmpty();
    }

    private Optional<RaftStatus> log() {
        return site.oned(work.leader()).raft().value();
    }

    /** Why a server of the zone is not fit for another one beside it. */
    private Optional<String> unfit(ZoneServer server) {
        Optional<String> name = site.inventory().frontEnds().stream()
                .filter(frontEnd -> Oned.isOf(server, frontEnd.name(), frontEnd.endpoint()))
                .map(FrontEnd::name)
                .findFirst();
        if (name.isEmpty()) {
            return Optional.of("is not in the inventory, so that its state is unknown");
        }
        Reply<RaftStatus> raft = site.oned(name.get()).raft();
        if (raft.failure().isPresent()) {
            return Optional.of("does not answer: " + raft.failure().get().text());
        }
        ServerState state = raft.value().orElseThrow().state();
        boolean leads = name.get().equals(work.leader());
        boolean fit = List.of(ServerState.FOLLOWER, ServerState.LEADER).contains(state)
                && leads == (state == ServerState.LEADER);
        return fit ? Optional.empty() : Optional.of("is " + state.name().toLowerCase(Locale.ROOT));
    }
}
