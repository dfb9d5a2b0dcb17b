package io.oneha.health;

import static io.oneha.health.FindingCode.*;

import io.oneha.observe.ServerView;
import io.oneha.observe.Via;
import io.oneha.zone.FailureKind;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What follows from what: findings as a tree, causes first and each one's symptoms right behind it. A symptom is what ends by
 * itself when its cause is mended; what needs a repair of its own stays a cause.
 */
final class Causes {
    private static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::code);

    /** What a zone shows that cannot keep a leader. */
    private static final Set<FindingCode> LEADERLESS = EnumSet.of(
            NO_LEADER,
            LEADER_WITHOUT_MAJORITY,
            QUORUM_LOST,
            NO_FAULT_TOLERANCE,
            TERM_WRAPPED,
            TERM_BEHIND,
            CANDIDATE,
            ELECTIONS,
            VIP_MISSING,
            VIP_SPLIT,
            VIP_NOT_ON_LEADER,
            SERVICE_ROLE);

    /** What somebody who cannot win an election shows, or whom nobody elects. */
    private static final Set<FindingCode> UNELECTED =
            EnumSet.of(CANDIDATE, ELECTIONS, VIP_MISSING, VIP_SPLIT, VIP_NOT_ON_LEADER, SERVICE_ROLE);

    private static final Set<FindingCode> TWICE = EnumSet.of(TWO_LEADERS, GHOST_SERVER, VIP_SPLIT, VIP_NOT_ON_LEADER);

    private static final Set<FindingCode> NO_ANSWERS = EnumSet.of(SERVER_AUTH, SERVER_SILENT, SERVER_UNREACHABLE);

    /** What takes a server out of the majority. */
    private static final Set<FindingCode> LOSSES = EnumSet.of(
            DB_DOWN, SERVER_AUTH, SERVER_SILENT, SERVER_UNREACHABLE, FOLLOWER_FROZEN, TERM_BEHIND, CANDIDATE);

    /** Which findings explain which, the strongest explanation first. */
    private interface Rule {
        boolean explains(RuleInput picture, Finding cause, Finding symptom);
    }

    private static final List<Rule> RULES = List.of(
            (picture, cause, symptom) -> cause.code() == POOL_DISAGREES && TWICE.contains(symptom.code()),
            (picture, cause, symptom) -> cause.code() == RUN_UNFINISHED && RunRules.isOfARun(picture, symptom),
            (picture, cause, symptom) -> isRefusal(picture, cause) && LEADERLESS.contains(symptom.code()),
            (picture, cause, symptom) -> cause.code() == GHOST_SERVER
                    && cause.severity() == Severity.CRITICAL
                    && LEADERLESS.contains(symptom.code())
                    && symptom.code() != QUORUM_LOST,
            (picture, cause, symptom) -> isHungLeader(picture, cause) && LEADERLESS.contains(symptom.code()),
            (picture, cause, symptom) -> symptom.code() == SERVER_UNREACHABLE
                    && isSame(cause, symptom)
                    && cause.code() == HOST_KEY
                    && concerns(picture, symptom, view -> view.via() == Via.SSH),
            (picture, cause, symptom) ->
                    isSame(cause, symptom) && cause.code() == DB_DOWN && isBehindDatabase(symptom.code()),
            (picture, cause, symptom) -> cause.code() == DB_DOWN
                    && (symptom.code() == QUORUM_LOST || symptom.code() == LEADER_WITHOUT_MAJORITY)
                    && concerns(picture, cause, view -> !Quorum.takesPart(view) || view.is(ServerState.LEADER)),
            (picture, cause, symptom) ->
                    (cause.code() == QUORUM_LOST || cause.code() == NO_LEADER) && UNELECTED.contains(symptom.code()),
            (picture, cause, symptom) ->
                    cause.code() == TWO_LEADERS && (symptom.code() == VIP_SPLIT || symptom.code() == VIP_NOT_ON_LEADER),
            (picture, cause, symptom) -> cause.code() == LEADER_WITHOUT_MAJORITY && symptom.code() == FOLLOWER_LAGGING,
            (picture, cause, symptom) -> symptom.code() == SSH_DOWN
                    && isSame(cause, symptom)
                    && cause.code() == SERVER_UNREACHABLE
                    && concerns(picture, cause, view -> view.isUnseen() || view.failed(FailureKind.SILENT)),
            (picture, cause, symptom) -> symptom.code() == NO_FAULT_TOLERANCE && isOnlyLoss(picture, cause));

    private Causes() {}

    /** The findings as a tree, depth first. */
    static List<Finding> ordered(RuleInput picture, List<Finding> findings) {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(WORST_FIRST);
        Map<Finding, Finding> causes = new HashMap<>();
        for (Rule rule : RULES) {
            for (Finding symptom : sorted) {
                if (!causes.containsKey(symptom)) {
                    sorted.stream()
                            .filter(cause -> !reaches(causes, cause, symptom) && rule.explains(picture, cause, symptom))
                            .findFirst()
                            .ifPresent(cause -> causes.put(symptom, cause));
                }
            }
        }
        return raised(sorted, causes, Optional.empty());
    }

    /** Those that follow from one finding, or the roots, with theirs behind each; as bad as the worst of theirs. */
    private static List<Finding> raised(List<Finding> sorted, Map<Finding, Finding> causes, Optional<Finding> cause) {
        List<List<Finding>> branches = new ArrayList<>();
        for (Finding finding : sorted) {
            if (Optional.ofNullable(causes.get(finding)).equals(cause)) {
                List<Finding> branch = new ArrayList<>(raised(sorted, causes, Optional.of(finding)));
                Finding top = finding;
                for (Finding below : branch) {
                    top = top.atLeast(below.severity());
                }
                branch.add(0, cause.map(top::causedBy).orElse(top));
                branches.add(branch);
            }
        }
        branches.sort(Comparator.comparing(branch -> branch.get(0), WORST_FIRST));
        return branches.stream().flatMap(List::stream).toList();
    }

    /** Whether one finding is another, or follows from it through others. */
    private static boolean reaches(Map<Finding, Finding> causes, Finding from, Finding to) {
        Set<Finding> seen = new HashSet<>();
        for (Finding at = from; at != null && seen.add(at); at = causes.get(at)) {
            if (at.equals(to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(Finding one, Finding other) {
        return one.subject().equals(other.subject()) && one.code() != other.code();
    }

    /** A server that refuses its leader's login, or did until its oned ended. */
    private static boolean isRefusal(RuleInput picture, Finding cause) {
        return (picture.termsRunWild() || picture.leadership.leader().isEmpty())
                && (cause.code() == SERVER_AUTH && cause.severity() == Severity.CRITICAL
                        || cause.code() == DB_DOWN && concerns(picture, cause, view -> !view.answers()));
    }

    /** The only server that is missed while nobody leads hangs, as its host shows: killed, it lets the others elect. */
    private static boolean isHungLeader(RuleInput picture, Finding cause) {
        return cause.code() == SERVER_SILENT
                && !picture.leadership.proven()
                && picture.members(view -> !Quorum.takesPart(view)).size() == 1
                && concerns(picture, cause, view -> ServerRules.isSeenHanging(picture, view));
    }

    private static boolean isBehindDatabase(FindingCode code) {
        return NO_ANSWERS.contains(code) || code == FOLLOWER_FROZEN || code == FOLLOWER_LAGGING;
    }

    /** Of several losses none alone is the cause. */
    private static boolean isOnlyLoss(RuleInput picture, Finding finding) {
        List<ServerView> lost = Health.lost(picture);
        return LOSSES.contains(finding.code())
                && lost.size() == 1
                && lost.get(0).name().equals(finding.subject());
    }

    /** Whether it is about a server of which this is so. */
    private static boolean concerns(RuleInput picture, Finding finding, Predicate<ServerView> which) {
        return picture.now.servers().stream()
                .filter(view -> view.name().equals(finding.subject()))
                .limit(1)
                .anyMatch(which);
    }
}
