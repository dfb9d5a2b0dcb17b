package io.oneha.plan;

import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.PlanInput.Host;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Restarts front-ends one after another, followers first, the leader last and after another has been made the one that wins the
 * election. A switchover is the restart of the leader alone. What an earlier part of the run has left stopped comes first: before it is
 * back nothing else is stopped.
 */
final class RollingRestart {
    private static final List<String> AFTER_WORK = List.of("reboot", "start-server");

    private final ChangeRequest request;
    private final PlanInput seen;
    private final EarlierSteps earlier;
    private final List<Host> members;
    private final List<Host> open;

    RollingRestart(ChangeRequest request, PlanInput seen, EarlierSteps earlier) {
        this.request = request;
        this.seen = seen;
        this.earlier = earlier;
        this.members = seen.members();
        this.open = members.stream().filter(this::isOpen).toList();
    }

    /**
     * Whether an earlier part of the run has stopped it and not brought it back. One that runs, and on which nothing was done since, was
     * started again, or never stopped: its turn is still to come.
     */
    private boolean isOpen(Host host) {
        boolean touched = earlier.proved().contains(RestartSteps.id(host, "work"))
                || AFTER_WORK.stream().anyMatch(word -> earlier.begun().contains(RestartSteps.id(host, word)));
        boolean runs = host.answers() || host.runs();
        // The old leader of a switchover that leads again is handed over anew.
        boolean again = request.intent().handsOver() && host.is(ServerState.LEADER);
        return hasBeenStopped(host) && !isDone(host) && !again && (touched || !runs);
    }

    private boolean hasBeenStopped(Host host) {
        return earlier.begun().contains(RestartSteps.id(host, "stop-server"));
    }

    private boolean isDone(Host host) {
        return earlier.proved().contains(RestartSteps.id(host, "calm"));
    }

    Decision decide() {
        Optional<Refusal> refusal = CareGuards.against(seen, open).or(this::unknown);
        return refusal.isPresent() ? back(refusal.get()) : planned(seen.leader().orElseThrow());
    }

    /** What the run itself has stopped may be what the zone lacks: it is started in any case. */
    private Decision back(Refusal refusal) {
        List<Host> stopped = seen.hosts().stream()
                .filter(host -> hasBeenStopped(host) && !isDone(host))
                .filter(Host::isStopped)
                .toList();
        if (stopped.isEmpty() || PlanGuards.address(seen).isPresent()) {
            return refusal;
        }
        return plan("", new RestartSteps(seen, request.maintenance(), earlier).back(stopped));
    }

    private Optional<Refusal> unknown() {
        Set<String> names = members.stream().map(Host::name).collect(Collectors.toSet());
        return Stream.concat(request.subjects().stream(), Stream.of(request.heir()))
                .filter(name -> !name.isEmpty() && !names.contains(name))
                .findFirst()
                .map(name -> CareGuards.noSuchServer(seen, name));
    }

    private Decision planned(Host leader) {
        boolean switchover = request.intent().handsOver();
        RestartSteps restart = new RestartSteps(seen, request.maintenance(), earlier);
        boolean nothingLeft = open.isEmpty() && restart.leftTimeouts(open).isEmpty();
        if (switchover && request.heir().equals(leader.name()) && nothingLeft) {
            return new NothingToDo(leader.name() + " leads already", List.of());
        }
        List<Host> targets = targets(leader, switchover);
        Optional<Refusal> ours = WayGuards.reboots(seen, request.maintenance(), targets);
        if (ours.isPresent()) {
            return ours.get();
        }
        boolean leaderToo = targets.contains(leader) && !RestartSteps.sparesOned(request.maintenance());
        boolean alone = members.size() == 1;
        Optional<Host> heir = leaderToo && !alone ? heir(leader, targets) : Optional.empty();
        if (leaderToo && heir.isEmpty() && (switchover || !alone)) {
            return new Refusal(
                    RefusalCode.NO_HEIR,
                    alone ? "the zone has no other server that could lead" : "no follower of the zone is caught up",
                    "`oneha scale-up` adds servers");
        }
        List<StepSpec> steps = new ArrayList<>();
        open.forEach(host -> steps.addAll(restart.left(host, leader, isAsked(host), request.heir())));
        restart.leftTimeouts(open).forEach(steps::add);
        targets.stream()
                .filter(host -> !leaderToo
                        || !host.equals(leader) && heir.filter(host::equals).isEmpty())
                .forEach(host -> steps.addAll(restart.ofFollower(host, leader)));
        if (leaderToo) {
            Optional<Refusal> slow = heir.flatMap(restart::cannotWin).map(refusal -> otherWay(refusal, switchover));
            if (slow.isPresent()) {
                return slow.get();
            }
            heir.filter(host -> !open.contains(host))
                    .ifPresent(host -> steps.addAll(restart.ofHeir(host, leader, targets.contains(host))));
            steps.addAll(alone ? restart.ofOnly(leader) : restart.ofLeader(leader, heir.orElseThrow()));
        }
        return steps.isEmpty()
                ? new NothingToDo(leader.name() + " leads, and nothing is left to restart", List.of())
                : plan(leader.name(), steps);
    }

    /** Three servers can do without a shorter time-out. */
    private Refusal otherWay(Refusal refusal, boolean switchover) {
        return switchover && members.size() == PlainSwitchover.SERVERS
                ? new Refusal(
                        RefusalCode.NO_HEIR,
                        refusal.reason(),
                        refusal.remedy()
                                + "; or `oneha " + RestartTexts.command(request)
                                + " --no-config-change`, which needs no shorter time-out in a zone of"
                                + " three servers")
                : refusal;
    }

    /** What is left to restart, in the zone's order, but for what oneha needs on its own way: that is spared for as long as may be. */
    private List<Host> targets(Host leader, boolean switchover) {
        if (switchover) {
            return request.heir().equals(leader.name()) ? List.of() : List.of(leader);
        }
        return members.stream()
                .filter(host -> isAsked(host) && !isDone(host) && !open.contains(host))
                .sorted(Comparator.comparing(host -> WayGuards.isOnWay(seen, host)))
                .toList();
    }

    private boolean isAsked(Host host) {
        return request.subjects().isEmpty() || request.subjects().contains(host.name());
    }

    /** The wanted one, or else the one that is restarted last of the followers, or else the first that follows. */
    private Optional<Host> heir(Host leader, List<Host> targets) {
        List<Host> followers =
                members.stream().filter(host -> !host.equals(leader)).toList();
        if (!request.heir().isEmpty() && !request.heir().equals(leader.name())) {
            return followers.stream()
                    .filter(host -> host.name().equals(request.heir()))
                    .findFirst();
        }
        List<Host> level =
                followers.stream().filter(host -> host.is(ServerState.FOLLOWER)).toList();
        return targets.stream()
                .filter(level::contains)
                .reduce((first, second) -> second)
                .or(() -> level.stream().findFirst());
    }

    private Plan plan(String leader, List<StepSpec> specs) {
        List<Step> steps = specs.stream().map(spec -> seen.step(spec, false)).toList();
        RestartTexts texts = new RestartTexts(
                request,
                specs,
                seen.snapshot().pool().size(),
                FederationRole.of(seen).write());
        return new Plan(
                request.intent(),
                seen.zoneName(),
                leader,
                steps,
                Stream.concat(texts.notices().stream(), WayGuards.notices(seen, specs).stream())
                        .toList(),
                List.of(texts.consent(leader)),
                PlanFingerprint.of(seen, steps));
    }
}
