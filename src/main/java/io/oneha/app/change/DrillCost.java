package io.oneha.app.change;

import io.oneha.run.RunSight;
import io.oneha.run.journal.RunRecord;
import io.oneha.steps.site.VipCounts;
import io.oneha.steps.site.WriteCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a drill cost the zone, as it was measured.
 *
 * @param what in one word for programs, a few for people
 * @param took how long; empty where it was not measured
 * @param atLeast whether it may have been longer: not all of it was seen
 * @param resolution how far apart the looks or the writes were by which it was measured, the time for their answers not counted
 * @param how how it was measured, in one line
 */
public record DrillCost(What what, Optional<Duration> took, boolean atLeast, Duration resolution, String how) {
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
        boolean lost = isLost(run);
        List<RunRecord.Looked> ends =
                run.looks().stream().filter(look -> look.sight().ends()).toList();
        List<RunSight.Costs> parts =
                ends.stream().map(look -> look.sight().costs()).toList();
        boolean resumed =
                run.looks().stream().filter(look -> !look.sight().ends()).count() > 1;
        String behind = lost ? "; what was counted before a kill is lost" : "";
        String between = (resumed ? "; the time between the run's parts is not in it" : "") + behind;
        return List.of(leader(ends, lost, behind), writes(run, parts, lost, between), vip(parts, lost, between));
    }

    /** Whether a part has no look at its end, and will have none. */
    private static boolean isLost(RunRecord run) {
        boolean open = false;
        for (RunRecord.Looked look : run.looks()) {
            if (open && !look.sight().ends()) {
                return true;
            }
            open = !look.sight().ends();
        }
        return open && run.state() != RunRecord.State.RUNNING;
    }

    /** From each order to stop to the next time that the new one led, whichever part saw that. */
    private static DrillCost leader(List<RunRecord.Looked> ends, boolean lost, String behind) {
        Optional<Duration> longest = Optional.empty();
        Optional<Instant> from = Optional.empty();
        boolean atLeast = lost;
        for (RunRecord.Looked end : ends) {
            RunSight.Costs costs = end.sight().costs();
            from = from.or(costs::stopped);
            if (from.isPresent() && costs.led().isPresent()) {
                longest =
                        longer(longest, Duration.between(from.get(), costs.led().get()));
                from = Optional.empty();
            }
        }
        if (from.isPresent()) {
            RunRecord.Looked last = ends.get(ends.size() - 1);
            boolean led = DrillCheck.leader(last.sight()).isPresent();
            longest = led ? longest : longer(longest, Duration.between(from.get(), last.at()));
            atLeast = true;
        }
        return new DrillCost(
                What.NO_LEADER,
                longest,
                atLeast,
                LEADER,
                "from the order to stop the old leader to the new one's first word that it leads"
                        + (from.isPresent() ? "; the new one was not seen to lead" : "") + behind);
    }

    /** A negative one was measured by a clock that was set meanwhile. */
    private static Optional<Duration> longer(Optional<Duration> longest, Duration took) {
        return Stream.concat(longest.stream(), Stream.of(took).filter(one -> !one.isNegative()))
                .max(Duration::compareTo);
    }

    private static DrillCost writes(RunRecord run, List<RunSight.Costs> parts, boolean lost, String behind) {
        List<WriteCounts> counts = parts.stream().map(RunSight.Costs::writes).toList();
        long passed = counts.stream().mapToLong(WriteCounts::passed).sum();
        long tried = counts.stream().mapToLong(WriteCounts::tried).sum();
        Optional<Duration> longest = counts.stream()
                .map(WriteCounts::longest)
                .filter(took -> !took.isNegative())
                .max(Duration::compareTo);
        boolean two = run.looks().stream()
                .limit(1)
                .anyMatch(look -> look.sight().servers().size() == 2);
        String how = tried == 0 && two
                ? "nothing was written: in a zone of two, a write that waits for the other server may wait for good"
                : "the longest time between two harmless writes that were taken; " + passed + " of " + tried
                        + " were taken" + behind;
        return new DrillCost(What.NO_WRITES, longest.filter(took -> passed > 0), lost, WRITES, how);
    }

    private static DrillCost vip(List<RunSight.Costs> parts, boolean lost, String behind) {
        List<VipCounts> counts = parts.stream().map(RunSight.Costs::vip).toList();
        long held = counts.stream().mapToLong(VipCounts::held).sum();
        long missed = counts.stream().mapToLong(VipCounts::missed).sum();
        long unknown = counts.stream().mapToLong(VipCounts::unknown).sum();
        Optional<Duration> longest = counts.stream()
                .flatMap(count -> count.gaps().stream())
                .filter(took -> !took.isNegative())
                .max(Duration::compareTo);
        boolean all = held > 0 && missed == 0 && unknown == 0 && !lost;
        boolean atLeast = lost || unknown > 0 || counts.stream().anyMatch(VipCounts::open);
        return new DrillCost(
                What.NO_VIP,
                longest.or(() -> Optional.of(Duration.ZERO).filter(none -> all)),
                atLeast,
                VIP,
                "looks at the front-ends: " + held + " showed it, " + missed + " showed it nowhere; " + unknown
                        + " did not show who had it" + behind);
    }
}
