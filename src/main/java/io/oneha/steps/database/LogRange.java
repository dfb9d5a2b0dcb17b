package io.oneha.steps.database;

import io.oneha.steps.site.HostNumber;
import io.oneha.steps.site.StepException;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a database's logdb holds.
 *
 * @param rows how many entries
 * @param first the lowest index; -1 where there is none
 * @param last the highest; -1 where there is none
 */
public record LogRange(long rows, BigInteger first, BigInteger last) {
    /** The longest is that of an unsigned number of 64 bits. */
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\t(-1|[0-9]{1,20})\t(-1|[0-9]{1,20})");

    /**
     * Reads {@code ROWS<tab>FIRST<tab>LAST}.
     *
     * @param host whose database it is
     * @throws StepException it is anything else
     */
    public static LogRange parse(String host, String line) {
        Matcher fields = FORM.matcher(line.strip());
        if (!fields.matches()) {
            throw HostNumber.senseless(host, "what its database says of its log", line);
        }
        return new LogRange(
                Long.parseLong(fields.group(1)), new BigInteger(fields.group(2)), new BigInteger(fields.group(3)));
    }

    /** Whether a follower with this log can be brought level by a leader with that one: it keeps all that is missing. */
    public boolean canCatchUp(LogRange leader) {
        return rows > 0 && last.add(BigInteger.ONE).compareTo(leader.first()) >= 0;
    }
}
