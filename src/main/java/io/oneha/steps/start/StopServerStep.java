package io.oneha.steps.start;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.Levels;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A server's oned stopped, after one more look whether the zone can do without it. A candidate does not end by SIGTERM (OpenNebula's
 * election blocks the thread that would end it), nor does one whose database hangs: it is killed, once it is not to start again.
 */
public record StopServerStep(RunContext context, StepSpec.StopServer spec) implements SiteWorker {
    private static final Duration BEFORE_KILL = Duration.ofSeconds(30);
    /** A zone without a leader does not wait for what has no database to come to its end. */
    private static final Duration BEFORE_SOON_KILL = Duration.ofSeconds(1);

    private static final Duration MOST = Duration.ofSeconds(60);

    public static Description describe(StepSpec.StopServer spec, Inventory inventory) {
        Description description = Description.interrupts(spec, "Stop oned")
                .expects(
                        isWithoutLeader(spec)
                                ? "it does not lead, and a majority of the zone's servers runs without it"
                                : "every other server has what " + spec.leader()
                                        + " has committed; that is checked again");
        if (!spec.heir().isEmpty()) {
            description.looks("the next election makes " + spec.heir() + " the leader");
        }
        return description
                .sends(spec.host(), Unit.STOP)
                .sends(spec.host(), Unit.KILL)
                .proves("its unit has ended, and its port is closed", "systemctl start opennebula");
    }

    /** It is what keeps the zone from a leader: nobody can be asked whether the others have what is committed. */
    private static boolean isWithoutLeader(StepSpec.StopServer spec) {
        return spec.leader().isEmpty();
    }

    @Override
    public boolean holds(Progress progress) {
        Unit unit = unit();
        return unit.hasEnded() && unit.oned().raft().value().isEmpty();
    }

    @Override
    public void run(Progress progress) {
        Unit unit = unit();
        Reply<RaftStatus> raft = unit.oned().raft();
        against(raft).ifPresent(why -> {
            throw new StepException(
                    spec.host() + " is not stopped: " + why, "resume the run: it checks again and continues");
        });
        boolean leads = spec.host().equals(spec.leader());
        boolean hangs = isWithoutLeader(spec)
                || is(raft, ServerState.CANDIDATE)
                || raft.failure()
                        .filter(failure -> failure.kind() == FailureKind.SILENT)
                        .isPresent();
        if (leads) {
            context.change().stops();
            context.vip().wanted();
        }
        // One that refuses the zone's own credentials has no database that it could bring to an end.
        boolean refuses = isWithoutLeader(spec)
                && raft.failure()
                        .filter(failure -> failure.kind() == FailureKind.AUTHENTICATION)
                        .isPresent();
        unit.does(Unit.STOP);
        Instant asked = now();
        if (refuses) {
            unit.does(Unit.KILL);
        }
        ends(unit, hangs ? BEFORE_SOON_KILL : BEFORE_KILL, asked, progress);
    }

    private Optional<String> against(Reply<RaftStatus> raft) {
        if (isWithoutLeader(spec)) {
            return is(raft, ServerState.LEADER)
                    ? Optional.of("it says that it leads, so that it is not what keeps the zone from a leader")
                    : Optional.empty();
        }
        return new Levels(context.site(), spec.leader()).against(spec.host());
    }

    private static boolean is(Reply<RaftStatus> raft, ServerState state) {
        return raft.value().filter(its -> its.state() == state).isPresent();
    }

    private void ends(Unit unit, Duration beforeKill, Instant asked, Progress progress) {
        boolean[] killed = {false};
        BoundedWait.until(
                MOST,
                "oned to end on " + spec.host(),
                progress,
                () -> {
                    seesHeir();
                    if (!killed[0] && now().isAfter(asked.plus(beforeKill)) && !unit.hasEnded()) {
                        killed[0] = true;
                        progress.line("it does not end by itself, and is killed");
                        unit.does(Unit.KILL);
                    }
                    return holds(progress);
                },
                () -> new StepException(
                        spec.host() + ": oned does not end",
                        "`systemctl status opennebula` there; then resume the run"));
    }

    /** Another leads as soon as it has missed the heartbeats, which may be before this oned has ended. */
    private void seesHeir() {
        if (!spec.heir().isEmpty()
                && context.change().led().isEmpty()
                && context.site().isSeenLeading(spec.heir())) {
            context.change().leads();
        }
    }

    private Instant now() {
        return context.site().clock().instant();
    }

    private Unit unit() {
        return new Unit(context, spec.host());
    }
}
