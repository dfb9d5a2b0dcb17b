package io.oneha.health;

import io.oneha.zone.ZoneServer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a snapshot means.
 *
 * @param overall the worst finding's word
 * @param faultTolerance how many more servers the zone can lose before it stops; empty when that is not known
 * @param leader the real leader: the highest term with a majority behind it
 * @param findings worst first
 */
public record Verdict(
        Overall overall, OptionalInt faultTolerance, Optional<ZoneServer> leader, List<Finding> findings) {
    /** The worst finding, whose reason is the verdict's; empty when all is well. */
    public Optional<Finding> worst() {
        return findings.stream().findFirst();
    }
}
