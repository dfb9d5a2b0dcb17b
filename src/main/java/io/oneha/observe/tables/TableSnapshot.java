package io.oneha.observe.tables;

import io.oneha.base.Text;
import io.oneha.observe.host.MalformedFactsException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the replicated tables of one server held, in one snapshot of its database.
 *
 * @param applied the index of the last log entry that was applied then; where the server was just at it, the rows may be those
 *     of one entry more
 * @param tables by the table's name
 * @param first the oldest entry that its log still has; empty where the log is empty
 */
public record TableSnapshot(BigInteger applied, Map<String, TableContent> tables, Optional<FirstEntry> first) {
    private static final String BEGIN = "oneha-tables 1";
    private static final String END = "end";
    private static final Pattern APPLIED = Pattern.compile("applied\\t([0-9]{1,20})");
    private static final Pattern FIRST = Pattern.compile("first\\t([0-9]{1,20})\\t(NULL|[0-9]{1,10})");
    private static final Pattern TABLE =
            Pattern.compile("table\\t([A-Za-z0-9_]{1,64})\\t([0-9]{1,18})(?:\\t([0-9A-F]{16}))?");

    /**
     * An entry of a log.
     *
     * @param index its number
     * @param at when it was applied, by the clock of the server that wrote it there: a copy of a log keeps the times of the
     *     original; in whole seconds
     */
    public record FirstEntry(BigInteger index, Instant at) {}

    /**
     * Reads what the script printed.
     *
     * @throws MalformedFactsException it is something else, or it was cut
     */
    static TableSnapshot parse(byte[] output) {
        String[] lines = new String(output, StandardCharsets.UTF_8).split("\n");
        if (lines.length < 3 || !lines[0].equals(BEGIN) || !lines[lines.length - 1].equals(END)) {
            throw new MalformedFactsException("the answer about its tables is cut or something else");
        }
        Optional<BigInteger> applied = Optional.empty();
        Optional<FirstEntry> first = Optional.empty();
        Map<String, TableContent> tables = new TreeMap<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length - 1)) {
            Matcher index = APPLIED.matcher(line);
            Matcher oldest = FIRST.matcher(line);
            Matcher table = TABLE.matcher(line);
            if (index.matches()) {
                applied = Optional.of(new BigInteger(index.group(1)));
            } else if (oldest.matches()) {
                first = Optional.of(oldest)
                        .filter(entry -> !entry.group(2).equals("NULL"))
                        .map(entry -> new FirstEntry(
                                new BigInteger(entry.group(1)), Instant.ofEpochSecond(Long.parseLong(entry.group(2)))));
            } else if (table.matches()) {
                tables.put(
                        table.group(1),
                        new TableContent(Long.parseLong(table.group(2)), Optional.ofNullable(table.group(3))));
            } else {
                throw new MalformedFactsException("an answer about its tables with the line " + Text.clean(line, 80));
            }
        }
        return new TableSnapshot(
                applied.orElseThrow(() -> new MalformedFactsException("its log has no entry that was applied")),
                Map.copyOf(tables),
                first);
    }
}
