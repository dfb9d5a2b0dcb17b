package io.oneha.steps.readiness;

import io.oneha.inventory.Vip;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.NicAddress;
import io.oneha.plan.Work;
import io.oneha.ssh.SshException;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a host is fit to be the first server of a zone, looked at anew. Changes nothing. */
public final class FirstReadinessStep implements Worker {
    private static final Duration LOOK = Duration.ofSeconds(20);

    private final Site site;
    private final String host;
    private final Work.FirstReadiness work;
    private final boolean provedBefore;

    /** @param provedBefore whether this run has seen it already */
    public FirstReadinessStep(Site site, String host, Work.FirstReadiness work, boolean provedBefore) {
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
        Readiness.check(host, Readiness.first(here, here.privileged() ? taken(here) : Optional.empty()), progress);
    }

    private Optional<String> taken(HostFacts here) {
        return Vip.parse(work.vipCidr())
                .filter(vip ->
                        !has(here.addresses(), vip) && work.peers().stream().noneMatch(peer -> has(peer, vip)))
                .map(Vip::address)
                .filter(address -> new PortProbe(site).isTaken(host, address, work.networkInterface()));
    }

    private boolean has(String peer, Vip vip) {
        try {
            return has(site.addresses(peer, LOOK), vip);
        } catch (SshException | StepException e) {
            return false;
        }
    }

    private static boolean has(List<NicAddress> addresses, Vip vip) {
        return addresses.stream().anyMatch(other -> vip.isAddress(other.address()));
    }

    @Override
    public void prove(Progress progress) {
        // It only looked.
    }
}
