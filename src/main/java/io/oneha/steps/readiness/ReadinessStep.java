package io.oneha.steps.readiness;

import io.oneha.observe.host.HostFacts;
import io.oneha.plan.Work;
import io.oneha.steps.account.AccountStep;
import io.oneha.steps.site.Oned;
import io.oneha.steps.site.Pool;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.Worker;
import io.oneha.zone.ZoneServer;
import java.util.ArrayList;
import java.util.List;

/** Whether a host is fit to join, looked at anew. Changes nothing. */
public final class ReadinessStep implements Worker {
    private final Site site;
    private final String host;
    private final Work.Readiness work;
    private final boolean provedBefore;

    /** @param provedBefore whether this run has seen it already: then its later steps have changed what is looked at */
    public ReadinessStep(Site site, String host, Work.Readiness work, boolean provedBefore) {
        this.site = site;
        this.host = host;
        this.work = work;
        this.provedBefore = provedBefore;
    }

    @Override
    public boolean holds(Progress progress) {
        return provedBefore;
    }

    @Override
    public void run(Progress progress) {
        HostFacts here = site.facts(host, work.peers());
        HostFacts there = site.facts(work.leader(), List.of(host));
        List<Readiness.Obstacle> obstacles = new ArrayList<>(Readiness.obstacles(work, here, there));
        obstacles.addAll(Readiness.ports(host, work.leader(), new PortProbe(site).between(host, members())));
        Readiness.check(host, obstacles, progress);
        AccountStep.requireRoot(site, host);
        Readiness.remarks(here, there).forEach(progress::line);
    }

    /** The other front-ends that are servers of the zone already. */
    private List<String> members() {
        List<ZoneServer> servers = new Pool(site, work.leader()).servers();
        return work.peers().stream()
                .filter(peer -> servers.stream().anyMatch(server -> Oned.isOf(server, peer, Pool.endpoint(peer))))
                .toList();
    }

    @Override
    public void prove(Progress progress) {
        // It only looked.
    }
}
