package io.oneha.apply.step;

import io.oneha.apply.Progress;
import io.oneha.apply.StepException;
import io.oneha.apply.Worker;
import io.oneha.apply.site.Site;
import io.oneha.inventory.Vip;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.Work;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Waits until the virtual address is on the leader and on no other server: its raft hooks put it there. */
final class RolesStep implements Worker {
    private static final Duration MOVES = Duration.ofSeconds(90);

    private final Site site;
    private final String host;
    private final Work.Roles work;
    private final VipWatch vip;

    RolesStep(Site site, String host, Work.Roles work, VipWatch vip) {
        this.site = site;
        this.host = host;
        this.work = work;
        this.vip = vip;
    }

    @Override
    public boolean holds(Progress progress) {
        boolean there = has(work.leader());
        boolean holds = host.equals(work.leader()) ? there : there && !has(host);
        if (holds) {
            vip.tellsNow(progress);
        }
        return holds;
    }

    @Override
    public void run(Progress progress) {
        Waiting.until(MOVES, work.vipCidr() + " to be where it belongs", progress, () -> isThere(progress), () -> {
            String where = has(work.leader()) ? host + " has " : work.leader() + " does not have ";
            return new StepException(
                    where + work.vipCidr() + ", although " + work.leader() + " leads",
                    "does its raft hook run? /var/log/one/oned.log says what became of raft/vip.sh");
        });
    }

    private boolean isThere(Progress progress) {
        LeaderSafety.requireNotDeposed(site, host, work.leader());
        return holds(progress);
    }

    private boolean has(String name) {
        Predicate<String> isVip = address ->
                Vip.parse(work.vipCidr()).map(vip -> vip.isAddress(address)).orElse(false);
        HostFacts facts = site.facts(name, List.of());
        return facts.addresses().stream().anyMatch(address -> isVip.test(address.address()));
    }
}
