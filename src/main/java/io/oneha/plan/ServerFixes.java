package io.oneha.plan;

import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.observe.host.DatabaseTrouble;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.PlanInput.Host;
import io.oneha.zone.FailureKind;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Plans for findings that end when a server's oned or its database is stopped or started, or when a server is recovered. */
final class ServerFixes {
    private static final String STOP = "stop-server";

    private ServerFixes() {}

    /** Nobody leads, or whoever does has no majority: the servers that are stopped are started, one after another. */
    static Decision leaderless(FixInput fix) {
        Optional<Host> culprit = fix.seen().members().stream()
                // One that was stopped answers no more, and must not be taken for one that only has to be started.
                .filter(host -> fix.hasBegun(host.name(), STOP) || refuses(host) && !hasLeader(fix))
                .findFirst();
        if (culprit.isPresent()) {
            return isolated(fix, culprit.get());
        }
        // Without a look at it nobody can tell whether one that refuses every login is the cause.
        Optional<Refusal> unseen = PlanGuards.hosts(fix.seen().members().stream()
                .filter(host -> host.view().failed(FailureKind.AUTHENTICATION)
                        && host.facts().isEmpty())
                .toList());
        if (unseen.isPresent()) {
            return unseen.get();
        }
        List<Host> stopped = fix.seen().members().stream()
                .filter(host -> host.isStopped() || fix.hasBegun(host.name(), "start-server"))
                .toList();
        if (stopped.isEmpty()) {
            return fix.refused();
        }
        List<StepSpec> steps = new ArrayList<>();
        for (Host host : stopped) {
            Optional<Refusal> unfit = unfit(host);
            if (unfit.isPresent()) {
                return unfit.get();
            }
            started(host).forEach(steps::add);
        }
        if (!hasLeader(fix)) {
            steps.add(new StepSpec.LeaderAgain(stopped.get(0).name()));
        }
        // A leader that has no majority may not be the one that is elected then.
        String leader = hasLeader(fix) ? fix.leaderName() : "";
        stopped.forEach(host -> steps.add(new StepSpec.CaughtUp(host.name(), leader)));
        steps.add(new StepSpec.Calm(stopped.get(stopped.size() - 1).name(), leader, fix.vip(), false));
        return fix.plan(steps, List.of());
    }

    /** A server whose oned does not run. */
    static Decision stopped(FixInput fix) {
        return withHost(fix, host -> {
            boolean left = fix.hasBegun(host.name(), "start-server");
            return host.isStopped() || left
                    ? unfit(host)
                            .<Decision>map(refusal -> refusal)
                            .orElseGet(() -> fix.plan(back(fix, host), List.of()))
                    : fix.refused();
        });
    }

    /** A server whose database does not run. */
    static Decision database(FixInput fix) {
        return withHost(fix, host -> {
            // Between two of the elections that it brings about somebody leads for a moment, which saves nobody.
            boolean deposes = fix.finding().isPresent()
                    && refuses(host)
                    && hasDeadDatabase(host)
                    && fix.hasMajorityWithout(host.name());
            if (deposes || takesZoneDown(fix, host)) {
                return isolated(fix, host);
            }
            boolean begun = fix.hasBegun(host.name(), "start-database");
            if (!begun && !hasDeadDatabase(host)) {
                return fix.refused();
            }
            List<StepSpec> steps = new ArrayList<>();
            // Its oned ends some seconds after its database has: it is stopped before that, where the others can do
            // without it.
            boolean stops = fix.hasBegun(host.name(), STOP)
                    || host.runs() && !host.answers() && hasLeader(fix) && !isLeader(fix, host);
            if (stops) {
                steps.add(new StepSpec.StopServer(host.name(), fix.leaderName(), ""));
            }
            steps.add(new StepSpec.StartDatabase(host.name()));
            steps.addAll(back(fix, host));
            return fix.plan(steps.stream().distinct().toList(), List.of());
        });
    }

    /** A server that refuses every login: it takes the zone down, or is only lost to it. */
    static Decision refusing(FixInput fix) {
        return withHost(
                fix,
                host -> takesZoneDown(fix, host) || fix.hasBegun(host.name(), STOP)
                        ? isolated(fix, host)
                        : fix.refused());
    }

    /** A server whose oned hangs: it is killed, and started again. */
    static Decision hanging(FixInput fix) {
        return withHost(fix, host -> {
            boolean left = fix.hasBegun(host.name(), STOP);
            if (!left && !host.runs()) {
                return fix.refused();
            }
            if (!left && !fix.hasMajorityWithout(host.name())) {
                return fix.refused("start the other servers of the zone first, or kill this one by hand: "
                        + "`systemctl kill -s KILL opennebula` on " + host.name());
            }
            List<StepSpec> steps = new ArrayList<>();
            boolean led = hasLeader(fix) && !isLeader(fix, host) && !fix.hasIsolated(host.name());
            steps.add(new StepSpec.StopServer(host.name(), led ? fix.leaderName() : "", ""));
            if (!led || fix.hasBegun(host.name(), "leader-again")) {
                steps.add(new StepSpec.LeaderAgain(host.name()));
            }
            steps.addAll(back(fix, host));
            return fix.plan(steps, List.of());
        });
    }

    /** A follower that waits for a write, or is about to be level. */
    static Decision lagging(FixInput fix) {
        return withHost(
                fix,
                host -> hasLeader(fix)
                        ? fix.plan(List.of(new StepSpec.CaughtUp(host.name(), fix.leaderName())), List.of())
                        : fix.refused());
    }

    /** A server that only stands for election while another leads. */
    static Decision candidate(FixInput fix) {
        return hasLeader(fix) ? recovered(fix) : fix.refused();
    }

