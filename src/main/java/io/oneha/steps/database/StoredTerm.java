package io.oneha.steps.database;

import io.oneha.steps.site.HostNumber;
import io.oneha.steps.site.StepException;
import io.oneha.zone.RaftStatus;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terms in a server's database. Source: OpenNebula, src/raft/RaftManager.cc: RAFT_STATE of system_attributes is a template of TERM and
 * VOTEDFOR.
 *
 * @param lastEntry the highest of logdb; 0 where that is empty
 * @param term TERM of RAFT_STATE; -1 where there is none, as before a first election
 */
public record StoredTerm(long lastEntry, long term) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,10})\t(.*)");
    private static final Pattern TERM = Pattern.compile("<TERM><!\\[CDATA\\[([0-9]{1,10})]]></TERM>");

    /**
     * Reads {@code LAST<tab>BODY}.
     *
     * @param host whose database it is
     * @throws StepException it is anything else
     */
    public static StoredTerm parse(String host, String line) {
        Matcher fields = FORM.matcher(
                line.strip().isEmpty() ? "" : line.lines().findFirst().orElse(""));
        if (!fields.matches()) {
            throw HostNumber.senseless(host, "what its database says of its term", line);
        }
        long last = Long.parseLong(fields.group(1));
        if (fields.group(2).isEmpty()) {
            return new StoredTerm(last, -1);
        }
        Matcher term = TERM.matcher(fields.group(2));
        if (!term.find()) {
            throw HostNumber.senseless(host, "what its database says of its term", line);
        }
        return new StoredTerm(last, Long.parseLong(term.group(1)));
    }

    /** Whether it would depose this leader when it comes back. */
    public boolean isAheadOf(RaftStatus leader) {
        return term > leader.term();
    }

    /**
     * Whether it has an entry of a term that the leader has not reached: somebody led in that. After its term has wrapped a leader has
     * entries of higher terms than its own.
     */
    public boolean hasEntryAfter(RaftStatus leader) {
        return lastEntry > Math.max(leader.term(), leader.logTerm());
    }
}
