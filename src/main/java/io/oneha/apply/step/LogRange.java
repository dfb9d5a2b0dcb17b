package io.oneha.apply.step;

import io.oneha.apply.StepException;
import java.math.BigInteger;

/**
 * What a database's logdb holds.
 *
 * @param rows how many entries
 * @param first the lowest index; -1 where there is none
 * @param last the highest; -1 where there is none
 */
record LogRange(long rows, BigInteger first, BigInteger last) {
    /** Reads {@code ROWS<tab>FIRST<tab>LAST}. */
    static LogRange parse(String line) {
        String[] fields = line.strip().split("\t");
        if (fields.length != 3) {
            throw new StepException("the log of the database cannot be read", "");
        }
        return new LogRange(Long.parseLong(fields[0]), new BigInteger(fields[1]), new BigInteger(fields[2]));
    }

    /** Whether a follower with this log can be brought level by a leader with that one: it keeps all that is missing. */
    boolean canCatchUp(LogRange leader) {
        return rows > 0 && last.add(BigInteger.ONE).compareTo(leader.first()) >= 0;
    }
}
