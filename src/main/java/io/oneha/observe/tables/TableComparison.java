package io.oneha.observe.tables;

import io.oneha.observe.tables.TableSnapshot.FirstEntry;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tables of a leader and its followers, compared only where both had applied the same index. A server writes a change and
 * then that it has applied it, so that one snapshot may be of one entry more than its index says: a table differs at an
 * index only where no two measures of it there are equal. Pure, and kept by one thread.
 */
public final class TableComparison {
    /** For how long an index must stand, at the least, for two snapshots at it to be two: an entry is applied in milliseconds. */
    private static final Duration STANDS = Duration.ofSeconds(2);

    /** How far clocks of a zone may be apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    /** How sure it is. */
    public enum Result {
        /** Its tables are the leader's, at the last index that both were seen at. */
        EQUAL,
        /** The same table differs at two indexes. */
        DIFFERS,
        /** A table differs at one index, which stood still on both while it was measured twice. */
        DIFFERS_AT_REST,
        /** A table differs at one index, and was not seen at another. */
        DIFFERS_ONCE,
        /** Both were measured, and never at the same index. */
        NEVER_AT_ONE_INDEX,
        /** One of the two could not be measured. */
        NOT_MEASURED
    }

    /**
     * A table with other rows than the leader's.
     *
     * @param table its name
     * @param here rows of the follower; empty where it has no such table
     * @param leader rows of the leader; empty where it has no such table; where both are as many, some are not the same
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

    /** What one server held at one index. */
    private static final class Sample {
        private final Map<String, Set<TableContent>> tables = new TreeMap<>();
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        private void add(TableSnapshot snapshot, Instant at) {
            snapshot.tables().forEach((table, content) -> tables.computeIfAbsent(table, key -> new LinkedHashSet<>())
                    .add(content));
            first = at.isBefore(first) ? at : first;
            last = at.isAfter(last) ? at : last;
        }

        private boolean stood() {
            return Duration.between(first, last).compareTo(STANDS) >= 0;
        }
    }

    private final TableMeasure measure;
    private final String leader;
    private final List<String> followers;
    private final Map<String, TreeMap<BigInteger, Sample>> samples = new LinkedHashMap<>();
    private final Map<String, FirstEntry> firsts = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    /**
     * @param measure by what tables are compared
     * @param leader the name of the server that leads
     * @param followers the names of those that are to have its rows
     */
    public TableComparison(TableMeasure measure, String leader, List<String> followers) {
        this.measure = measure;
        this.leader = leader;
        this.followers = List.copyOf(followers);
    }

    /** By what tables are compared. */
    public TableMeasure measure() {
        return measure;
    }

    /** Who leads. */
    public String leader() {
        return leader;
    }

    /** Who is compared with it. */
    public List<String> followers() {
        return followers;
    }

    /** One server was measured. */
    public void add(String server, TableSnapshot snapshot, Instant at) {
        samples.computeIfAbsent(server, key -> new TreeMap<>())
                .computeIfAbsent(snapshot.applied(), key -> new Sample())
                .add(snapshot, at);
        snapshot.first().ifPresent(first -> firsts.putIfAbsent(server, first));
        failures.remove(server);
    }

    /** One server could not be measured; the reason is one line. */
    public void fail(String server, String reason) {
        failures.put(server, reason);
    }

    /** Why a server could not be measured the last time. */
    public Optional<String> failure(String server) {
        return Optional.ofNullable(failures.get(server));
    }

    /** Whether nothing more is to be learnt: each follower is equal, or differs for sure, or cannot be measured. */
    public boolean isDone() {
        return failures.containsKey(leader)
                || followers.stream().map(this::of).map(Compared::result).noneMatch(result -> switch (result) {
                    case EQUAL, DIFFERS, NOT_MEASURED -> false;
                    case DIFFERS_AT_REST, DIFFERS_ONCE, NEVER_AT_ONE_INDEX -> true;
                });
    }

    /** What is known of a follower. */
    public Compared of(String follower) {
        return between(follower, leader);
    }

    /** Whether two servers have the same tables, at the last index that both were seen at. */
    public boolean agree(String one, String other) {
        return between(one, other).result() == Result.EQUAL;
    }

    private Compared between(String one, String other) {
        TreeMap<BigInteger, Sample> here = samples.getOrDefault(one, new TreeMap<>());
        TreeMap<BigInteger, Sample> there = samples.getOrDefault(other, new TreeMap<>());
        if (here.isEmpty() || there.isEmpty()) {
            return new Compared(Result.NOT_MEASURED, List.of(), List.of());
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
        Set<String> tables = new TreeSet<>(here.tables.keySet());
        tables.addAll(there.tables.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String table : tables) {
            Set<TableContent> own = here.tables.getOrDefault(table, Set.of());
            Set<TableContent> leaders = there.tables.getOrDefault(table, Set.of());
            if (own.stream().noneMatch(leaders::contains)) {
                differences.add(new Difference(table, rows(own), rows(leaders)));
            }
        }
        return List.copyOf(differences);
    }

    private static Optional<Long> rows(Set<TableContent> contents) {
        return contents.stream().findFirst().map(TableContent::rows);
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
