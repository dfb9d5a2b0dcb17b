package io.oneha.plan;

import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.Maintenance.Reboot;
import io.oneha.plan.PlanInput.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps by which one front-end is restarted. Each list ends with {@link StepSpec.Calm}: with it the front-end is done. */
final class RestartSteps {
    private final Maintenance maintenance;
    private final EarlierSteps earlier;
    private final List<Host> members;
    private final String vip;

    RestartSteps(PlanInput seen, Maintenance maintenance, EarlierSteps earlier) {
        this.maintenance = maintenance;
        this.earlier = earlier;
        this.members = seen.members();
        this.vip = Planner.vip(seen).cidr();
    }

    /** Whether oned keeps running, because only the other services are restarted. */
    static boolean sparesOned(Maintenance maintenance) {
        return maintenance.services() && maintenance.command().isEmpty() && maintenance.reboot() == Reboot.NO;
    }

    /** One that follows, before and after. */
    List<StepSpec> ofFollower(Host host, Host leader) {
        return new Round(host, leader.name(), true).steps();
    }

    /**
     * The follower that is to lead next.
     *
     * @param works whether its maintenance is done on this occasion
     */
    List<StepSpec> ofHeir(Host host, Host leader, boolean works) {
        return new Round(host, leader.name(), works).lowered(timeouts(host)).steps();
    }

    /** The one that leads, and follows then. */
    List<StepSpec> ofLeader(Host host, Host heir) {
        return new Round(host, heir.name(), true)
                .handsOver(host.name(), heir.name())
                .steps();
    }

    /** The only server of its zone. */
    List<StepSpec> ofOnly(Host host) {
        return new Round(host, host.name(), true).alone().steps();
    }

    /**
     * What is left of one that an earlier part of the run has stopped.
     *
     * @param works whether it was stopped for its maintenance, and not only to lead next
     * @param heir the server that was to lead when it is the old leader
     */
    List<StepSpec> left(Host host, Host leader, boolean works, String heir) {
        Round round = new Round(host, leader.name(), works);
        boolean leadsNext = host.name().equals(heir) && !host.equals(leader);
        if (leadsNext || earlier.begun().contains(id(host, "lower-timeout"))) {
            round.lowered(timeouts(host));
        }
        // The old leader is stopped after the heir is done; an heir that leads before that was elected by chance.
        boolean handedOver = earlier.proved().contains(heir + ".calm");
        if (handedOver && heir.equals(leader.name()) && !heir.equals(host.name())) {
            round.handsOver(leader.name(), heir);
        }
        List<StepSpec> all = round.steps();
        boolean runs = host.answers() || host.runs();
        boolean toStop = runs && all.stream().anyMatch(step -> isForStopped(step) && !earlier.hasProved(step));
        return all.stream()
                .filter(step -> !(step instanceof StepSpec.Drain))
                .filter(step -> !earlier.hasProved(step)
                        // Somebody may have started it since, or it may have ended.
                        || step instanceof StepSpec.StopServer && toStop
                        || step instanceof StepSpec.StartServer)
                .toList();
    }

    /** What is done while oned is stopped, and counts only then. */
    private static boolean isForStopped(StepSpec step) {
        return step instanceof StepSpec.Work
                || step instanceof StepSpec.Reboot
                || step instanceof StepSpec.LowerTimeout;
    }

    /**
     * The way back for servers that an earlier part of the run has stopped, while nobody leads or a host is away: they are started, and
     * the rest is planned when the zone has a leader.
     */
    List<StepSpec> back(List<Host> stopped) {
        List<StepSpec> steps = new ArrayList<>();
        for (Host host : stopped) {
            steps.add(new StepSpec.StartServer(host.name()));
            if (earlier.begun().contains(id(host, "lower-timeout"))) {
                steps.add(
                        new StepSpec.RestoreTimeout(host.name(), timeouts(host).own()));
            }
        }
        steps.add(new StepSpec.PlanAgain(stopped.get(stopped.size() - 1).name()));
        return steps;
    }

