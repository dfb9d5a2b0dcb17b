package io.oneha.steps.start;

import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.Worker;
import io.oneha.zone.ServerState;
import java.time.Duration;

/** oned started without HA, so that it makes its database: with a SERVER_ID it refuses an empty one. */
public final class StartSoloStep implements Worker {
    private static final Duration ANSWERS = Duration.ofSeconds(90);

    private final Unit unit;

    public StartSoloStep(Site site, String host) {
        this.unit = new Unit(site, host);
    }

    @Override
    public boolean holds(Progress progress) {
        return unit.is(ServerState.SOLO) || unit.is(ServerState.LEADER);
    }

    @Override
    public void run(Progress progress) {
        unit.start();
        unit.awaits(ServerState.SOLO, ANSWERS, progress);
    }
}
