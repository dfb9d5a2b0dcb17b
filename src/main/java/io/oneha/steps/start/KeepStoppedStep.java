package io.oneha.steps.start;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;

/** The unit of a stopped oned disabled while its database is a copy that is not whole; starting it enables it again. */
public record KeepStoppedStep(RunContext context, StepSpec.KeepStopped spec) implements SiteWorker {
    public static Description describe(StepSpec.KeepStopped spec, Inventory inventory) {
        return Description.changes(spec, "Keep oned from starting at boot")
                .expects("oned is not running")
                .sends(spec.host(), Unit.DISABLE)
                .proves("its unit is disabled, and has ended", "systemctl enable opennebula");
    }

    @Override
    public boolean holds(Progress progress) {
        Unit unit = new Unit(context, spec.host());
        return !unit.isEnabled() && unit.hasEnded();
    }

    @Override
    public void run(Progress progress) {
        Unit unit = new Unit(context, spec.host());
        if (!unit.hasEnded()) {
            throw new StepException(
                    spec.host() + ": oned runs, or is about to, and must not while its database is replaced",
                    "resume the run: it stops it first");
        }
        unit.does(Unit.DISABLE);
    }
}