    /** A server that a start does not cure. */
    static Decision recovered(FixInput fix) {
        return withHost(
                fix,
                host -> fix.as(ZoneCare.decide(
                        ChangeRequest.recover(host.name(), fix.restores()), fix.seen(), fix.earlier())));
    }

    /** A server whose own database makes it refuse its leader is stopped first of all, and brought back under the next leader. */
    private static Decision isolated(FixInput fix, Host host) {
        String name = host.name();
        boolean left = fix.hasBegun(name, STOP);
        if (!left && !fix.hasMajorityWithout(name)) {
            return hasDeadDatabase(host)
                    ? fix.plan(
                            List.of(new StepSpec.StartDatabase(name), new StepSpec.StartServer(name)),
                            List.of("the zone has no majority without " + name
                                    + ", so that it has a leader again only when " + name + " is back"))
                    : fix.refused();
        }
        List<StepSpec> steps = new ArrayList<>();
        steps.add(new StepSpec.StopServer(name, "", ""));
        steps.add(new StepSpec.LeaderAgain(name));
        if (!hasDeadDatabase(host) && !fix.startsDatabase() && !fix.hasBegun(name, "start-database")) {
            return fix.plan(
                    steps,
                    List.of(name
                            + " stays stopped, because its database does not let oned in: mend that first, or, where the"
                            + " database was never restored, copy it anew with `oneha recover " + name + "`"));
        }
        steps.add(new StepSpec.StartDatabase(name));
        // With the term that its refusals made it would win an election, or depose whoever did.
        steps.add(new StepSpec.ResetTerm(name, ""));
        steps.add(new StepSpec.StartServer(name));
        steps.add(new StepSpec.CaughtUp(name, ""));
        steps.add(new StepSpec.Calm(name, "", fix.vip(), false));
        return fix.plan(steps, List.of());
    }

    private static boolean takesZoneDown(FixInput fix, Host host) {
        boolean found =
                fix.finding().isPresent() && !hasLeader(fix) && (refuses(host) || host.runs() && !host.answers());
        return found || fix.hasIsolated(host.name()) || fix.hasBegun(host.name(), "leader-again");
    }

    private static boolean refuses(Host host) {
        return host.view().failed(FailureKind.AUTHENTICATION) && host.facts().isPresent();
    }

    /** Started, and level again where somebody leads. */
    private static List<StepSpec> back(FixInput fix, Host host) {
        List<StepSpec> steps = new ArrayList<>(started(host));
        boolean again = fix.hasIsolated(host.name())
                || fix.hasBegun(host.name(), "leader-again")
                || !hasLeader(fix) && fix.hasBegun(host.name(), STOP);
        if (hasLeader(fix) && !isLeader(fix, host) || again) {
            String leader = again ? "" : fix.leaderName();
            steps.add(new StepSpec.CaughtUp(host.name(), leader));
            steps.add(new StepSpec.Calm(host.name(), leader, fix.vip(), false));
        }
        return steps;
    }

    private static List<StepSpec> started(Host host) {
        List<StepSpec> steps = new ArrayList<>();
        if (hasDeadDatabase(host)) {
            steps.add(new StepSpec.StartDatabase(host.name()));
        }
        steps.add(new StepSpec.StartServer(host.name()));
        return steps;
    }

    /** Whether somebody leads with a majority, or is the only one to say so and has nothing against it. */
    private static boolean hasLeader(FixInput fix) {
        return fix.seen().verdict().leader().isPresent() && fix.leader().isPresent();
    }

    private static boolean isLeader(FixInput fix, Host host) {
        return fix.leaderName().equals(host.name()) || host.is(ServerState.LEADER);
    }

    /** Whether its database is on the host itself, and its server does not run. */
    private static boolean hasDeadDatabase(Host host) {
        boolean local = host.oned()
                .flatMap(HostFacts.OnedConf::database)
                .filter(conf -> !conf.isLocal())
                .isEmpty();
        return local
                && host.facts()
                        .flatMap(HostFacts::database)
                        .filter(database -> database.isKeptBy(DatabaseTrouble.NO_SERVER))
                        .isPresent();
    }

    /** Why an oned that is stopped must not be started. */
    private static Optional<Refusal> unfit(Host host) {
        Optional<Refusal> unseen = PlanGuards.hosts(List.of(host));
        if (unseen.isPresent()) {
            return unseen;
        }
        if (host.serverId() != host.view().server().id()) {
            return Optional.of(new Refusal(
                    FindingCode.SERVER_ID_MISMATCH,
                    host.name() + " has SERVER_ID = " + host.serverId() + " in its oned.conf, and the zone has it as "
                            + host.view().server().id() + ": started, it would be another server",
                    "`oneha recover " + host.name() + "` makes it the server that the zone has"));
        }
        if (host.facts().flatMap(HostFacts::database).isPresent() && !hasDeadDatabase(host) && !host.hasLog()) {
            return Optional.of(new Refusal(
                    FindingCode.DB_DOWN,
                    host.name() + " has no log of the zone in its database, or does not let oned read it",
                    "`oneha recover " + host.name() + "` copies it from the leader"));
        }
        return Optional.empty();
    }

    private static Decision withHost(FixInput fix, Function<Host, Decision> maker) {
        Optional<Host> host = fix.host().filter(its -> its.view().inPool());
        if (host.isEmpty()) {
            return fix.key().subject().equals(Finding.ZONE)
                    ? fix.refused()
                    : new Refusal(
                            RefusalCode.EXTRA_SERVER,
                            fix.key().subject()
                                    + " is in the zone and not in the inventory, so that oneha does not reach it",
                            "add it to the inventory, then plan again");
        }
        return PlanGuards.hosts(List.of(host.get()))
                .<Decision>map(refusal -> refusal)
                .orElseGet(() -> maker.apply(host.get()));
    }
}
