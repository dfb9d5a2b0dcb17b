package io.oneha.plan;

import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.PlanInput.Host;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Another leader for a zone of three without a change of configuration: the third server is stopped, then the leader, and the third is
 * started in the same second, so that the heir alone can win. Source: day-2 procedures of OpenNebula's raft, measured on real servers: 5.5
 * to 6.1 s without writes, 14 of 14. What an earlier part of the run has stopped is started before anything else is done.
 */
final class PlainSwitchover {
    /** With more of them the others are a majority that has to be away, and with fewer there is no third. */
    static final int SERVERS = 3;

    static final int GAP_SECONDS = 6;

    private final ChangeRequest request;
    private final PlanInput seen;
    private final EarlierSteps earlier;
    private final List<Host> members;

    PlainSwitchover(ChangeRequest request, PlanInput seen, EarlierSteps earlier) {
        this.request = request;
        this.seen = seen;
        this.earlier = earlier;
        this.members = seen.members();
    }

    Decision decide() {
        List<Host> away = away();
        Optional<Refusal> refusal =
                CareGuards.against(seen, away).or(this::unknown).or(this::otherSize);
        if (refusal.isPresent()) {
            boolean startable = !away.isEmpty() && PlanGuards.address(seen).isEmpty();
            return startable ? plan("", back(away)) : refusal.get();
        }
        Host leader = seen.leader().orElseThrow();
        return leader.name().equals(request.heir()) ? handedOver(leader) : planned(leader, away);
    }

    private String vip() {
        return Planner.vip(seen).cidr();
    }

    /** What this run has stopped, and is not back. */
    private List<Host> away() {
        return members.stream().filter(this::isTouched).filter(Host::isStopped).toList();
    }

    private boolean isTouched(Host host) {
        return earlier.begun().contains(RestartSteps.id(host, "stop-server"))
                || earlier.begun().contains(RestartSteps.id(host, "hand-over"));
    }

    private Optional<Refusal> unknown() {
        return Optional.of(request.heir())
                .filter(name ->
                        !name.isEmpty() && members.stream().map(Host::name).noneMatch(name::equals))
                .map(name -> CareGuards.noSuchServer(seen, name));
    }

    private Optional<Refusal> otherSize() {
        int size = members.size();
        return size == SERVERS
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RefusalCode.NOT_THREE_SERVERS,
                        "a switchover without a change of configuration needs a zone of three servers, and this one has "
                                + size,
                        "`oneha " + RestartTexts.command(request) + "` without --no-config-change"));
    }

    private List<StepSpec> back(List<Host> away) {
        List<StepSpec> steps = new ArrayList<>();
        away.forEach(host -> steps.add(new StepSpec.StartServer(host.name())));
        steps.add(new StepSpec.PlanAgain(away.get(away.size() - 1).name()));
        return steps;
    }

    /** The wanted one leads: what is left is that those which were stopped are back. */
    private Decision handedOver(Host leader) {
        List<StepSpec> steps = new ArrayList<>();
        List<Host> touched = members.stream()
                .filter(host -> isTouched(host) && !host.equals(leader))
                .filter(host -> host.isStopped() || !earlier.proved().contains(RestartSteps.id(host, "calm")))
                .toList();
        touched.stream()
                .filter(host -> earlier.begun().contains(RestartSteps.id(host, "hand-over")))
                .map(host -> new StepSpec.Leads(leader.name(), host.name()))
                .forEach(steps::add);
        touched.forEach(host -> steps.add(new StepSpec.StartServer(host.name())));
        touched.forEach(host -> steps.addAll(settles(host.name(), leader.name())));
        return steps.isEmpty()
                ? new NothingToDo(leader.name() + " leads already", List.of())
                : plan(leader.name(), steps);
    }

    private List<StepSpec> settles(String host, String leader) {
        return List.of(new StepSpec.CaughtUp(host, leader), new StepSpec.Calm(host, leader, vip(), false));
    }

    private Decision planned(Host leader, List<Host> away) {
        if (!away.isEmpty()) {
            return plan(leader.name(), back(away));
        }
        List<Host> followers = members.stream()
                .filter(host -> !host.equals(leader) && host.is(ServerState.FOLLOWER))
                .toList();
        Optional<Host> heir = followers.stream()
                .filter(host -> request.heir().isEmpty() || host.name().equals(request.heir()))
                .findFirst();
        if (heir.isEmpty() || followers.size() != SERVERS - 1) {
            return new Refusal(
                    RefusalCode.NO_HEIR,
                    "not both followers of the zone are caught up",
                    "see what `oneha check` says, then plan again");
        }
        String next = heir.get().name();
        String old = leader.name();
        String other = followers.stream()
                .map(Host::name)
                .filter(name -> !name.equals(next))
                .findFirst()
                .orElseThrow();
        List<StepSpec> steps = new ArrayList<>(List.of(
                new StepSpec.Drain(old, old, vip(), false),
                new StepSpec.Drain(other, old, vip(), false),
                new StepSpec.StopServer(other, old, ""),
                new StepSpec.HandOver(old, next, other),
                new StepSpec.StartServer(other),
                new StepSpec.Leads(next, old),
                new StepSpec.StartServer(old)));
        steps.addAll(settles(other, next));
        steps.addAll(settles(old, next));
        return plan(old, steps);
    }

    private Plan plan(String leader, List<StepSpec> specs) {
        List<Step> steps = specs.stream().map(spec -> seen.step(spec, false)).toList();
        RestartTexts texts = new RestartTexts(
                request, specs, members.size(), FederationRole.of(seen).write());
        return new Plan(
                request.intent(),
                seen.zoneName(),
                leader,
                steps,
                texts.notices(),
                List.of(texts.consent(leader)),
                PlanFingerprint.of(seen, steps));
    }
}
