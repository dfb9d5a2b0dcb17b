package io.oneha.observe.tables;

import io.oneha.observe.tables.TableCounts.FirstEntry;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Row counts of a leader and its followers, compared only where both had applied the same index. A server writes a change and
 * then that it has applied it, so that one count may be of one entry more than its index says: a table differs at an index
 * only where no two counts of it there are equal. Pure, and kept by one thread.
 */
public final class TableComparison {
    /** For how long an index must stand, at the least, for two counts at it to be two: an entry is applied in milliseconds. */
    private static final Duration STANDS = Duration.ofSeconds(2);

    /** How far clocks of a zone may be apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    /** How sure it is. */
    public enum Result {
        /** Its rows are as many as the leader's, at the last index that both were seen at. */
        EQUAL,
        /** The same table differs at two indexes. */
        DIFFERS,
        /** A table differs at one index, which stood still on both while it was counted twice. */
        DIFFERS_AT_REST,
        /** A table differs at one index, and was not seen at another. */
        DIFFERS_ONCE,
        /** Both were counted, and never at the same index. */
        NEVER_AT_ONE_INDEX,
        /** One of the two could not be counted. */
        NOT_COUNTED
    }

    /**
     * A table with other rows than the leader's.
     *
     * @param table its name
     * @param here rows of the follower; empty where it has no such table
     * @param leader rows of the leader; empty where it has no such table
     */
    public record Difference(String table, Optional<Long> here, Optional<Long> leader) {
        /** How many rows the follower has more. */
        public long more() {
            return here.orElse(0L) - leader.orElse(0L);
        }
    }

    /**
     * What is known of a follower.
     *
     * @param indexes where both were compared, lowest first
     * @param differences at the last of them
     */
    public record Compared(Result result, List<BigInteger> indexes, List<Difference> differences) {}

    /** What one server counted at one index. */
    private static final class Sample {
        private final Map<String, Set<Long>> rows = new TreeMap<>();
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        private void add(TableCounts counts, Instant at) {
            counts.rows().forEach((table, count) -> rows.computeIfAbsent(table, key -> new TreeSet<>())
                    .add(count));
            first = at.isBefore(first) ? at : first;
            last = at.isAfter(last) ? at : last;
        }

        private boolean stood() {
            return Duration.between(first, last).compareTo(STANDS) >= 0;
        }
    }

    private final String leader;
    private final List<String> followers;
    private final Map<String, TreeMap<BigInteger, Sample>> samples = new LinkedHashMap<>();
    private final Map<String, FirstEntry> firsts = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    /**
     * @param leader the name of the server that leads
     * @param followers the names of those that are to have its rows
     */
    public TableComparison(String leader, List<String> followers) {
        this.leader = leader;
        this.followers = List.copyOf(followers);
    }

    /** Who leads. */
    public String leader() {
        return leader;
    }

    /** Who is compared with it. */
    public List<String> followers() {
        return followers;
    }

    /** One server was counted. */
    public void add(String server, TableCounts counts, Instant at) {
        samples.computeIfAbsent(server, key -> new TreeMap<>())
                .computeIfAbsent(counts.applied(), key -> new Sample())
                .add(counts, at);
        counts.first().ifPresent(first -> firsts.putIfAbsent(server, first));
        failures.remove(server);
    }

    /** One server could not be counted; the reason is one line. */
    public void fail(String server, String reason) {
        failures.put(server, reason);
    }

    /** Why a server could not be counted the last time. */
    public Optional<String> failure(String server) {
        return Optional.ofNullable(failures.get(server));
    }

    /** Whether nothing more is to be learnt: each follower is equal, or differs for sure, or cannot be counted. */
    public boolean isDone() {
        return failures.containsKey(leader)
                || followers.stream().map(this::of).map(Compared::result).noneMatch(result -> switch (result) {
                    case EQUAL, DIFFERS, NOT_COUNTED -> false;
                    case DIFFERS_AT_REST, DIFFERS_ONCE, NEVER_AT_ONE_INDEX -> true;
                });
    }

    /** What is known of a follower. */
    public Compared of(String follower) {
        TreeMap<BigInteger, Sample> here = samples.getOrDefault(follower, new TreeMap<>());
        TreeMap<BigInteger, Sample> there = samples.getOrDefault(leader, new TreeMap<>());
        if (here.isEmpty() || there.isEmpty()) {
            return new Compared(Result.NOT_COUNTED, List.of(), List.of());
        }
        List<BigInteger> common =
                here.keySet().stream().filter(there::containsKey).toList();
        if (common.isEmpty()) {
            return new Compared(Result.NEVER_AT_ONE_INDEX, List.of(), List.of());
        }
        BigInteger last = common.get(common.size() - 1);
        List<Difference> differences = differences(here.get(last), there.get(last));
        return new Compared(result(here, there, common, differences), common, differences);
    }

    private static Result result(
            Map<BigInteger, Sample> here,
            Map<BigInteger, Sample> there,
            List<BigInteger> common,
            List<Difference> differences) {
        if (differences.isEmpty()) {
            return Result.EQUAL;
        }
        Set<String> now = tables(differences);
        boolean before = common.subList(0, common.size() - 1).stream()
                .anyMatch(index -> !Collections.disjoint(tables(differences(here.get(index), there.get(index))), now));
        if (before) {
            return Result.DIFFERS;
        }
        BigInteger last = common.get(common.size() - 1);
        return here.get(last).stood() && there.get(last).stood() ? Result.DIFFERS_AT_REST : Result.DIFFERS_ONCE;
    }

    private static Set<String> tables(List<Difference> differences) {
        return differences.stream().map(Difference::table).collect(Collectors.toSet());
    }

    private static List<Difference> differences(Sample here, Sample there) {
        Set<String> tables = new TreeSet<>(here.rows.keySet());
        tables.addAll(there.rows.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String table : tables) {
            Set<Long> own = here.rows.getOrDefault(table, Set.of());
            Set<Long> leaders = there.rows.getOrDefault(table, Set.of());
            if (own.stream().noneMatch(leaders::contains)) {
                differences.add(new Difference(
                        table, own.stream().findFirst(), leaders.stream().findFirst()));
            }
        }
        return List.copyOf(differences);
    }

    /**
     * Where a server's log began at index 0 on its own, although the other's did before: the log was not copied with the zone's
     * database. A copy keeps the times of the original's entries, the first included, which oned makes with an empty log.
     *
     * @return when it began
     */
    public Optional<Instant> beganOnItsOwn(String server, String other) {
        Optional<FirstEntry> before = Optional.ofNullable(firsts.get(other));
        return Optional.ofNullable(firsts.get(server))
                .filter(first -> first.index().signum() == 0)
                .filter(first -> before.filter(
                                entry -> first.at().isAfter(entry.at().plus(CLOCKS)))
                        .isPresent())
                .map(FirstEntry::at);
    }

    /** Whether a server's log still has its entry 0. */
    public boolean hasWholeLog(String server) {
        return Optional.ofNullable(firsts.get(server))
                .filter(first -> first.index().signum() == 0)
                .isPresent();
    }
}
