package io.oneha.steps.serveradd;

import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.LeaderSafety;
import io.oneha.steps.site.Oned;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
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
public record ServerAddStep(RunContext context, StepSpec.ServerAdd spec) implements SiteWorker {
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final Set<FailureKind> REFUSALS = Set.of(
            FailureKind.AUTHENTICATION,
            FailureKind.AUTHORIZATION,
            FailureKind.NO_LEADER,
            FailureKind.REFUSED,
            FailureKind.UNRESOLVED);

    public static Description describe(StepSpec.ServerAdd spec, Inventory inventory) {
        boolean joins = !spec.host().equals(spec.leader());
        Description description = joins
                ? Description.interrupts(spec, "Add " + spec.host() + " to the zone")
                        .expects("there is one leader, all others have caught up, and the pool does not have "
                                + spec.host())
                : Description.changes(spec, "Add " + spec.host() + " to its own zone")
                        .expects("it answers, solo; the pool is empty");
        return description
                .calls(spec.leader(), Oned.ADD_SERVER, spec.host() + " " + spec.endpoint())
                .proves(
                        "the pool has it, once",
                        "`onezone server-del`" + (joins ? ", while its oned has not started" : ""));
    }

    @Override
    public boolean holds(Progress progress) {
        return leadersOned().find(spec.host()).isPresent();
    }

    @Override
    public void run(Progress progress) {
        for (ZoneServer server : leadersOned().servers()) {
            unfit(server).ifPresent(why -> {
                throw new StepException(
                        "no server is added while " + server.name() + " " + why,
                        "repair it first: `oneha check` says how; then resume the run");
            });
        }
        if (isThereOnceAllIsCommitted(progress)) {
            return;
        }
        context.adds(spec.host());
        Reply<Long> reply = leadersOned().addServer(spec.host(), spec.endpoint());
        Optional<Reply.Failure<Long>> failure = reply.failure();
        if (failure.isEmpty()) {
            return;
        }
        String said = spec.leader() + ": server-add: " + failure.get().text();
        if (REFUSALS.contains(failure.get().kind())) {
            throw new StepException(said, "");
        }
        progress.line(said + "; whether it was done is unknown, the pool is read again");
        BoundedWait.until(
                LATE,
                "the pool to show " + spec.host(),
                progress,
                this::isThere,
                () -> new StepException(
                        said + ", and the pool has no " + spec.host() + " so far: it may still be carried out later",
                        "look with `oneha status` what the zone has; a resumed run looks before it tries again"));
    }

    private boolean isThere() {
        LeaderSafety.requireNotDeposed(context.site(), spec.host(), spec.leader());
        try {
            return leadersOned().find(spec.host()).isPresent();
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
                .orElseThrow(() -> new StepException(spec.leader() + " does not say how far its log is", ""));
        BoundedWait.until(
                LATE,
                spec.leader() + " to have carried out all of its log",
                progress,
                () -> {
                    LeaderSafety.requireNotDeposed(context.site(), spec.host(), spec.leader());
                    boolean done = log().filter(raft -> raft.commit().compareTo(last) >= 0)
                            .isPresent();
                    waited[0] |= !done;
                    return done;
                },
                () -> new StepException(
                        spec.leader() + " has not carried out all of its log",
                        "`oneha check` says what holds it up; then resume the run"));
        return waited[0] && leadersOned().find(spec.host()).isPresent();
    }

    private Optional<RaftStatus> log() {
        return leadersOned().raft().value();
    }

    /** Why a server of the zone is not fit for another one beside it. */
    private Optional<String> unfit(ZoneServer server) {
        Optional<String> name =
                Oned.frontEnd(context.site().inventory(), server).map(FrontEnd::name);
        if (name.isEmpty()) {
            return Optional.of("is not in the inventory, so that its state is unknown");
        }
        Reply<RaftStatus> raft = context.site().oned(name.get()).raft();
        if (raft.failure().isPresent()) {
            return Optional.of("does not answer: " + raft.failure().get().text());
        }
        ServerState state = raft.value().orElseThrow().state();
        boolean leads = name.get().equals(spec.leader());
        boolean fit = List.of(ServerState.FOLLOWER, ServerState.LEADER).contains(state)
                && leads == (state == ServerState.LEADER);
        return fit ? Optional.empty() : Optional.of("is " + state.name().toLowerCase(Locale.ROOT));
    }
}
