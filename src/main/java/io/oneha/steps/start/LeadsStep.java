package io.oneha.steps.start;

import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.SshException;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import java.time.Duration;
import java.util.Optional;

/** Waits until a server leads after another was stopped. Where it does not come to that, the other one is started again first. */
public record LeadsStep(RunContext context, StepSpec.Leads spec) implements SiteWorker {
    /** Two elections that nobody wins, and a third. */
    private static final Duration ELECTION = Duration.ofSeconds(30);
    /** A server that has heard no leader since its start waits 15 s before it stands for election. */
    private static final Duration WARM_UP = Duration.ofSeconds(120);

    private static final Duration ANSWERS = Duration.ofSeconds(90);

    public static Description describe(StepSpec.Leads spec, Inventory inventory) {
        Description description = Description.reads(spec, "Wait until " + spec.host() + " leads")
                .expects("its log has all that is committed")
                .looks("wait for the election");
        if (isOther(spec)) {
            description.sends(spec.from(), Unit.START).looks("the last only where it does not come to lead");
        }
        return description.proves("it says that it leads", "");
    }

    private static boolean isOther(StepSpec.Leads spec) {
        return !spec.host().equals(spec.from());
    }

    @Override
    public boolean holds(Progress progress) {
        boolean leads = context.site().isSeenLeading(spec.host());
        if (leads) {
            context.change().leads();
            tells(progress);
        }
        return leads;
    }

    @Override
    public void run(Progress progress) {
        try {
            BoundedWait.until(
                    isOther(spec) ? ELECTION : WARM_UP,
                    spec.host() + " to lead",
                    progress,
                    () -> {
                        another().ifPresent(name -> {
                            throw new StepException(
                                    StepException.Cause.LEADER_LOST,
                                    name + " was elected, and not " + spec.host(),
                                    "`oneha switchover --to " + spec.host() + "` tries again");
                        });
                        requireRunning();
                        return context.site().isSeenLeading(spec.host());
                    },
                    () -> new StepException(
                            spec.host() + " does not lead yet",
                            "`oneha check` says what keeps the zone from a leader"));
        } catch (StepException e) {
            startsAgain(progress);
            throw e;
        }
        context.change().leads();
        tells(progress);
    }

    @Override
    public void prove(Progress progress) {
        // It was seen to lead.
    }

    private void tells(Progress progress) {
        context.change().took().ifPresent(took -> progress.measured("nobody led for", took));
    }

    private Optional<String> another() {
        return context.site().inventory().frontEnds().stream()
                .map(FrontEnd::name)
                .filter(name -> !name.equals(spec.host()) && !name.equals(spec.from()))
                .filter(context.site()::isSeenLeading)
                .findFirst();
    }

    /** One that is out of reach for a moment may win all the same. */
    private void requireRunning() {
        try {
            Unit heir = new Unit(context, spec.host());
            if (heir.oned().raft().value().isEmpty() && heir.hasEnded()) {
                throw new StepException("oned has ended on " + spec.host(), "see its log");
            }
        } catch (SshException e) {
            // The election goes by the zone's own network.
        }
    }

    private void startsAgain(Progress progress) {
        if (!isOther(spec)) {
            return;
        }
        Unit from = new Unit(context, spec.from());
        if (from.runs()) {
            return;
        }
        progress.line(spec.from() + " is started again");
        from.does(Unit.START);
        from.awaits(StartServerStep.IN_RAFT, ANSWERS, progress);
    }
}
