package io.oneha.plan;

import io.oneha.base.Endpoint;
import io.oneha.health.Finding;
import io.oneha.health.LeaderServices;
import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.PlanInput.Host;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans for findings about where things are: the virtual address, services, configuration, entries of the pool. */
final class ZoneFixes {
    private ZoneFixes() {}

    /** The address goes off all that do not lead, then to the leader. */
    static Decision address(FixInput fix) {
        Optional<Host> leader = fix.leader();
        if (leader.isEmpty()) {
            return fix.refused("wait until the zone has a leader, which takes the address by itself");
        }
        Optional<Refusal> unseen = PlanGuards.hosts(fix.seen().members());
        if (unseen.isPresent()) {
            return unseen.get();
        }
        List<StepSpec> steps = new ArrayList<>();
        for (Host host : fix.seen().members()) {
            if (!host.name().equals(leader.get().name())) {
                steps.add(new StepSpec.PlaceVip(host.name(), leader.get().name(), fix.vip()));
            }
        }
        steps.add(new StepSpec.PlaceVip(leader.get().name(), leader.get().name(), fix.vip()));
        return fix.plan(
                steps,
                List.of(
                        "the raft hook starts and stops the services that follow the leader, too; on the leader that takes"
                                + " about 10 s more"));
    }

    /** Units that do not run on the leader are started, those that run on a follower are stopped. */
    static Decision services(FixInput fix) {
        Optional<Host> host = fix.host();
        if (host.isEmpty() || fix.leader().isEmpty()) {
            return fix.refused();
        }
        Optional<Refusal> unseen = PlanGuards.hosts(List.of(host.get()));
        if (unseen.isPresent()) {
            return unseen.get();
        }
        HostFacts facts = host.get().facts().orElseThrow();
        boolean leads = fix.leaderName().equals(host.get().name());
        List<String> units = leads ? LeaderServices.idle(facts) : LeaderServices.running(facts);
        if (units.isEmpty() || !leads && !host.get().is(ServerState.FOLLOWER)) {
            return fix.refused();
        }
        return fix.plan(List.of(new StepSpec.ServiceRole(host.get().name(), fix.leaderName(), units)), List.of());
    }

    /** /etc/one and the drivers as on the leader, while its oned is stopped: with the leader's number it must never start. */
    static Decision configuration(FixInput fix) {
        Optional<Host> host = fix.host().filter(its -> its.view().inPool());
        Optional<Host> leader = fix.leader();
        if (host.isEmpty() || leader.isEmpty()) {
            return fix.refused();
        }
        if (host.get().name().equals(leader.get().name())) {
            return fix.refused("correct it by hand, or let another server lead first: `oneha switchover`");
        }
        boolean stopped = fix.hasBegun(host.get().name(), "stop-server");
        Optional<Refusal> unfit = CareGuards.against(fix.seen(), stopped ? List.of(host.get()) : List.of());
        if (unfit.isPresent()) {
            return unfit.get();
        }
        if (!databases(host.get()).equals(databases(leader.get()))) {
            return fix.refused("correct oned.conf by hand: its section DB is another one than on "
                    + leader.get().name() + ", and oned would not find its database with that of "
                    + leader.get().name());
        }
        String name = host.get().name();
        String from = leader.get().name();
        List<StepSpec> steps = new ArrayList<>();
        for (StepSpec step :
                new RestartSteps(fix.seen(), Maintenance.NONE, fix.earlier()).ofFollower(host.get(), leader.get())) {
            steps.add(step);
            if (step instanceof StepSpec.StopServer) {
                steps.add(new StepSpec.Account(name, from));
                steps.add(new StepSpec.Configuration(name, from));
                steps.add(new StepSpec.Remotes(name, from));
                steps.add(new StepSpec.ServerId(name, from));
                FirstServer.hookScripts(fix.seen(), name, from).map(Step::spec).ifPresent(steps::add);
                steps.add(FirstServer.hooks(fix.seen(), host.get(), false));
            }
        }
        return fix.plan(
                steps.stream()
                        .filter(step -> !stopped || !(step instanceof StepSpec.Drain))
                        .toList(),
                List.of("all of /etc/one on " + name + " becomes as it is on " + from
                        + ", but for SERVER_ID and the hooks' interface; what was there is kept"));
    }

    private static Optional<HostFacts.DatabaseConf> databases(Host host) {
        return host.oned().flatMap(HostFacts.OnedConf::database);
    }

    /** An entry of the pool whose oned never ran is removed; a server that runs and is not in the pool is stopped. */
    static Decision ghost(FixInput fix) {
        Optional<Host> host = fix.host();
        if (host.isEmpty()) {
            return fix.refused();
        }
        if (host.get().view().inPool()) {
            return removed(fix, host.get().view().server());
        }
        if (!fix.hasMajorityWithout(host.get().name())) {
            return fix.refused();
        }
        Optional<Refusal> unseen = PlanGuards.hosts(List.of(host.get()));
        if (unseen.isPresent()) {
            return unseen.get();
        }
        String name = host.get().name();
        return fix.plan(
                List.of(new StepSpec.StopServer(name, "", ""), new StepSpec.LeaderAgain(name)),
                List.of("oned on " + name
                        + " is stopped and starts again at the next boot: `oneha scale-up` lets it join, or"
                        + " `systemctl disable opennebula` keeps it off"));
    }

    /** Of the entries of one server that one goes which no oned has as its number. */
    static Decision duplicate(FixInput fix) {
        List<ServerView> pool = fix.seen().snapshot().pool();
        List<ZoneServer> group = pool.stream()
                .filter(view -> pool.stream()
                        .anyMatch(
                                other -> other.server().name().equals(fix.key().subject())
                                        && isDouble(other.server(), view.server())))
                .map(ServerView::server)
                .toList();
        Optional<Refusal> unseen = PlanGuards.hosts(fix.seen().hosts());
        if (unseen.isPresent()) {
            return unseen.get();
        }
        List<ZoneServer> unused = group.stream()
                .filter(server -> fix.seen().hosts().stream().noneMatch(host -> host.serverId() == server.id()))
                .filter(server -> pool.stream().noneMatch(view -> view.status()
                        .map(RaftStatus::serverId)
                        .filter(id -> id == server.id())
                        .isPresent()))
                .toList();
        // Where all of them are unused, nothing tells which one the server is to be.
        return unused.isEmpty() || unused.size() == group.size()
                ? fix.refused()
                : removed(fix, unused.get(unused.size() - 1));
    }

    private static boolean isDouble(ZoneServer one, ZoneServer other) {
        return one.name().equals(other.name()) || Endpoint.same(one.endpoint(), other.endpoint());
    }

    private static Decision removed(FixInput fix, ZoneServer server) {
        Optional<Host> leader = fix.leader();
        if (leader.isEmpty()) {
            return fix.refused("wait until the zone has a leader: entries are removed on the leader");
        }
        Optional<Refusal> foreign = FederationRole.removals(fix.seen());
        if (foreign.isPresent()) {
            return foreign.get();
        }
        List<String> others = fix.seen().verdict().findings().stream()
                .filter(finding -> !finding.key().equals(fix.key()) && !finding.isSymptom())
                .map(Finding::sentence)
                .collect(Collectors.toList());
        List<String> notices = new ArrayList<>();
        notices.add("the zone has " + (fix.seen().snapshot().pool().size() - 1) + " servers after that");
        if (!others.isEmpty()) {
            notices.add("this is found beside it: " + others.get(0));
        }
        return fix.plan(
                List.of(new StepSpec.ServerDel(leader.get().name(), server.id(), server.name(), server.endpoint())),
                notices);
    }
}
