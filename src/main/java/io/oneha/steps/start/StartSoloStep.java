package io.oneha.steps.start;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.zone.ServerState;
import java.time.Duration;

/** oned started without HA, so that it makes its database: with a SERVER_ID it refuses an empty one. */
public record StartSoloStep(RunContext context, StepSpec.StartSolo spec) implements SiteWorker {
    private static final Duration ANSWERS = Duration.ofSeconds(90);

    public static Description describe(StepSpec.StartSolo spec, Inventory inventory) {
        return Description.changes(spec, "Start oned without HA, which creates its database")
                .expects("database and credentials are in place")
                .sends(spec.host(), Unit.START)
                .proves("it answers, solo", "systemctl stop opennebula");
    }

    @Override
    public boolean holds(Progress progress) {
        Unit unit = new Unit(context, spec.host());
        return unit.oned().is(ServerState.SOLO) || unit.oned().is(ServerState.LEADER);
    }

    @Override
    public void run(Progress progress) {
        Unit unit = new Unit(context, spec.host());
        unit.does(Unit.START);
        unit.awaits(ServerState.SOLO, ANSWERS, progress);
    }
}
