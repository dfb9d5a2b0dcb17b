package io.oneha.health;

import io.oneha.base.Text;
import io.oneha.observe.tables.TableComparison;
import io.oneha.observe.tables.TableComparison.Compared;
import io.oneha.observe.tables.TableComparison.Difference;
import io.oneha.observe.tables.TableComparison.Result;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Followers whose tables are not the leader's although raft calls them caught up. Pure. */
final class DivergenceRules {
    private static final int TABLES = 3;

    private DivergenceRules() {}

    static List<Finding> judge(TableComparison tables) {
        List<String> differing = tables.followers().stream()
                .filter(name -> tables.of(name).result() == Result.DIFFERS)
                .toList();
        if (isLeaderOdd(tables, differing)) {
            return List.of(odd(tables, differing));
        }
        return tables.followers().stream()
                .flatMap(name -> finding(tables, name).stream())
                .toList();
    }

    /** Where all followers differ in the same way it is the leader that differs. */
    private static boolean isLeaderOdd(TableComparison tables, List<String> differing) {
        long ways =
                differing.stream().map(name -> way(tables.of(name))).distinct().count();
        return differing.size() > 1 && differing.size() == tables.followers().size() && ways == 1
                || differing.stream().anyMatch(name -> tables.beganOnItsOwn(tables.leader(), name)
                        .isPresent());
    }

    private static Map<String, Long> way(Compared compared) {
        return compared.differences().stream().collect(Collectors.toMap(Difference::table, Difference::more));
    }

    private static Finding odd(TableComparison tables, List<String> differing) {
        String leader = tables.leader();
        Compared first = tables.of(differing.get(0));
        return FindingCode.DB_DIVERGED.critical(
                leader,
                "it leads, and its tables differ from those of " + Phrases.list(differing) + ": "
                        + words(first, leader) + seen(first)
                        + tables.beganOnItsOwn(leader, differing.get(0))
                                .map(DivergenceRules::began)
                                .orElse(""),
                "copy its database nowhere; see which rows are right, then let " + Phrases.list(differing)
                        + " lead in a quiet hour (`systemctl restart opennebula` on " + leader
                        + " costs about 5 s without a leader), and " + copy(leader, "the new leader"));
    }

    private static Optional<Finding> finding(TableComparison tables, String name) {
        String leader = tables.leader();
        Compared compared = tables.of(name);
        Optional<Instant> began = tables.beganOnItsOwn(name, leader);
        String reason = "its tables differ from those of " + leader + ", which leads: " + words(compared, leader)
                + seen(compared) + began.map(DivergenceRules::began).orElse("");
        return switch (compared.result()) {
            case DIFFERS ->
                Optional.of(FindingCode.DB_DIVERGED.critical(name, reason, saved(compared, name) + copy(name, leader)));
            case DIFFERS_AT_REST ->
                Optional.of(FindingCode.DB_DIVERGED.warning(
                        name,
                        reason,
                        "run `oneha check` again after the next write, which makes it certain; then "
                                + saved(compared, name) + copy(name, leader)));
            // A log that is whole on the leader may have been replayed whole: then the rows alone tell.
            case EQUAL, DIFFERS_ONCE, NEVER_AT_ONE_INDEX, NOT_COUNTED ->
                began.filter(at -> !tables.hasWholeLog(leader))
                        .map(at -> FindingCode.DB_DIVERGED.critical(
                                name,
                                "its log began at index 0 on " + at + ", when " + leader
                                        + " had been further for long: it was never restored from a copy of the zone",
                                copy(name, leader)));
        };
    }

    private static String words(Compared compared, String leader) {
        List<String> parts = compared.differences().stream()
                .map(difference -> Phrases.name(difference.table()) + " has " + rows(difference.here())
                        + (difference.here().filter(rows -> rows == 1).isPresent() ? " row, " : " rows, ")
                        + rows(difference.leader()) + " on " + leader)
                .toList();
        return Phrases.some(parts, TABLES);
    }

    private static String rows(Optional<Long> rows) {
        return rows.map(String::valueOf).orElse("no");
    }

    private static String seen(Compared compared) {
        List<String> indexes =
                compared.indexes().stream().map(BigInteger::toString).toList();
        int from = Math.max(0, indexes.size() - 2);
        return compared.result() == Result.DIFFERS
                ? "; seen at the log indexes " + Phrases.list(List.of(indexes.get(0), indexes.get(indexes.size() - 1)))
                : " (seen at log index " + String.join(", ", indexes.subList(from, indexes.size())) + ")";
    }

    private static String began(Instant at) {
        return "; its log began at index 0 on " + at + ", so it was never restored from a copy of the zone";
    }

    /** What only the follower has is gone when it gets another copy. */
    private static String saved(Compared compared, String name) {
        return compared.differences().stream().anyMatch(difference -> difference.more() > 0)
                ? "back up the database of " + name + ", which has rows that the leader lacks; then "
                : "";
    }

    private static String copy(String name, String leader) {
        return "`systemctl stop opennebula` on " + name
                + " and SERVER_ID = -1 in its /etc/one/oned.conf, so that it is not"
                + " started as it is; then `oneha apply`, which copies the database of " + leader + " again";
    }

    /** What the verdict rests on: whether rows were compared, and if not, why. */
    static String basis(TableComparison tables) {
        List<String> parts = new ArrayList<>();
        tables.failure(tables.leader()).ifPresent(why -> parts.add(Text.clean(why)));
        for (String name : tables.followers()) {
            switch (tables.of(name).result()) {
                case EQUAL, DIFFERS, DIFFERS_AT_REST -> {}
                case DIFFERS_ONCE -> parts.add(name + " differs at one index alone, and must at two to count");
                case NEVER_AT_ONE_INDEX -> parts.add(name + " was never at the same index as " + tables.leader());
                case NOT_COUNTED -> tables.failure(name).ifPresent(why -> parts.add(Text.clean(why)));
            }
        }
        return parts.isEmpty() ? "row counts" : "row counts not compared: " + Phrases.fitting(parts, 200);
    }
}
