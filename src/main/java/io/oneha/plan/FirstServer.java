package io.oneha.plan;

import io.oneha.base.Endpoint;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.Vip;
import io.oneha.plan.PlanInput.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps that make the first server of a zone: from nothing, or from a front-end that runs without HA. */
final class FirstServer {
    /** The hook script that the package brings. */
    private static final String PACKAGED = "raft/vip.sh";

    private FirstServer() {}

    static List<Step> fresh(PlanInput seen, Host host) {
        String name = host.name();
        Inventory.Database database = seen.inventory().database();
        boolean installed =
                host.facts().flatMap(facts -> facts.packageVersion()).isPresent();
        List<Step> steps = new ArrayList<>();
        steps.add(readiness(seen, name));
        steps.add(seen.step(new StepSpec.Packages(name, "", ""), installed));
        steps.add(seen.step(
                new StepSpec.FirstConfiguration(
                        name,
                        database.name(),
                        database.owner(),
                        Planner.vip(seen).address()),
                false));
        steps.add(seen.step(new StepSpec.Account(name, name), false));
        steps.add(seen.step(new StepSpec.StartSolo(name), false));
        ready(steps, seen, host);
        return List.copyOf(steps);
    }

    static List<Step> adopted(PlanInput seen, Host host) {
        List<Step> steps = new ArrayList<>();
        steps.add(readiness(seen, host.name()));
        steps.add(seen.step(new StepSpec.Backup(host.name()), false));
        ready(steps, seen, host);
        return List.copyOf(steps);
    }

    private static Step readiness(PlanInput seen, String host) {
        return seen.step(new StepSpec.Readiness(host, "", seen.others(host)), false);
    }

    private static void ready(List<Step> steps, PlanInput seen, Host host) {
        String name = host.name();
        hookScripts(seen, name, "").ifPresent(steps::add);
        steps.add(seen.step(
                new StepSpec.ServerAdd(name, name, Endpoint.of(name).toString()),
                host.view().inPool()));
        steps.add(seen.step(new StepSpec.ServerId(name, name), false));
        steps.add(seen.step(hooks(seen, host, true), false));
        steps.add(seen.step(new StepSpec.StartLeader(name), false));
        steps.add(seen.step(new StepSpec.Roles(name, name, Planner.vip(seen).cidr()), false));
    }

    static StepSpec hooks(PlanInput seen, Host host, boolean first) {
        Vip vip = Planner.vip(seen);
        Inventory.Hooks hooks = seen.inventory().hooks();
        return new StepSpec.Hooks(
                host.name(),
                hooks.leader(),
                hooks.follower(),
                host.frontEnd().vipInterface().orElseThrow(),
                vip.cidr(),
                vip.address(),
                first);
    }

    /**
     * The scripts of the raft hooks put in place, where they are not the package's own vip.sh: with failover.sh one-deploy writes
     * another, which runs vip.sh and then the scripts of failover.d (role opennebula/server). A server whose hook is not there
     * gets no virtual address when it becomes the leader, and nothing but a line in its log tells.
     *
     * @param leader whose scripts they are; empty for the first server of a zone
     */
    static Optional<Step> hookScripts(PlanInput seen, String host, String leader) {
        Inventory.Hooks hooks = seen.inventory().hooks();
        List<String> commands = Stream.of(hooks.leader(), hooks.follower())
                .distinct()
                .filter(command -> !command.equals(PACKAGED))
                .toList();
        return commands.isEmpty()
                ? Optional.empty()
                : Optional.of(seen.step(new StepSpec.HookScripts(host, leader, commands), false));
    }
}
