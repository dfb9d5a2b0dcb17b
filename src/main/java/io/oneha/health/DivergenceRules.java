package io.oneha.health;

import io.oneha.base.Text;
import io.oneha.observe.tables.TableComparison;
import io.oneha.observe.tables.TableComparison.Compared;
import io.oneha.observe.tables.TableComparison.Result;
import io.oneha.observe.tables.TableMeasure;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Followers whose tables are not the leader's although raft calls them caught up. Pure. */
final class DivergenceRules {
    private static final int TABLES = 3;

    private static final String UNNOTICED = "; raft does not notice this, and it stays";

    private DivergenceRules() {}

    static List<Finding> judge(TableComparison tables) {
        List<String> differing = tables.followers().stream()
                .filter(name -> tables.of(name).result() == Result.DIFFERS)
                .toList();
        List<String> right = againstLeader(tables, differing);
        if (!right.isEmpty()) {
            return List.of(odd(tables, right));
        }
        return tables.followers().stream()
                .flatMap(name -> finding(tables, name).stream())
                .toList();
    }

    /** The followers that the leader differs from, where it is the leader that is wrong: most servers agree, and not with it. */
    private static List<String> againstLeader(TableComparison tables, List<String> differing) {
        if (differing.stream()
                .anyMatch(name -> tables.beganOnItsOwn(tables.leader(), name).isPresent())) {
            return differing;
        }
        return differing.stream()
                .map(name -> differing.stream()
                        .filter(other -> other.equals(name) || tables.agree(name, other))
                        .toList())
                .filter(group -> 2 * group.size() > tables.followers().size() + 1)
                .findFirst()
                .orElse(List.of());
    }

    private static Finding odd(TableComparison tables, List<String> right) {
        String leader = tables.leader();
        Compared first = tables.of(right.get(0));
        return FindingCode.DB_DIVERGED.critical(
                leader,
                "it leads, and its tables differ from those of " + Phrases.list(right) + ": "
                        + words(first, leader) + seen(first)
                        + tables.beganOnItsOwn(leader, right.get(0))
                                .map(DivergenceRules::began)
                                .orElse(UNNOTICED),
                "copy its database nowhere; see which rows are right, then let " + Phrases.list(right)
                        + " lead in a quiet hour (`systemctl restart opennebula` on " + leader
                        + " costs about 5 s without a leader), and " + copy(leader, "the new leader"));
    }

    private static Optional<Finding> finding(TableComparison tables, String name) {
        String leader = tables.leader();
        Compared compared = tables.of(name);
        Optional<Instant> began = tables.beganOnItsOwn(name, leader);
        String reason = "its tables differ from those of " + leader + ", which leads: " + words(compared, leader)
                + seen(compared) + began.map(DivergenceRules::began).orElse(UNNOTICED);
        return switch (compared.result()) {
            case DIFFERS ->
                Optional.of(FindingCode.DB_DIVERGED.critical(name, reason, saved(compared, name) + copy(name, leader)));
            case DIFFERS_AT_REST ->
                Optional.of(FindingCode.DB_DIVERGED.warning(
                        name,
                        reason,
                        "run " + command(tables) + " again after the next write, which makes it certain; then "
                                + saved(compared, name) + copy(name, leader)));
            // A log that is whole on the leader may have been replayed whole: then the rows alone tell.
            case EQUAL, DIFFERS_ONCE, NEVER_AT_ONE_INDEX, NOT_MEASURED ->
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
                        + (difference.more() == 0
                                ? "and not the same content as on "
                                : rows(difference.leader()) + " on ")
                        + leader)
                .toList();
        return Phrases.some(parts, TABLES);
    }

    private static String command(TableComparison tables) {
        return tables.measure() == TableMeasure.DIGESTS ? "`oneha check --deep`" : "`oneha check`";
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

    /** What only the follower has is gone when it gets another copy; of as many rows it has some that are not the leader's. */
    private static String saved(Compared compared, String name) {
        return compared.differences().stream().anyMatch(difference -> difference.more() >= 0)
                ? "back up the database of " + name + ", which has rows that the leader lacks; then "
                : "";
    }

    private static String copy(String name, String leader) {
        return "`systemctl stop opennebula` on " + name
                + " and SERVER_ID = -1 in its /etc/one/oned.conf, so that it is not"
                + " started as it is; then `oneha apply`, which copies the database of " + leader + " again";
    }

    /** What the verdict rests on: whether tables were compared, and if not, why. */
    static String basis(TableComparison tables) {
        List<String> parts = new ArrayList<>();
        tables.failure(tables.leader()).ifPresent(why -> parts.add(Text.clean(why)));
        for (String name : tables.followers()) {
            switch (tables.of(name).result()) {
                case EQUAL, DIFFERS, DIFFERS_AT_REST -> {}
                case DIFFERS_ONCE -> parts.add(name + " differs at one index alone, and must at two to count");
                case NEVER_AT_ONE_INDEX -> parts.add(name + " was never at the same index as " + tables.leader());
                case NOT_MEASURED -> tables.failure(name).ifPresent(why -> parts.add(Text.clean(why)));
            }
        }
        String what =
                switch (tables.measure()) {
                    case COUNTS -> "row counts";
                    case DIGESTS -> "content of all tables";
                };
        return parts.isEmpty() ? what : what + " not compared: " + Phrases.fitting(parts, 200);
    }

    /** Whether it was asked what is in the tables, and is not known of every server. */
    static boolean isOpen(TableComparison tables) {
        return tables.measure() == TableMeasure.DIGESTS
                && tables.followers().stream()
                        .map(tables::of)
                        .map(Compared::result)
                        .anyMatch(result -> switch (result) {
                            case EQUAL, DIFFERS, DIFFERS_AT_REST -> false;
                            case DIFFERS_ONCE, NEVER_AT_ONE_INDEX, NOT_MEASURED -> true;
                        });
    }
}
