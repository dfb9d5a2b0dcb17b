package io.oneha.steps.site;

import io.oneha.observe.host.HostFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the steps of one run have in common.
 *
 * @param site the hosts
 * @param kept the folder on each host where what was there before is kept
 * @param keptDatabase the database's name where the tables go that were there before
 * @param proved ids of the steps that this run has proved, also before it was interrupted
 * @param added when servers were added: from then on one counts for the majority, and writes may wait for it
 * @param vip who has the virtual address meanwhile
 * @param writes whether writes pass meanwhile
 * @param change the change of leader that the run makes
 */
public record RunContext(
        Site site,
        String kept,
        String keptDatabase,
        Set<String> proved,
        Map<String, Instant> added,
        VipWatch vip,
        WriteWatch writes,
        LeaderChange change) {
    /** That folder, as plans show it. */
    public static final String KEPT = "/var/lib/oneha/backups/oneha-RUN";

    /** A front-end as root. */
    public RootShell shell(String host) {
        return site.shell(host);
    }

    /** A fresh look at a front-end alone. */
    public HostFacts facts(String host) {
        return site.facts(host, List.of());
    }

    /** A server is about to be added to the zone. */
    public void adds(String host) {
        added.putIfAbsent(host, site.clock().instant());
    }

    /** How long ago it was added, when that was in this process. */
    public Optional<Duration> sinceAdded(String host) {
        return Optional.ofNullable(added.get(host))
                .map(at -> Duration.between(at, site.clock().instant()));
    }
}
