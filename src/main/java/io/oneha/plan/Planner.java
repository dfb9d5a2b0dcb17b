package io.oneha.plan;

import io.oneha.health.FindingCode;
import io.oneha.inventory.Vip;
import io.oneha.observe.ServerView;
import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.PlanInput.Host;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what is to be done. Sources of the rules: OpenNebula, "Front-end HA"; one-deploy, roles {@code precheck} and
 * {@code opennebula/server}; and what a real zone does when they are broken.
 */
public final class Planner {
    private final ChangeRequest request;
    private final PlanInput seen;
    private final Set<String> begun;

    private Planner(ChangeRequest request, PlanInput seen, Set<String> begun) {
        this.request = request;
        this.seen = seen;
        this.begun = begun;
    }

    /** The steps for a request, or why there are none. Changes nothing and asks nobody. */
    public static Decision decide(ChangeRequest request, PlanInput seen) {
        return decide(request, seen, EarlierSteps.NONE);
    }

    /** The same for a run that goes on. */
    public static Decision decide(ChangeRequest request, PlanInput seen, EarlierSteps earlier) {
        return WayGuards.against(seen)
                .<Decision>map(refusal -> refusal)
                .orElseGet(() -> request.intent().isCare()
                        ? ZoneCare.decide(request, seen, earlier)
                        : new Planner(request, seen, earlier.hosts()).decide());
    }

    private Decision decide() {
        return PlanGuards.inventory(seen)
                .<Decision>map(refusal -> refusal)
                .or(() -> PlanGuards.hosts(seen.hosts()).map(refusal -> refusal))
                .orElseGet(this::byWhatRuns);
    }

    private Decision byWhatRuns() {
        List<Host> hosts = seen.hosts();
        if (hosts.stream().noneMatch(Host::answers) && hosts.stream().noneMatch(Host::runs)) {
            return nothingRuns(hosts);
        }
        List<Host> solos =
                hosts.stream().filter(host -> host.is(ServerState.SOLO)).toList();
        boolean zoneRuns =
                seen.snapshot().pool().stream().anyMatch(view -> view.answers() && !view.is(ServerState.SOLO));
        if (!zoneRuns && solos.size() == 1 && seen.snapshot().pool().size() <= 1) {
            return soloRuns(solos.get(0));
        }
        return zoneRuns();
    }

    private Decision nothingRuns(List<Host> hosts) {
        Optional<Refusal> down = hosts.stream()
                .flatMap(host -> PlanGuards.down(hosts, host, begun).stream())
                .findFirst();
        if (down.isPresent()) {
            return isOursToStart(hosts) ? startedAgain(hosts) : down.get();
        }
        if (request.intent() == Intent.SCALE_UP) {
            return new Refusal(
                    RefusalCode.NO_ZONE,
                    "no oned runs on any front-end: there is no zone to join",
                    "`oneha apply` deploys one");
        }
        if (request.intent() == Intent.FORCE_HA && hosts.size() > 1) {
            return new Refusal(
                    RefusalCode.NOT_ONE_FRONT_END,
                    "the inventory has " + hosts.size() + " front-ends, force-ha is for a single one",
                    "`oneha apply` deploys all of them");
        }
        Optional<Refusal> remains = PlanGuards.remains(hosts.get(0));
        if (remains.isPresent() && !begun.contains(hosts.get(0).name())) {
            return remains.get();
        }
        List<Step> steps = new ArrayList<>(FirstServer.fresh(seen, hosts.get(0)));
        steps.addAll(joins(hosts.get(0), hosts.subList(1, hosts.size())));
        Intent intent = hosts.size() == 1 ? Intent.FORCE_HA : Intent.DEPLOY;
        return plan(intent, hosts.get(0), steps, hosts.size(), 1, hosts.subList(1, hosts.size()));
    }

    /** Whether a zone that is down is the one whose first server this run has made and not yet seen lead. */
    private boolean isOursToStart(List<Host> hosts) {
        return begun.contains(hosts.get(0).name())
                && hosts.stream().skip(1).allMatch(host -> PlanGuards.down(hosts, host, begun)
                        .isEmpty());
    }

    private Decision startedAgain(List<Host> hosts) {
        Host first = hosts.get(0);
        List<Host> others = request.intent() == Intent.FORCE_HA ? List.of() : hosts.subList(1, hosts.size());
        List<Step> steps = new ArrayList<>(UnprovedSteps.ofFirst(seen, first));
        steps.addAll(joins(first, others));
        Intent intent = others.isEmpty() ? Intent.FORCE_HA : Intent.DEPLOY;
        return plan(intent, first, steps, others.size() + 1, 1, others);
    }

