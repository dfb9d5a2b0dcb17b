package io.oneha.steps.caughtup;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.CurrentLeader;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.Oned;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits until a follower is level with its leader. It catches up at the next write and not before, so where nobody writes an
 * attribute is written as it is.
 */
public final class CaughtUpStep implements Worker {
    private static final Duration LEVEL = Duration.ofMinutes(10);
    /** Entries come with every heartbeat, twice a second, where there are any. */
    private static final Duration QUIET = Duration.ofMillis(600);
    /** A leader that answers none of so many looks is not waited for. */
    private static final int MOST_UNANSWERED = 5;

    private final RunContext context;
    private final StepSpec.CaughtUp spec;
    private final String host;
    private String seen = "";
    private int unanswered;
    /** The index at which it was told that it waits; none has -2. */
    private BigInteger waitsAt = BigInteger.valueOf(-2);

    public CaughtUpStep(RunContext context, StepSpec.CaughtUp spec) {
        this.context = context;
        this.spec = spec;
        this.host = spec.host();
    }

    /** With whoever leads by now, where the plan was made without a leader. */
    public static CaughtUpStep of(RunContext context, StepSpec.CaughtUp spec) {
        return spec.leader().isEmpty()
                ? new CaughtUpStep(
                        context,
                        new StepSpec.CaughtUp(spec.host(), new CurrentLeader(context.site()).required(), spec.write()))
                : new CaughtUpStep(context, spec);
    }

    public static Description describe(StepSpec.CaughtUp spec, Inventory inventory) {
        return Description.changes(spec, "Wait until " + spec.host() + " has caught up")
                .expects("it is a follower")
                .looks("wait until its log index is the leader's")
                .calls(
                        CurrentLeader.words(spec.leader()),
                        spec.write().call(),
                        "of " + spec.write().attribute() + ", unchanged, if nobody writes")
                .proves("index and commit are the leader's, within the log window", "");
    }

    @Override
    public boolean holds(Progress progress) {
        // Of a follower that is found by running it.
        return host.equals(spec.leader()) && context.site().oned(host).is(ServerState.LEADER);
    }

    @Override
    public void run(Progress progress) {
        long[] since = {System.nanoTime()};
        BigInteger[] last = {BigInteger.valueOf(-1)};
        BoundedWait.until(
                LEVEL,
                host + " to catch up with " + spec.leader(),
                progress,
                () -> {
                    if (isLevel()) {
                        return true;
                    }
                    if (unanswered >= MOST_UNANSWERED) {
                        throw StepException.leaderLost(seen);
                    }
                    BigInteger now = index(host);
                    if (!now.equals(last[0])) {
                        last[0] = now;
                        since[0] = System.nanoTime();
                        progress.line(seen);
                    } else if (System.nanoTime() - since[0] > QUIET.toNanos()) {
                        touch(now, progress);
                        since[0] = System.nanoTime();
                    }
                    return false;
                },
                () -> new StepException(seen, "`oneha check` says what holds it back"));
        if (context.site().oned(spec.leader()).servers().size() == 2) {
            context.sinceAdded(host).ifPresent(took -> progress.measured("writes could wait for " + host, took));
        }
    }

    @Override
    public void prove(Progress progress) {
        // It was seen level. With each write it is behind again for a moment.
    }

    /** Told once for an index: it may wait there for minutes. */
    private void touch(BigInteger at, Progress progress) {
        Oned oned = context.site().oned(spec.leader());
        if (at.equals(waitsAt)) {
            oned.touch(spec.write());
            return;
        }
        waitsAt = at;
        progress.line("it waits for the next write: " + spec.write().attribute() + " is written unchanged");
        oned.touch(spec.write(), progress);
    }

    private BigInteger index(String name) {
        return raft(name).map(RaftStatus::logIndex).orElse(BigInteger.valueOf(-1));
    }

    private Optional<RaftStatus> raft(String name) {
        return context.site().oned(name).raft().value();
    }

    private boolean isLevel() {
        Optional<RaftStatus> leader = raft(spec.leader());
        Optional<RaftStatus> follower = raft(host);
        unanswered = leader.isEmpty() ? unanswered + 1 : 0;
        if (leader.filter(raft -> raft.state() != ServerState.LEADER).isPresent()) {
            throw StepException.leaderLost(spec.leader() + " does not lead any more");
        }
        if (leader.isEmpty() || follower.isEmpty()) {
            seen = (leader.isEmpty() ? spec.leader() : host) + " does not answer";
            return false;
        }
        BigInteger behind = leader.get().logIndex().subtract(follower.get().logIndex());
        BigInteger lag = behind.max(BigInteger.ZERO);
        seen = host + " is " + lag + (lag.equals(BigInteger.ONE) ? " entry" : " entries") + " behind " + spec.leader();
        return follower.get().state() == ServerState.FOLLOWER
                && behind.signum() <= 0
                && follower.get().term() == leader.get().term()
                && follower.get().commit().compareTo(leader.get().commit()) >= 0;
    }
}
