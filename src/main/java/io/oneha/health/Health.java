package io.oneha.health;

import io.oneha.base.Endpoint;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.tables.TableComparison;
import io.oneha.zone.FailureKind;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Judges a zone by what its servers said and what SSH showed of their hosts: pure, and without the clock. The rules are those of OpenNebula's raft (src/raft,
 * documentation "Front-end HA") and of what a real zone does when it fails.
 *
 * <p>One cause makes one main finding: a server that cannot be reached is not also lagging, and that nothing can be written is
 * either NO_LEADER, QUORUM_LOST (nobody leads, too few take part) or LEADER_WITHOUT_MAJORITY (one says it leads).
 */
public final class Health {
    private Health() {}

    /** The verdict on one snapshot, with nothing before it. */
    public static Verdict judge(Snapshot snapshot) {
        return judge(new History(List.of(snapshot), List.of()));
    }

    /**
     * The verdict on a history's newest snapshot. Without any snapshot it is UNKNOWN.
     */
    public static Verdict judge(History history) {
        return judge(history, Optional.empty());
    }

    /**
     * The same, with a comparison of the servers' tables, which is not made at each look.
     */
    public static Verdict judge(History history, Optional<TableComparison> tables) {
        if (history.recent().isEmpty()) {
            return new Verdict(Overall.UNKNOWN, OptionalInt.empty(), Optional.empty(), List.of());
        }
        RuleInput picture = new RuleInput(history);
        Optional<Finding> nothing = NoAnswer.judge(picture);
        if (nothing.isPresent()) {
            List<Finding> unknown = new ArrayList<>(List.of(nothing.get()));
            unknown.addAll(SshRules.judge(picture));
            unknown.addAll(RunRules.judge(picture));
            return new Verdict(
                    Overall.UNKNOWN,
                    OptionalInt.empty(),
                    Optional.empty(),
                    RunRules.remedied(picture, unknown),
                    Basis.of(picture.now),
                    Optional.empty());
        }
        List<Finding> findings = new ArrayList<>(PoolRules.judge(picture));
        findings.addAll(VipRules.judge(picture));
        findings.addAll(DatabaseRules.judge(picture));
        findings.addAll(DiskRules.judge(picture));
        findings.addAll(SshRules.judge(picture));
        OptionalInt tolerance = OptionalInt.of(0);
        if (!picture.isSolo()) {
            tolerance = tolerance(picture);
            findings.addAll(LeaderRules.judge(picture));
            findings.addAll(ServerRules.judge(picture));
            findings.addAll(LogRules.judge(picture));
            findings.addAll(ServerIdRules.judge(picture));
            findings.addAll(GhostRules.judge(picture));
            findings.addAll(DatabaseRules.notHa(picture));
            findings.addAll(ServiceRules.judge(picture));
            findings.addAll(DriftRules.judge(picture));
            findings.addAll(ShareRules.judge(picture));
            findings.addAll(ClockRules.judge(picture));
            noFaultTolerance(picture, tolerance).ifPresent(findings::add);
            tables.map(DivergenceRules::judge).ifPresent(findings::addAll);
        }
        findings.addAll(RunRules.judge(picture));
        List<Finding> tree = Causes.ordered(picture, RunRules.remedied(picture, findings));
        Overall worst = overall(tree);
        boolean open = tables.filter(DivergenceRules::isOpen).isPresent();
        return new Verdict(
                worst == Overall.OK && open ? Overall.UNKNOWN : worst,
                tolerance,
                picture.leadership.leader().map(ServerView::server),
                tree,
                tables.map(its -> Basis.of(picture.now).with(DivergenceRules.basis(its), open))
                        .orElse(Basis.of(picture.now)),
                picture.isSolo() ? Optional.empty() : LeaderRules.stopped(picture));
    }

    private static Overall overall(List<Finding> findings) {
        if (findings.isEmpty() || findings.get(0).severity() == Severity.INFO) {
            return Overall.OK;
        }
        return findings.get(0).severity() == Severity.CRITICAL ? Overall.CRITICAL : Overall.DEGRADED;
    }

    /** How many machines the zone can lose, the worst ones first: one that has two entries takes both with it. */
    private static OptionalInt tolerance(RuleInput picture) {
        if (!LeaderRules.works(picture)) {
            return OptionalInt.of(0);
        }
        boolean open = picture.pool.stream().anyMatch(view -> view.failed(FailureKind.AUTHORIZATION));
        if (open || !picture.leadership.proven()) {
            return OptionalInt.empty();
        }
        Map<String, Integer> machines = new HashMap<>();
        int entries = 0;
        for (ServerView view : picture.pool) {
            if (helps(picture, view)) {
                machines.merge(Endpoint.key(view.asked()), 1, Integer::sum);
                entries++;
            }
        }
        List<Integer> largestFirst = new ArrayList<>(machines.values());
        largestFirst.sort(Comparator.reverseOrder());
        int losses = 0;
        for (int size : largestFirst) {
            entries -= size;
            if (entries < picture.quorum.majority()) {
                break;
            }
            losses++;
        }
        return OptionalInt.of(losses);
    }

    private static boolean helps(RuleInput picture, ServerView view) {
        ServerView leader = picture.leadership.leader().orElseThrow();
        if (Endpoint.same(view.asked(), leader.asked())) {
            return true;
        }
        long term = leader.status().orElseThrow().term();
        return view.status()
                        .filter(raft -> raft.state() == ServerState.FOLLOWER && raft.term() <= term)
                        .isPresent()
                && !picture.isTermBehind(view)
                && !LogRules.isStuck(picture, view);
    }

    /** Servers of a working zone that do not help its majority. */
    static List<ServerView> lost(RuleInput picture) {
        return picture.leadership.proven() ? picture.members(view -> !helps(picture, view)) : List.of();
    }

    /** Said where servers are lost; that a small zone tolerates little is said by its size. */
    private static Optional<Finding> noFaultTolerance(RuleInput picture, OptionalInt tolerance) {
        int size = picture.pool.size();
        List<ServerView> lost = lost(picture);
        if (lost.isEmpty() || size < 3 || tolerance.isEmpty() || tolerance.getAsInt() > 0) {
            return Optional.empty();
        }
        return Optional.of(FindingCode.NO_FAULT_TOLERANCE.warning(
                Finding.ZONE,
                size - lost.size() + " of " + size + " servers work, " + picture.quorum.majority()
                        + " are needed: one more loss stops the zone",
                "bring back " + Phrases.list(Phrases.names(lost)) + " first"));
    }
}
