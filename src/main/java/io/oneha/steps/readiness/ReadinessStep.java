package io.oneha.steps.readiness;

import io.oneha.inventory.Inventory;
import io.oneha.inventory.Vip;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.NicAddress;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.SshException;
import io.oneha.steps.account.AccountStep;
import io.oneha.steps.readiness.Readiness.Obstacle;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.Oned;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a host is fit to join, or to be the first server of a zone, looked at anew. Changes nothing. */
public record ReadinessStep(RunContext context, StepSpec.Readiness spec) implements SiteWorker {
    private static final Duration LOOK = Duration.ofSeconds(20);

    public static Description describe(StepSpec.Readiness spec, Inventory inventory) {
        String what = spec.leader().isEmpty() ? " can be the first server" : " can join";
        Description description = Description.reads(spec, "Check that " + spec.host() + what)
                .expects("SSH login works")
                .proves("each check passed", "");
        if (spec.leader().isEmpty()) {
            return description
                    .looks("check that the names of all front-ends resolve there")
                    .looks("check that no other machine answers for "
                            + inventory.vip().map(Vip::address).orElse("the VIP"));
        }
        return description
                .looks("check that the names of all front-ends resolve there, and that ports 22 and 2633 are reachable")
                .looks("compare clock, operating system, disk space and shared datastores with " + spec.leader());
    }

    /** This run's later steps have changed what is looked at. */
    @Override
    public boolean holds(Progress progress) {
        return context.proved().contains(spec.id());
    }

    @Override
    public void run(Progress progress) {
        HostFacts here = site().facts(spec.host(), spec.peers());
        if (spec.leader().isEmpty()) {
            Optional<String> taken = here.privileged() ? taken(here) : Optional.empty();
            Readiness.check(spec.host(), Readiness.first(here, taken), progress);
            return;
        }
        HostFacts there = site().facts(spec.leader(), List.of(spec.host()));
        List<Obstacle> obstacles = new ArrayList<>(Readiness.obstacles(spec, here, there));
        obstacles.addAll(
                Readiness.ports(spec.host(), spec.leader(), new PortProbe(site()).between(spec.host(), members())));
        Readiness.check(spec.host(), obstacles, progress);
        AccountStep.requireRoot(here());
        Readiness.remarks(here, there).forEach(progress::line);
    }

    private Site site() {
        return context.site();
    }

    /** The other front-ends that are servers of the zone already. */
    private List<String> members() {
        List<ZoneServer> servers = site().oned(spec.leader()).servers();
        return spec.peers().stream()
                .filter(peer -> servers.stream().anyMatch(server -> Oned.isOf(server, peer, Oned.endpoint(peer))))
                .toList();
    }

    /** The virtual address, where a machine that is no front-end has it. */
    private Optional<String> taken(HostFacts here) {
        return site().inventory()
                .vip()
                .filter(vip ->
                        !has(here.addresses(), vip) && spec.peers().stream().noneMatch(peer -> has(peer, vip)))
                .map(Vip::address)
                .filter(address -> site().frontEnd(spec.host())
                        .vipInterface()
                        .filter(nic -> new PortProbe(site()).isTaken(spec.host(), address, nic))
                        .isPresent());
    }

    private boolean has(String peer, Vip vip) {
        try {
            return has(site().addresses(peer, LOOK), vip);
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
