package io.oneha.observe.tables;

import java.time.Duration;

/** By what tables are compared. */
public enum TableMeasure {
    /** By how many rows they have: 0.2 s for 200,000 virtual machines. */
    COUNTS("counts", Duration.ofSeconds(28)),
    /** By all that is in their rows: 5 to 6 s for as many. */
    DIGESTS("digests", Duration.ofSeconds(88));

    private final String verb;
    private final Duration limit;

    TableMeasure(String verb, Duration limit) {
        this.verb = verb;
        this.limit = limit;
    }

    /** What the script calls it. */
    String verb() {
        return verb;
    }

    /** How long the script may take on a host; its parts have limits of their own, which together are less. */
    Duration limit() {
        return limit;
    }
}
