package io.oneha.steps.start;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.SshException;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.Levels;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import java.time.Duration;

/**
 * The leader stopped and the third server started within the same second. The third has no leader to hear, and waits 15 s before it would
 * stand for election: only the heir does, and has all that was answered since the third was stopped. Whatever fails before the leader
 * stops has the third started again, and the leader too where it may have been told to stop; what fails after it, the leader.
 */
public record HandOverStep(RunContext context, StepSpec.HandOver spec) implements SiteWorker {
    private static final Duration CAUGHT_UP = Duration.ofSeconds(20);
    /** A server answers 3 s after its start, and 10 s on a busy machine. */
    private static final Duration ANSWERS = Duration.ofSeconds(20);

    /** A leader ends by SIGTERM; where it does not, systemd kills it after 90 s. */
    private static final Duration MOST = Duration.ofSeconds(120);

    public static Description describe(StepSpec.HandOver spec, Inventory inventory) {
        return Description.interrupts(spec, "Stop oned and start that of " + spec.other() + " in the same second")
                .expects(spec.other() + " is stopped, and " + spec.heir() + " has what " + spec.host()
                        + " has committed; that is checked again")
                .looks("the next election makes " + spec.heir() + " the leader")
                .sends(spec.host(), Unit.STOP)
                .sends(spec.other(), Unit.START)
                .sends(spec.host(), Unit.START)
                .looks("the last only where " + spec.other() + " does not come back")
                .proves(
                        spec.other() + " answers as a server of the zone, and the unit of " + spec.host()
                                + " has ended",
                        "");
    }

    @Override
    public boolean holds(Progress progress) {
        return false;
    }

    @Override
    public void run(Progress progress) {
        Unit from = unit(spec.host());
        Unit other = unit(spec.other());
        new StartServerStep(context, new StepSpec.StartServer(spec.other())).requireStartable();
        boolean told = false;
        try {
            if (!other.hasEnded()) {
                throw new StepException(
                        spec.other() + ": oned runs there, and must be stopped when " + spec.host() + " is",
                        "resume the run: it begins again");
            }
            awaitHeir(progress);
            context.change().stops();
            context.vip().wanted();
            told = true;
            from.does(Unit.STOP);
        } catch (StepException | SshException e) {
            starts(other, progress);
            if (told) {
                starts(from, progress);
            }
            throw e;
        }
        try {
            other.does(Unit.START);
            awaitOther(other, progress);
        } catch (StepException | SshException e) {
            starts(from, progress);
            throw e;
        }
        ends(from, progress);
    }

    @Override
    public void prove(Progress progress) {
        // Both were seen so.
    }

    /** Every answered write is on the heir: it and the leader have been the majority since the third was stopped. */
    private void awaitHeir(Progress progress) {
        Levels levels = new Levels(context.site(), spec.host());
        String[] why = {""};
        BoundedWait.until(
                CAUGHT_UP,
                spec.heir() + " to have what " + spec.host() + " has committed",
                progress,
                () -> {
                    if (!context.site().isSeenLeading(spec.host())) {
                        throw StepException.leaderLost(spec.host() + " is not seen to lead any more");
                    }
                    why[0] = levels.behind(spec.heir()).orElse("");
                    return why[0].isEmpty();
                },
                () -> new StepException(
                        spec.host() + " is not stopped: " + why[0],
                        "see what `oneha check` says, then resume the run"));
    }

    private void awaitOther(Unit other, Progress progress) {
        seesHeir();
        other.awaits(StartServerStep.IN_RAFT, ANSWERS, progress, this::seesHeir);
    }

    private void ends(Unit from, Progress progress) {
        BoundedWait.until(
                MOST,
                "oned to end on " + spec.host(),
                progress,
                () -> {
                    seesHeir();
                    return hasEnded(from);
                },
                () -> new StepException(
                        spec.host() + ": oned does not end",
                        "`systemctl status opennebula` there; then resume the run"));
    }

    /** One look that fails is no end of the wait: while it lasts the heir and the third are the zone. */
    private static boolean hasEnded(Unit from) {
        try {
            return from.hasEnded();
        } catch (StepException | SshException e) {
            return false;
        }
    }

    private void seesHeir() {
        if (context.change().led().isEmpty() && context.site().isSeenLeading(spec.heir())) {
            context.change().leads();
        }
    }

    /** What was stopped is started; that this fails, too, is told and takes no place from why it was tried. */
    private void starts(Unit unit, Progress progress) {
        try {
            progress.line(unit.shell().name() + " is started again");
            unit.does(Unit.START);
        } catch (StepException | SshException e) {
            progress.line("it is not: " + e.getMessage());
        }
    }

    private Unit unit(String host) {
        return new Unit(context, host);
    }
}
