package io.oneha.steps.roles;

import io.oneha.health.LeaderServices;
import io.oneha.inventory.Inventory;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.util.List;

/** Services that follow the leader started on it, or stopped on a follower. */
public record ServiceRoleStep(RunContext context, StepSpec.ServiceRole spec) implements SiteWorker {
    private static final Duration MOST = Duration.ofMinutes(6);

    public static Description describe(StepSpec.ServiceRole spec, Inventory inventory) {
        String units = String.join(", ", spec.units());
        return Description.interrupts(spec, (leads(spec) ? "Start " : "Stop ") + units)
                .expects(spec.host()
                        + (leads(spec) ? " leads; that is checked again" : " follows; that is checked again"))
                .sends(spec.host(), script(spec))
                .proves(leads(spec) ? "they run there" : "they do not run there", "");
    }

    private static boolean leads(StepSpec.ServiceRole spec) {
        return spec.host().equals(spec.leader());
    }

    private static Script script(StepSpec.ServiceRole spec) {
        return Script.of("roles/role", leads(spec) ? "start" : "stop").with("units", String.join(" ", spec.units()));
    }

    @Override
    public boolean holds(Progress progress) {
        HostFacts facts = context.facts(spec.host());
        List<String> wrong = leads(spec) ? LeaderServices.idle(facts) : LeaderServices.running(facts);
        return wrong.stream().noneMatch(spec.units()::contains);
    }

    @Override
    public void run(Progress progress) {
        ServerState wanted = leads(spec) ? ServerState.LEADER : ServerState.FOLLOWER;
        if (!context.site().oned(spec.host()).is(wanted)) {
            throw StepException.leaderLost(
                    spec.host() + (leads(spec) ? " does not lead any more" : " does not follow any more"));
        }
        here().runs(script(spec), MOST).lines().forEach(progress::line);
    }
}
