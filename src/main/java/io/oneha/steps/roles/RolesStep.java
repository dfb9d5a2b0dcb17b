package io.oneha.steps.roles;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.LeaderSafety;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Waits until the virtual address is on the leader and on no other server, and the leader's services run there and nowhere else:
 * the raft hooks see to both. On a server that has joined it first enables and starts the services that it lacks.
 */
public final class RolesStep implements Worker {
    private static final Duration MOVES = Duration.ofSeconds(90);

    private final RunContext context;
    private final String host;
    private final StepSpec.Roles spec;
    private final Duration most;
    private final RolePlaces places;
    private final CompanionServices companions;

    public RolesStep(RunContext context, StepSpec.Roles spec) {
        this(context, spec, MOVES);
    }

    /** @param most how long it may take until the address is where it belongs */
    RolesStep(RunContext context, StepSpec.Roles spec, Duration most) {
        this.context = context;
        this.host = spec.host();
        this.spec = spec;
        this.most = most;
        this.places = new RolePlaces(context, host, spec.leader(), spec.vipCidr());
        this.companions = new CompanionServices(context, host, spec.leader());
    }

    public static Description describe(StepSpec.Roles spec, Inventory inventory) {
        boolean joins = !spec.host().equals(spec.leader());
        String title = "Set up services and VIP by role";
        Description description = (joins ? Description.changes(spec, title) : Description.reads(spec, title))
                .expects("there is a leader");
        if (joins) {
            description.sends(spec.host(), CompanionServices.BRING);
        }
        return description
                .looks("wait until " + spec.vipCidr() + " is on the leader and its services run")
                .proves(
                        "the leader alone has the VIP and the leader's services",
                        joins ? "systemctl disable --now for what was enabled" : "");
    }

    @Override
    public boolean holds(Progress progress) {
        boolean holds = against().isEmpty();
        if (holds) {
            context.vip().tellsNow(progress);
        }
        return holds;
    }

    @Override
    public void run(Progress progress) {
        if (!host.equals(spec.leader())) {
            requireLeader();
            companions.bring(progress);
        }
        BoundedWait.until(
                most,
                spec.vipCidr() + " and the leader's services to be where they belong",
                progress,
                () -> isThere(progress),
                () -> against().orElseGet(() -> new StepException(host + ": its role came about too late", "")));
    }

    private void requireLeader() {
        LeaderSafety.requireNotDeposed(context.site(), host, spec.leader());
    }

    private boolean isThere(Progress progress) {
        requireLeader();
        return holds(progress);
    }

    private Optional<StepException> against() {
        return places.against().or(() -> host.equals(spec.leader()) ? Optional.empty() : againstCompanions());
    }

    private Optional<StepException> againstCompanions() {
        List<String> lacking = companions.lacking();
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(new StepException(
                        host + ", otherwise than " + spec.leader() + ": " + String.join(", ", lacking),
                        "`systemctl status` there says why; where it is not wanted: `systemctl mask`; then resume"
                                + " the run"));
    }
}
