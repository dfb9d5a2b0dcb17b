package io.oneha.run;

import io.oneha.health.Overall;
import io.oneha.steps.site.VipCounts;
import io.oneha.steps.site.WriteCounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sights of a zone of three. */
public final class RunSights {
    public static final RunSight.Costs COSTS = new RunSight.Costs(
            new WriteCounts(52, 49, Duration.ofMillis(5_612)),
            new VipCounts(List.of(Duration.ofSeconds(7)), 31, 7, 0, false),
            Optional.of(Happenings.at(8_000)),
            Optional.of(Happenings.at(12_250)));

    private RunSights() {}

    /** All is well, and this server leads and has the address. */
    public static RunSight wellLed(boolean ends, String leader, long term) {
        return led(ends, leader, term, Overall.OK, List.of());
    }

    /** The same with findings. */
    public static RunSight led(boolean ends, String leader, long term, Overall overall, List<RunSight.Found> findings) {
        List<RunSight.Server> servers = List.of("n1a1", "n1a2", "n1a3").stream()
                .map(name -> server(name, name.equals(leader) ? "leader" : "follower", term, name.equals(leader)))
                .toList();
        return new RunSight(
                ends, "6.10.0", overall, findings, servers, "192.0.2.9/24", ends ? COSTS : RunSight.Costs.NONE);
    }

    public static RunSight.Server server(String name, String state, long term, boolean vip) {
        return new RunSight.Server(name, state, term, 100 + term, 100 + term, Optional.of(vip));
    }
}
