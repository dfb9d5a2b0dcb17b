package io.oneha.app.change;

import io.oneha.run.RunSight;
import io.oneha.run.journal.RunRecord;
import io.oneha.steps.site.VipCounts;
import io.oneha.steps.site.WriteCounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a drill cost the zone, as it was measured.
 *
 * @param what in one word for programs, a few for people
 * @param took how long; empty where it was not measured
 * @param resolution how far apart the looks or the writes were by which it was measured, the time for their answers not counted
 * @param how how it was measured, in one line
 */
public record DrillCost(What what, Optional<Duration> took, Duration resolution, String how) {
    private static final Duration LEADER = Duration.ofMillis(100);
    private static final Duration WRITES = Duration.ofMillis(500);
    private static final Duration VIP = Duration.ofSeconds(1);

    /** What users miss. */
    public enum What {
        NO_LEADER("nobody led"),
        NO_WRITES("nobody could write"),
        NO_VIP("nobody had the virtual address");

        private final String words;

        What(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    static List<DrillCost> of(RunRecord run) {
        List<RunSight.Costs> parts = run.looks().stream()
                .map(RunRecord.Looked::sight)
                .filter(RunSight::ends)
                .map(RunSight::costs)
                .toList();
        long begun = run.looks().stream().filter(look -> !look.sight().ends()).count();
        String lost = begun > parts.size() ? "; what was counted before a kill is lost" : "";
        return List.of(leader(parts, lost), writes(parts, lost), vip(parts, lost));
    }

    private static DrillCost leader(List<RunSight.Costs> parts, String lost) {
        Optional<Duration> took = parts.stream()
                .flatMap(part ->
                        part.stopped().flatMap(from -> part.led().map(to -> Duration.between(from, to))).stream())
                .reduce((first, last) -> last);
        return new DrillCost(
                What.NO_LEADER,
                took,
                LEADER,
                "from the order to stop the old leader to the new one's first answer that it leads" + lost);
    }

    private static DrillCost writes(List<RunSight.Costs> parts, String lost) {
        List<WriteCounts> counts = parts.stream().map(RunSight.Costs::writes).toList();
        long passed = counts.stream().mapToLong(WriteCounts::passed).sum();
        long tried = counts.stream().mapToLong(WriteCounts::tried).sum();
        Optional<Duration> longest = counts.stream().map(WriteCounts::longest).max(Duration::compareTo);
        return new DrillCost(
                What.NO_WRITES,
                longest.filter(took -> passed > 0),
                WRITES,
                "the longest time between two harmless writes that were taken; " + passed + " of " + tried
                        + " were taken" + lost);
    }

    private static DrillCost vip(List<RunSight.Costs> parts, String lost) {
        List<VipCounts> counts = parts.stream().map(RunSight.Costs::vip).toList();
        long held = counts.stream().mapToLong(VipCounts::held).sum();
        long missed = counts.stream().mapToLong(VipCounts::missed).sum();
        long unknown = counts.stream().mapToLong(VipCounts::unknown).sum();
        Optional<Duration> longest =
                counts.stream().flatMap(count -> count.gaps().stream()).max(Duration::compareTo);
        Optional<Duration> none = held > 0 && missed == 0 ? Optional.of(Duration.ZERO) : Optional.empty();
        return new DrillCost(
                What.NO_VIP,
                Stream.of(longest, none).flatMap(Optional::stream).findFirst(),
                VIP,
                "looks at the front-ends: " + held + " showed it, " + missed + " showed it nowhere, " + unknown
                        + " did not show who had it" + lost);
    }
}
