package io.oneha.plan;

import io.oneha.base.Endpoint;
import io.oneha.inventory.Inventory;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.PlanInput.Host;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps by which a front-end joins a zone. Their order is OpenNebula's documented one ("Front-end HA", adding more
 * servers): nothing of oned starts on the new server before its credentials, its database and its SERVER_ID are in place.
 */
final class JoinSteps {
    private final PlanInput seen;
    private final Host leader;
    private final Host joiner;
    private final List<Step> steps = new ArrayList<>();

    JoinSteps(PlanInput seen, Host leader, Host joiner) {
        this.seen = seen;
        this.leader = leader;
        this.joiner = joiner;
    }

    List<Step> all() {
        // It is a server of the zone and follows: what comes before the server-add was proved then, and oned runs on
        // the copy.
        if (!follows()) {
            prepare(joiner.name(), leader.name());
        }
        join(joiner.name(), leader.name());
        return List.copyOf(steps);
    }

    private boolean follows() {
        return joiner.view().inPool() && joiner.is(ServerState.FOLLOWER);
    }

    /** Whether the leader reaches the joiner's sshd by its name, as far as was seen. */
    static boolean copiesDirectly(Host leader, Host joiner) {
        return leader.facts().map(HostFacts::peers).orElse(List.of()).stream()
                .anyMatch(peer -> peer.name().equals(joiner.name()) && peer.ssh());
    }

    private void prepare(String host, String from) {
        Inventory inventory = seen.inventory();
        String version = leader.facts().flatMap(HostFacts::packageVersion).orElse("");
        boolean installed = joiner.facts()
                .flatMap(HostFacts::packageVersion)
                .filter(version::equals)
                .isPresent();
        boolean direct = copiesDirectly(leader, joiner);

        add(new StepSpec.Readiness(host, from, seen.others(host)), false);
        add(new StepSpec.Packages(host, from, version), installed);
        add(new StepSpec.Account(host, from), false);
        add(new StepSpec.Configuration(host, from), false);
        add(new StepSpec.Remotes(host, from), false);
        if (direct && !inventory.ensureKeysFor().isEmpty()) {
            add(new StepSpec.Keys(host, inventory.ensureKeysFor(), List.of(from, host)), false);
        }
        add(new StepSpec.Credentials(host, from), joiner.hasCredentialsOf(leader));
        FirstServer.hookScripts(seen, host, from).ifPresent(steps::add);
        add(new StepSpec.Database(host, from, direct), false);
    }

    private void join(String host, String from) {
        add(
                new StepSpec.ServerAdd(host, from, Endpoint.of(host).toString()),
                joiner.view().inPool());
        add(new StepSpec.ServerId(host, from), false);
        add(FirstServer.hooks(seen, joiner, false), false);
        add(new StepSpec.Start(host, from), follows());
        add(new StepSpec.CaughtUp(host, from), false);
        add(new StepSpec.SameData(host, from), false);
        add(new StepSpec.Roles(host, from, Planner.vip(seen).cidr()), false);
        add(new StepSpec.Finish(host), false);
    }

    private void add(StepSpec spec, boolean holds) {
        steps.add(seen.step(spec, holds));
    }
}
