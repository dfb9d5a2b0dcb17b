package io.oneha.run;

import io.oneha.health.Overall;
import io.oneha.steps.site.VipCounts;
import io.oneha.steps.site.WriteCounts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the zone is at the beginning or at the end of a part of a run, a part being one process that carries it out. Its texts are fit for
 * a terminal.
 *
 * @param ends whether it is that of the end
 * @param version OpenNebula's; empty when it could not be read
 * @param overall the verdict
 * @param findings the verdict's
 * @param servers the zone's, and whoever else has the virtual address
 * @param vip the virtual address; empty when there is none
 * @param costs what the part has cost so far
 */
public record RunSight(
        boolean ends,
        String version,
        Overall overall,
        List<Found> findings,
        List<Server> servers,
        String vip,
        Costs costs) {
    /** A number that was not learnt. */
    public static final long UNKNOWN = -1;

    /** A look that has shown nothing. */
    public static RunSight none(boolean ends) {
        return new RunSight(ends, "", Overall.UNKNOWN, List.of(), List.of(), "", Costs.NONE);
    }

    /** The same with what was measured. */
    public RunSight with(Costs measured) {
        return new RunSight(ends, version, overall, findings, servers, vip, measured);
    }

    /**
     * A finding.
     *
     * @param severity in a word
     * @param subject the server's name, or {@code zone}
     */
    public record Found(String code, String severity, String subject) {}

    /**
     * A server.
     *
     * @param state raft's in a word; {@code error} without an answer
     * @param term {@link #UNKNOWN} without an answer, as the two after it
     * @param index of its log's last record
     * @param commit of the last one that is committed
     * @param vip whether it has the virtual address; empty when that was not seen
     */
    public record Server(String name, String state, long term, long index, long commit, Optional<Boolean> vip) {}

    /**
     * What was measured.
     *
     * @param stopped when the old leader was asked to stop
     * @param led when the new one was first seen to lead
     */
    public record Costs(WriteCounts writes, VipCounts vip, Optional<Instant> stopped, Optional<Instant> led) {
        public static final Costs NONE =
                new Costs(WriteCounts.NONE, VipCounts.NONE, Optional.empty(), Optional.empty());
    }
}
