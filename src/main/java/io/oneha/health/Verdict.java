package io.oneha.health;

import io.oneha.zone.ZoneServer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a snapshot means.
 *
 * @param overall the worst finding's word
 * @param faultTolerance how many more servers the zone can lose before it stops; empty when that is not known
 * @param leader the real leader: the highest term with a majority behind it
 * @param findings a tree, depth first: causes worst first, and right behind each the symptoms that it has
 * @param basis what was looked at
 * @param stopped since when no write passes, as far back as was seen; empty while the zone writes, and where it is not known
 */
public record Verdict(
        Overall overall,
        OptionalInt faultTolerance,
        Optional<ZoneServer> leader,
        List<Finding> findings,
        Basis basis,
        Optional<Instant> stopped) {
    /** A verdict of a zone that is not known to have stopped. */
    public Verdict(Overall overall, OptionalInt faultTolerance, Optional<ZoneServer> leader, List<Finding> findings) {
        this(overall, faultTolerance, leader, findings, Basis.RAFT_ONLY, Optional.empty());
    }

    /** The worst cause, whose reason is the verdict's; empty when all is well. */
    public Optional<Finding> worst() {
        return findings.stream().findFirst();
    }

    /** What the headline says: the worst cause, where it is worse than a remark. */
    public Optional<Finding> headline() {
        return worst().filter(finding -> finding.severity() != Severity.INFO);
    }

    /** The findings that follow from no other, worst first. */
    public List<Finding> causes() {
        return findings.stream().filter(finding -> !finding.isSymptom()).toList();
    }

    /** How deep a finding stands in the tree: 0 for a cause. */
    public int depth(Finding finding) {
        int depth = 0;
        Optional<Finding.Key> cause = finding.cause();
        while (cause.isPresent() && depth < findings.size()) {
            depth++;
            cause = find(cause.get()).flatMap(Finding::cause);
        }
        return depth;
    }

    private Optional<Finding> find(Finding.Key key) {
        return findings.stream().filter(finding -> finding.key().equals(key)).findFirst();
    }
}