    /** Time-outs that an earlier part of the run has lowered and not put back, on other servers than these. */
    List<StepSpec> leftTimeouts(List<Host> covered) {
        return members.stream()
                .filter(host -> !covered.contains(host))
                .filter(host -> earlier.begun().contains(id(host, "lower-timeout")))
                .<StepSpec>map(host ->
                        new StepSpec.RestoreTimeout(host.name(), timeouts(host).own()))
                .filter(step -> !earlier.hasProved(step))
                .toList();
    }

    /** Why a server cannot be made the one that wins. */
    Optional<Refusal> cannotWin(Host heir) {
        ElectionTimeouts timeouts = timeouts(heir);
        if (timeouts.lowered().isPresent()) {
            return Optional.empty();
        }
        return timeouts.rival()
                .map(rival -> new Refusal(
                        RefusalCode.NO_HEIR,
                        rival + " has a shorter RAFT/ELECTION_TIMEOUT_MS in its oned.conf than the " + timeouts.usual()
                                + " of the others, and would win the election; a run that was given up may have left it",
                        "set it to " + timeouts.usual() + " on " + rival + ", then plan again"))
                .or(() -> Optional.of(new Refusal(
                        RefusalCode.NO_HEIR,
                        "RAFT/ELECTION_TIMEOUT_MS of the servers is " + timeouts.usual() + ", too few heartbeats for "
                                + heir.name() + " to get a shorter one and win the election",
                        "set BROADCAST_TIMEOUT_MS to a tenth of ELECTION_TIMEOUT_MS on all servers")));
    }

    ElectionTimeouts timeouts(Host heir) {
        return ElectionTimeouts.of(members, heir);
    }

    static String id(Host host, String word) {
        return host.name() + "." + word;
    }

    /** One front-end from its check to its calm. */
    private final class Round {
        private final String host;
        private final String then;
        private final boolean works;
        private String leader;
        private String heir = "";
        private boolean alone;
        private Optional<ElectionTimeouts> timeouts = Optional.empty();

        /** @param then who leads when it is back */
        Round(Host host, String then, boolean works) {
            this.host = host.name();
            this.then = then;
            this.leader = then;
            this.works = works;
        }

        Round lowered(ElectionTimeouts to) {
            timeouts = Optional.of(to);
            return this;
        }

        Round handsOver(String from, String to) {
            leader = from;
            heir = to;
            return this;
        }

        Round alone() {
            alone = true;
            return this;
        }

        List<StepSpec> steps() {
            List<StepSpec> steps = new ArrayList<>();
            Reboot reboot = works ? maintenance.reboot() : Reboot.NO;
            steps.add(new StepSpec.Drain(host, leader, vip, reboot != Reboot.NO));
            // It is read at the next start only, and a disk that is full is met before anything is stopped.
            timeouts.flatMap(ElectionTimeouts::lowered)
                    .ifPresent(millis -> steps.add(new StepSpec.LowerTimeout(
                            host, millis, timeouts.orElseThrow().own())));
            steps.add(new StepSpec.StopServer(host, leader, heir));
            // Of two servers neither is elected without the other.
            boolean two = members.size() == 2;
            if (!heir.isEmpty() && !two) {
                steps.add(new StepSpec.Leads(heir, host));
            }
            if (works && !maintenance.command().isEmpty()) {
                steps.add(new StepSpec.Work(host, maintenance.command()));
            }
            if (reboot != Reboot.NO) {
                steps.add(new StepSpec.Reboot(host, reboot == Reboot.IF_NEEDED));
            }
            steps.add(new StepSpec.StartServer(host));
            timeouts.ifPresent(known -> steps.add(new StepSpec.RestoreTimeout(host, known.own())));
            if (alone) {
                steps.add(new StepSpec.Leads(host, host));
            } else if (!heir.isEmpty() && two) {
                steps.add(new StepSpec.Leads(heir, host));
            }
            steps.add(new StepSpec.CaughtUp(host, then));
            if (works && maintenance.services()) {
                steps.add(new StepSpec.RestartServices(host));
            }
            boolean kept = works && !maintenance.equals(Maintenance.NONE) || timeouts.isPresent();
            steps.add(new StepSpec.Calm(host, then, vip, kept));
            return sparesOned(maintenance) ? withoutOned() : steps;
        }

        private List<StepSpec> withoutOned() {
            return List.of(new StepSpec.RestartServices(host), new StepSpec.Calm(host, then, vip, false));
        }
    }
}
