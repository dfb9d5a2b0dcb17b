package io.oneha.steps.site;

import io.oneha.observe.host.HostFacts;
import java.util.List;
import java.util.Set;

/**
 * What the steps of one run have in common.
 *
 * @param site the hosts
 * @param kept the folder on each host where what was there before is kept
 * @param keptDatabase the database's name where the tables go that were there before
 * @param proved ids of the steps that this run has proved, also before it was interrupted
 * @param clock when servers were added
 * @param vip who has the virtual address meanwhile
 */
public record RunContext(
        Site site, String kept, String keptDatabase, Set<String> proved, JoinClock clock, VipWatch vip) {
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

    /** The oned.conf of a front-end, which is kept before its first change. */
    public ConfFile conf(String host, String path) {
        return new ConfFile(shell(host), path, kept());
    }
}