    private Decision soloRuns(Host solo) {
        if (request.intent() == Intent.SCALE_UP) {
            return new Refusal(
                    FindingCode.NOT_HA,
                    solo.name() + " runs without HA: there is no raft to join",
                    "`oneha force-ha --adopt` takes it into HA first");
        }
        if (seen.isSqlite(solo)) {
            return new Refusal(
                    FindingCode.DB_NOT_HA,
                    solo.name() + " keeps its database in SQLite, which cannot be replicated",
                    "move it to MariaDB first: `onedb sqlite2mysql`, then BACKEND = \"mysql\" in oned.conf");
        }
        if (!request.adopt() && !begun.contains(solo.name())) {
            return new Refusal(
                    RefusalCode.RUNS_WITHOUT_HA,
                    solo.name() + " runs already, without HA: making it HA-ready restarts its oned",
                    "accept that outage (about 40 s) with --adopt; database and configuration are backed up first");
        }
        List<Host> others = seen.hosts().stream()
                .filter(host -> !host.name().equals(solo.name()))
                .toList();
        Optional<Refusal> busy = PlanGuards.joiners(others);
        if (busy.isPresent()) {
            return busy.get();
        }
        boolean joins = request.intent() != Intent.FORCE_HA;
        List<Step> steps =
                new ArrayList<>(request.adopt() ? FirstServer.adopted(seen, solo) : UnprovedSteps.ofFresh(seen, solo));
        if (joins) {
            steps.addAll(joins(solo, others));
        }
        return plan(
                others.isEmpty() || !joins ? Intent.FORCE_HA : Intent.CONVERGE,
                solo,
                steps,
                joins ? others.size() + 1 : 1,
                1,
                joins ? others : List.of());
    }

    private Decision zoneRuns() {
        List<Host> unfinished = PlanGuards.unfinished(seen, begun);
        Optional<Refusal> unfit = PlanGuards.zone(seen, unfinished);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        Host leader = seen.leader().orElseThrow();
        List<Host> joiners = new ArrayList<>(unfinished);
        if (request.intent() != Intent.FORCE_HA) {
            joiners.addAll(seen.missing());
        }
        List<Step> rest = begun.contains(leader.name()) ? UnprovedSteps.ofLeader(seen, leader) : List.of();
        if (joiners.isEmpty() && rest.isEmpty()) {
            return new NothingToDo(asWanted(leader), manual());
        }
        Optional<Refusal> refusal = (joiners.isEmpty() ? Optional.<Refusal>empty() : PlanGuards.vip(seen, leader))
                .or(() -> PlanGuards.joiners(seen.missing()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!seen.extra().isEmpty() && !joiners.isEmpty()) {
            ServerView extra = seen.extra().get(0);
            return new Refusal(
                    RefusalCode.EXTRA_SERVER,
                    extra.name() + " is in the zone and not in the inventory, so that nobody looks after it while "
                            + joiners.get(0).name() + " joins",
                    "add it to the inventory, or remove it first: " + String.join("; ", manual()));
        }
        int now = seen.snapshot().pool().size();
        int then = now + joiners.size() - unfinished.size();
        List<Step> steps = new ArrayList<>(rest);
        steps.addAll(joins(leader, joiners));
        Intent intent = joiners.isEmpty() && request.intent() == Intent.FORCE_HA ? Intent.FORCE_HA : Intent.SCALE_UP;
        return plan(intent, leader, steps, then, now, joiners);
    }

    private String asWanted(Host leader) {
        int size = seen.snapshot().pool().size();
        String servers = size + (size == 1 ? " server" : " servers");
        List<String> missing = seen.missing().stream().map(Host::name).toList();
        return missing.isEmpty()
                ? "the zone has the " + servers + " that the inventory names, " + leader.name() + " leads"
                : "the zone has " + servers + " and " + leader.name()
                        + " leads, so that it has HA already; the inventory names "
                        + seen.hosts().size() + ": `oneha scale-up` adds " + String.join(", ", missing);
    }

    private List<Step> joins(Host leader, List<Host> joiners) {
        return joiners.stream()
                .flatMap(joiner -> new JoinSteps(seen, leader, joiner).all().stream())
                .toList();
    }

    private Decision plan(Intent intent, Host leader, List<Step> steps, int then, int now, List<Host> joiners) {
        List<String> notices = new ArrayList<>(Notices.ofSizes(now, then));
        for (Host joiner : joiners) {
            if (!JoinSteps.copiesDirectly(leader, joiner)) {
                notices.add(Notices.ofRelay(leader, joiner));
            }
            Notices.ofProxies(leader, joiner).ifPresent(notices::add);
        }
        if (joiners.size() > 0) {
            notices.add("each join makes writes wait from the server-add until the new follower has caught up");
        }
        notices.addAll(Notices.ofSettings(seen.inventory().deploy(), steps));
        notices.addAll(manual());
        List<Plan.Consent> consents = new ArrayList<>();
        if (leader.is(ServerState.SOLO)
                && steps.stream().anyMatch(step -> step.spec() instanceof StepSpec.StartLeader)) {
            consents.add(new Plan.Consent(
                    "oned on " + leader.name() + " is restarted: an outage of about 40 s", leader.name()));
        }
        if (then % 2 == 0 && !request.evenSize()) {
            consents.add(new Plan.Consent(
                    "the zone stays at " + then + " servers, which survives no more losses than " + (then - 1),
                    "even"));
        }
        return new Plan(
                intent,
                seen.zoneName(),
                leader.name(),
                List.copyOf(steps),
                List.copyOf(notices),
                List.copyOf(consents),
                PlanFingerprint.of(seen, steps));
    }

    /** Servers that the inventory no longer names are never removed by us: these are the steps for exactly them. */
    private List<String> manual() {
        return seen.extra().stream()
                .map(extra -> extra.name()
                        + " is in the zone and not in the inventory; it stays. To remove it: stop oned there"
                        + " (`systemctl disable --now opennebula`), then `onezone server-del "
                        + seen.snapshot().zoneId() + " " + extra.server().id() + "`")
                .toList();
    }

    /** The virtual address, which {@link PlanGuards} has seen to be there. */
    static Vip vip(PlanInput seen) {
        return seen.inventory().vip().orElseThrow();
    }
}
