package io.oneha.steps.database;

import io.oneha.steps.site.HostNumber;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many rows each table of a database has. */
record RowCounts(Map<String, Long> rows) {
    /**
     * Reads lines {@code TABLE<tab>ROWS}.
     *
     * @param host who counted
     * @throws io.oneha.steps.site.StepException one of them is no number
     */
    static RowCounts parse(String host, String lines) {
        Map<String, Long> rows = new TreeMap<>();
        lines.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                rows.put(line.substring(0, tab), HostNumber.of(host, "a count of rows", line.substring(tab + 1)));
            }
        });
        return new RowCounts(Map.copyOf(rows));
    }

    /** Rows in all. */
    long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * What is wrong with a copy that was made between two counts of its original; empty when it is whole: the same tables, and
     * in each as many rows as the original may have had meanwhile.
     */
    static Optional<String> difference(RowCounts before, RowCounts after, RowCounts copy) {
        for (Map.Entry<String, Long> table : new TreeMap<>(after.rows()).entrySet()) {
            Long there = copy.rows().get(table.getKey());
            long earlier = before.rows().getOrDefault(table.getKey(), 0L);
            long least = Math.min(earlier, table.getValue());
            long most = Math.max(earlier, table.getValue());
            if (there == null && before.rows().containsKey(table.getKey())) {
                return Optional.of("the table " + table.getKey() + " is missing");
            }
            if (there != null && (there < least || there > most)) {
                return Optional.of("the table " + table.getKey() + " has " + there + " rows where the leader has "
                        + (least == most ? "" : least + " to ") + most);
            }
        }
        return copy.rows().keySet().stream()
                .filter(table ->
                        !after.rows().containsKey(table) && !before.rows().containsKey(table))
                .sorted()
                .findFirst()
                .map(table -> "there is a table " + table + " that the leader does not have");
    }
}
