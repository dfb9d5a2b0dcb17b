package io.oneha.plan;

import io.oneha.plan.PlanInput.Host;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The steps by which one server of a zone is cured, from its check to its calm. */
final class RecoverySteps {
    /** Servers that take part in their zone. */
    private static final Set<ServerState> IN_RAFT = Set.of(ServerState.FOLLOWER, ServerState.LEADER);

    private final PlanInput seen;
    private final Host patient;
    private final Host leader;
    private final EarlierSteps earlier;
    private final String host;
    private final String from;

    RecoverySteps(PlanInput seen, Host patient, Host leader, EarlierSteps earlier) {
        this.seen = seen;
        this.patient = patient;
        this.leader = leader;
        this.earlier = earlier;
        this.host = patient.name();
        this.from = leader.name();
    }

    /** Whether an earlier part of the run has begun what leaves it without a database of its own. */
    static boolean hasBegunCopy(Host patient, EarlierSteps earlier) {
        String host = patient.name();
        return Stream.of(new StepSpec.KeepStopped(host), new StepSpec.Database(host, "", false))
                .anyMatch(earlier::hasBegun);
    }

    /** Whether an earlier part of the run was about to start it on its own database. */
    static boolean hasBegunInPlace(Host patient, EarlierSteps earlier) {
        String host = patient.name();
        return Stream.of(new StepSpec.ResetTerm(host, ""), new StepSpec.StartServer(host))
                .anyMatch(earlier::hasBegun);
    }

    /** Whether an earlier part of the run has started its oned, which runs as a server of the zone: nothing before that is done again. */
    static boolean hasStarted(Host patient, EarlierSteps earlier) {
        String host = patient.name();
        return IN_RAFT.stream().anyMatch(patient::is)
                && Stream.of(new StepSpec.StartServer(host), new StepSpec.Start(host, ""))
                        .anyMatch(earlier::hasBegun);
    }

    /** On its own database. */
    List<Step> inPlace() {
        List<StepSpec> steps = new ArrayList<>();
        if (!hasStarted(patient, earlier)) {
            databaseServer(steps);
            steps.add(new StepSpec.Curable(host, from, false));
            stop(steps);
            if (!patient.hasCredentialsOf(leader) || hasBegun(new StepSpec.Credentials(host, from))) {
                steps.add(new StepSpec.Credentials(host, from));
            }
            // Also of one that is stopped: it may have stood for election before that.
            steps.add(new StepSpec.ResetTerm(host, from));
        }
        steps.add(new StepSpec.StartServer(host));
        steps.add(new StepSpec.CaughtUp(host, from));
        steps.add(calm());
        return described(steps);
    }

    /** On a copy of the leader's. */
    List<Step> restored() {
        if (hasStarted(patient, earlier)) {
            return described(List.of(
                    new StepSpec.Start(host, from),
                    new StepSpec.CaughtUp(host, from),
                    new StepSpec.SameData(host, from),
                    calm(),
                    new StepSpec.Finish(host)));
        }
        if (isReinstalled()) {
            return reinstalled();
        }
        List<StepSpec> steps = new ArrayList<>();
        databaseServer(steps);
        steps.add(new StepSpec.Curable(host, from, true));
        stop(steps);
        steps.add(new StepSpec.KeepStopped(host));
        steps.add(new StepSpec.Account(host, from));
        steps.add(new StepSpec.Credentials(host, from));
        steps.add(new StepSpec.Database(host, from, JoinSteps.copiesDirectly(leader, patient)));
        steps.add(new StepSpec.ServerId(host, from));
        steps.add(new StepSpec.ResetServer(host, from));
        steps.add(new StepSpec.Start(host, from));
        steps.add(new StepSpec.CaughtUp(host, from));
        steps.add(new StepSpec.SameData(host, from));
        steps.add(calm());
        steps.add(new StepSpec.Finish(host));
        return described(steps);
    }

    /** Whether it has nothing of OpenNebula on it, or had nothing before this run. */
    boolean isReinstalled() {
        return !hasStarted(patient, earlier)
                && (!Recovery.isInstalled(patient) || hasBegun(new StepSpec.Packages(host, from, "")));
    }

    /** A machine with nothing of OpenNebula on it, under the name of a server: it joins, but for the server-add. */
    private List<Step> reinstalled() {
        List<Step> steps = new ArrayList<>();
        for (Step step : new JoinSteps(seen, leader, patient).all()) {
            if (step.spec() instanceof StepSpec.ServerAdd) {
                continue;
            }
            if (step.spec() instanceof StepSpec.Start) {
                steps.add(seen.step(new StepSpec.ResetServer(host, from), false));
            }
            if (step.spec() instanceof StepSpec.Finish) {
                steps.add(seen.step(calm(), false));
            }
            steps.add(step);
            if (step.spec() instanceof StepSpec.Packages) {
                steps.add(seen.step(new StepSpec.KeepStopped(host), false));
            }
        }
        return List.copyOf(steps);
    }

    /** What is wrong with its database is only seen while its server runs. */
    private void databaseServer(List<StepSpec> steps) {
        StepSpec start = new StepSpec.StartDatabase(host);
        if (patient.deadDatabase().isPresent() || hasBegun(start)) {
            steps.add(start);
        }
    }

    private void stop(List<StepSpec> steps) {
        StepSpec stop = new StepSpec.StopServer(host, from, "");
        if (patient.runs() || patient.answers() || hasBegun(stop)) {
            steps.add(stop);
        }
    }

    private boolean hasBegun(StepSpec step) {
        return earlier.hasBegun(step);
    }

    private StepSpec calm() {
        return new StepSpec.Calm(host, from, Planner.vip(seen).cidr(), false);
    }

    /** Checks that were proved are not made again: what the run has done since is no longer what they look for. */
    private List<Step> described(List<StepSpec> steps) {
        return steps.stream()
                .filter(step -> !(step instanceof StepSpec.Curable) || !earlier.hasProved(step))
                .map(step -> seen.step(step, false))
                .toList();
    }
}
