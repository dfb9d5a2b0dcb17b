package io.oneha.steps.roles;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import java.time.Duration;

/** OpenNebula's other services restarted, those that run, one after another. */
public record RestartServicesStep(RunContext context, StepSpec.RestartServices spec) implements SiteWorker {
    private static final Script AGAIN = Script.of("roles/services", "again")
            .with("enable", "")
            .with("start", "")
            .with("spared", "");
    private static final Duration MOST = Duration.ofMinutes(5);

    public static Description describe(StepSpec.RestartServices spec, Inventory inventory) {
        return Description.interrupts(spec, "Restart OpenNebula's other services")
                .expects("they run there")
                .sends(spec.host(), AGAIN)
                .proves("they run again", "");
    }

    @Override
    public boolean holds(Progress progress) {
        return false;
    }

    @Override
    public void run(Progress progress) {
        here().runs(AGAIN, MOST).lines().forEach(progress::line);
    }

    @Override
    public void prove(Progress progress) {
        // Whoever restarts a unit hears whether it runs.
    }
}
