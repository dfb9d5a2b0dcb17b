package io.oneha.steps.start;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.zone.ServerState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** oned restarted as the only server of its zone, until it leads: after its warm-up of 15 s and an election. */
public record StartLeaderStep(RunContext context, StepSpec.StartLeader spec) implements SiteWorker {
    private static final Duration LEADS = Duration.ofSeconds(120);

    public static Description describe(StepSpec.StartLeader spec, Inventory inventory) {
        return Description.interrupts(spec, "Restart oned with HA")
                .expects("SERVER_ID and hooks are written")
                .sends(spec.host(), Unit.ENABLE)
                .sends(spec.host(), Unit.RESTART)
                .proves("it leads", "SERVER_ID = -1, systemctl restart opennebula");
    }

    @Override
    public boolean holds(Progress progress) {
        Unit unit = new Unit(context, spec.host());
        return unit.oned().is(ServerState.LEADER) && unit.isEnabled();
    }

    @Override
    public void run(Progress progress) {
        Unit unit = new Unit(context, spec.host());
        Clock clock = context.site().clock();
        unit.does(Unit.ENABLE);
        if (unit.oned().is(ServerState.LEADER)) {
            return;
        }
        Instant away = clock.instant();
        progress.line("oned restarts; it leads after its warm-up and an election, about 21 s");
        context.vip().wanted();
        unit.does(Unit.RESTART);
        unit.awaits(ServerState.LEADER, LEADS, progress);
        progress.measured("oned did not lead for", Duration.between(away, clock.instant()));
    }
}
