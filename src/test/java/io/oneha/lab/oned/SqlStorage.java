package io.oneha.lab.oned;

import io.oneha.demo.raft.RaftStorage;
import io.oneha.demo.raft.RecordLog;
import io.oneha.demo.raft.StorageException;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Raft's part of a MariaDB: {@code logdb} and RAFT_STATE of {@code system_attributes}. */
final class SqlStorage implements RaftStorage {
    private static final Pattern STATE =
            Pattern.compile("<TERM><!\\[CDATA\\[(\\d+)]]></TERM><VOTEDFOR><!\\[CDATA\\[(-?\\d+)]]></VOTEDFOR>");

    private final MariaDb db;
    private final SqlLog log;
    private long term;
    private int votedFor = -1;
    private long applied;

    SqlStorage(MariaDb db, long limitPurge) {
        this.db = db;
        this.log = new SqlLog(db, limitPurge);
        String body = db.first("SELECT body FROM system_attributes WHERE name = 'RAFT_STATE'", row -> row.getString(1))
                .orElse("");
        Matcher state = STATE.matcher(body);
        if (state.find()) {
            term = Long.parseLong(state.group(1));
            votedFor = Integer.parseInt(state.group(2));
        } else {
            db.update("REPLACE INTO system_attributes (name, body) VALUES ('RAFT_STATE', ?)", xml());
        }
        applied = db.first("SELECT MAX(log_index) FROM logdb WHERE applied = '1'", row -> row.getLong(1))
                .orElse(0L);
    }

    @Override
    public RecordLog log() {
        return log;
    }

    @Override
    public long term() {
        return term;
    }

    @Override
    public int votedFor() {
        return votedFor;
    }

    @Override
    public long applied() {
        return applied;
    }

    @Override
    public void keep(long newTerm, int vote) {
        term = newTerm;
        votedFor = vote;
        try {
            db.update("UPDATE system_attributes SET body = ? WHERE name = 'RAFT_STATE'", xml());
        } catch (StorageException e) {
            // oned goes on with what it has in memory.
        }
    }

    @Override
    public void applied(long index) {
        applied = index;
        try {
            db.update(
                    "UPDATE logdb SET timestamp = ?, applied = '1' WHERE log_index = ? AND timestamp = 0",
                    System.currentTimeMillis() / 1000,
                    index);
        } catch (StorageException e) {
            // It is applied once more after a restart; oned's SQL allows for that.
        }
    }

    /** Its methods wait themselves. */
    @Override
    public long writeTime(Random random) {
        return 0;
    }

    private String xml() {
        return "<TEMPLATE><TERM><![CDATA[" + term + "]]></TERM><VOTEDFOR><![CDATA[" + votedFor
                + "]]></VOTEDFOR></TEMPLATE>";
    }
}
