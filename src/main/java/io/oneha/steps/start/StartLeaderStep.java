package io.oneha.steps.start;

import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.VipWatch;
import io.oneha.steps.site.Worker;
import io.oneha.zone.ServerState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** oned restarted as the only server of its zone, until it leads: after its warm-up of 15 s and an election. */
public final class StartLeaderStep implements Worker {
    private static final Duration LEADS = Duration.ofSeconds(120);

    private final Unit unit;
    private final Clock clock;
    private final VipWatch vip;

    public StartLeaderStep(Site site, String host, VipWatch vip) {
        this.unit = new Unit(site, host);
        this.clock = site.clock();
        this.vip = vip;
    }

    @Override
    public boolean holds(Progress progress) {
        return unit.is(ServerState.LEADER) && unit.isEnabled();
    }

    @Override
    public void run(Progress progress) {
        unit.enable();
        if (unit.is(ServerState.LEADER)) {
            return;
        }
        Instant away = clock.instant();
        progress.line("oned restarts; it leads after its warm-up and an election, about 21 s");
        vip.wanted();
        unit.restart();
        unit.awaits(ServerState.LEADER, LEADS, progress);
        progress.measured("oned did not lead for", Duration.between(away, clock.instant()));
    }
}
