package io.oneha.plan;

import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Severity;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.PlanInput.Host;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cures one server of a zone that has a leader, by the least that does it: its database server or its oned started, the leader's
 * credentials, its term set back to the leader's, or a fresh copy of the leader's database. What cannot be seen from a look is judged
 * for the worse: a server whose SERVER_ID is another may have run with it, and what it wrote then nobody can tell.
 */
final class Recovery {
    /** What a recovery mends on the server that it is about. */
    private static final Set<FindingCode> CURED = EnumSet.of(
            FindingCode.LEADER_WITHOUT_MAJORITY,
            FindingCode.QUORUM_LOST,
            FindingCode.NO_FAULT_TOLERANCE,
            FindingCode.SERVER_UNREACHABLE,
            FindingCode.SERVER_SILENT,
            FindingCode.SERVER_AUTH,
            FindingCode.FOLLOWER_LAGGING,
            FindingCode.FOLLOWER_FROZEN,
            FindingCode.LOG_WINDOW,
            FindingCode.CANDIDATE,
            FindingCode.GHOST_SERVER,
            FindingCode.SERVER_ID_MISMATCH,
            FindingCode.DB_DOWN,
            FindingCode.DB_DIVERGED,
            FindingCode.AUTH_DRIFT);

    private final ChangeRequest request;
    private final PlanInput seen;
    private final EarlierSteps earlier;
    private final String name;

    Recovery(ChangeRequest request, PlanInput seen, EarlierSteps earlier) {
        this.request = request;
        this.seen = seen;
        this.earlier = earlier;
        this.name = request.subjects().stream().findFirst().orElse("");
    }

    Decision decide() {
        Optional<Host> patient =
                seen.members().stream().filter(host -> host.name().equals(name)).findFirst();
        return patient.<Decision>map(this::decide).orElseGet(() -> CareGuards.noSuchServer(seen, name));
    }

    private Decision decide(Host patient) {
        Optional<Refusal> refusal = leaderless()
                .or(() -> leads(patient))
                .or(() -> unseen(patient))
                .or(() -> CareGuards.against(seen, List.of(patient), CURED))
                .or(() -> outsideUnit(patient));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Host leader = seen.leader().orElseThrow();
        boolean restores = restores(patient, leader);
        if (!restores && isWell(patient)) {
            return new NothingToDo(name + " follows " + leader.name() + ", and nothing is found of it", List.of());
        }
        RecoverySteps steps = new RecoverySteps(seen, patient, leader, earlier);
        // All that it would do is what a join does.
        Optional<Refusal> joins = restores && steps.isReinstalled() ? FederationRole.joins(seen) : Optional.empty();
        if (joins.isPresent()) {
            return joins.get();
        }
        return plan(patient, leader, restores, restores ? steps.restored() : steps.inPlace());
    }

    private Optional<Refusal> leaderless() {
        boolean leaderless = seen.leader().isEmpty()
                && seen.verdict().findings().stream().anyMatch(finding -> finding.code() == FindingCode.NO_LEADER);
        return leaderless
                ? Optional.of(new Refusal(
                        FindingCode.NO_LEADER,
                        "the zone has no leader that " + name + " could follow",
                        "`oneha fix` brings a zone back to a leader"))
                : Optional.empty();
    }

    /** One that was elected after this run has started it is done but for the rest of its steps. */
    private Optional<Refusal> leads(Host patient) {
        boolean leads = seen.leader().filter(patient::equals).isPresent();
        return leads && !RecoverySteps.hasStarted(patient, earlier)
                ? Optional.of(new Refusal(
                        RefusalCode.LEADS,
                        name + " leads the zone: the others are compared with it, and not the other way round",
                        "`oneha switchover` makes another the leader; then recover " + name))
                : Optional.empty();
    }

    /** One that is cut off from here too cannot be stopped before it meets the others again. */
    private static Optional<Refusal> unseen(Host patient) {
        return PlanGuards.hosts(List.of(patient))
                .map(refusal -> patient.facts().isPresent() || patient.answers()
                        ? refusal
                        : new Refusal(
                                refusal.code(),
                                refusal.reason(),
                                refusal.remedy()
                                        + "; if its oned has run on while it was cut off, it makes the leader step down"
                                        + " when it is back, and the zone changes its leader once, with about 5 s in which nobody"
                                        + " can write"));
    }

    private Optional<Refusal> outsideUnit(Host patient) {
        return patient.isOutsideUnit() && isInstalled(patient)
                ? Optional.of(CareGuards.outsideUnit(patient))
                : Optional.empty();
    }

    static boolean isInstalled(Host host) {
        return host.facts().flatMap(HostFacts::packageVersion).isPresent();
    }

    /** Whether nothing is found of it, and no run is on its way with it. */
    private boolean isWell(Host patient) {
        return earlier.begun().isEmpty()
                && patient.is(ServerState.FOLLOWER)
                && of(patient).isEmpty();
    }

    private List<Finding> of(Host patient) {
        return seen.verdict().findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO
                        && CURED.contains(finding.code())
                        && finding.subject().equals(patient.name()))
                .toList();
    }

    /** Whether nothing less than a copy of the leader's database cures it; what an earlier part of the run has begun stays. */
    private boolean restores(Host patient, Host leader) {
        if (request.restores() || RecoverySteps.hasBegunCopy(patient, earlier)) {
            return true;
        }
        if (RecoverySteps.hasBegunInPlace(patient, earlier)) {
            return false;
        }
        boolean otherId = patient.serverId() != patient.view().server().id()
                || patient.view()
                        .status()
                        .filter(raft ->
                                raft.serverId() != patient.view().server().id())
                        .isPresent();
        boolean diverged = of(patient).stream().anyMatch(finding -> finding.code() == FindingCode.DB_DIVERGED);
        boolean unread = patient.deadDatabase().isEmpty() && !patient.hasLog();
        return otherId || diverged || unread || patient.hasLogWithoutHa() || isOutOfLog(patient, leader);
    }

    /** Whether the leader keeps no more what it misses. */
    private static boolean isOutOfLog(Host patient, Host leader) {
        return last(patient).isPresent()
                && first(leader).isPresent()
                && last(patient).get() + 1 < first(leader).get();
    }

    private static Optional<Long> last(Host host) {
        return host.facts()
                .flatMap(HostFacts::database)
                .flatMap(database -> database.lastIndex().stream().boxed().findFirst());
    }

    private static Optional<Long> first(Host host) {
        return host.facts()
                .flatMap(HostFacts::database)
                .flatMap(database -> database.firstIndex().stream().boxed().findFirst());
    }

    private Plan plan(Host patient, Host leader, boolean restores, List<Step> steps) {
        RecoveryTexts texts =
                new RecoveryTexts(name, steps, seen.snapshot().pool().size());
        return new Plan(
                Intent.RECOVER,
                seen.zoneName(),
                leader.name(),
                steps,
                texts.notices(leader, patient, term(patient)),
                List.of(texts.consent(restores)),
                PlanFingerprint.of(seen, steps));
    }

    private static Optional<Long> term(Host patient) {
        return patient.view().status().map(RaftStatus::term);
    }
}
