package io.oneha.steps.start;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.CurrentLeader;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import java.time.Duration;
import java.util.Optional;

/** Waits until the zone has a leader again, after the server was stopped that kept it from one, or those were started that it lacked. */
public final class LeaderAgainStep implements Worker {
    /** Servers whose terms have wrapped elect late: 33 s were measured, and as much again on a busy machine. */
    private static final Duration MOST = Duration.ofSeconds(120);

    private final RunContext context;
    private final Duration most;

    public LeaderAgainStep(RunContext context, StepSpec.LeaderAgain spec) {
        this(context, spec, MOST);
    }

    /** @param most how long an election may take */
    LeaderAgainStep(RunContext context, StepSpec.LeaderAgain spec, Duration most) {
        this.context = context;
        this.most = most;
    }

    public static Description describe(StepSpec.LeaderAgain spec, Inventory inventory) {
        return Description.reads(spec, "Wait until the zone has a leader")
                .expects("a majority of the zone's servers runs")
                .looks("wait for the election")
                .proves("a server says that it leads, and a majority is in its term", "");
    }

    @Override
    public boolean holds(Progress progress) {
        Optional<String> leader = new CurrentLeader(context.site()).name();
        leader.ifPresent(name -> progress.line(name + " leads"));
        return leader.isPresent();
    }

    @Override
    public void run(Progress progress) {
        BoundedWait.until(
                most,
                "a server to lead",
                progress,
                () -> holds(progress),
                () -> new StepException(
                        "no server leads after " + most.toSeconds() + " s",
                        "`oneha check` says what keeps the zone from a leader; then resume the run"));
    }

    @Override
    public void prove(Progress progress) {
        // It was seen to lead.
    }
}
