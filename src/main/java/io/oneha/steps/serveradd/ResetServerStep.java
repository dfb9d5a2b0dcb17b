package io.oneha.steps.serveradd;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.Oned;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import io.oneha.zone.ZoneServer;

/**
 * Has the leader forget how far a server was, before that starts on a copy: the leader would go on asking for the entry after the old
 * one, which it no longer keeps, and the server would never catch up. It may be done again, and does no harm.
 */
public record ResetServerStep(RunContext context, StepSpec.ResetServer spec) implements SiteWorker {
    public static Description describe(StepSpec.ResetServer spec, Inventory inventory) {
        return Description.changes(spec, "Have " + spec.leader() + " forget how far " + spec.host() + " was")
                .expects("oned is not running on " + spec.host())
                .calls(spec.leader(), Oned.RESET_SERVER, "of " + spec.host())
                .proves(spec.leader() + " answers that it has", "");
    }

    @Override
    public boolean holds(Progress progress) {
        return false;
    }

    @Override
    public void run(Progress progress) {
        ZoneServer server = leadersOned()
                .find(spec.host())
                .orElseThrow(
                        () -> new StepException("the zone has no server " + spec.host(), "plan again: it was removed"));
        leadersOned().resetServer(server.id()).failure().ifPresent(failure -> {
            throw new StepException(
                    spec.leader() + ": server-reset: " + failure.text(), "resume the run: it may be done again");
        });
    }

    @Override
    public void prove(Progress progress) {
        // Nothing shows it but the server's catching up, which is waited for.
    }
}
