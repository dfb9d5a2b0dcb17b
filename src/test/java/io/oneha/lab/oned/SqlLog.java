package io.oneha.lab.oned;

import io.oneha.demo.raft.DatabaseWrite;
import io.oneha.demo.raft.RaftCall;
import io.oneha.demo.raft.RaftReply;
import io.oneha.demo.raft.RecordLog;
import io.oneha.demo.raft.StorageException;
import java.math.BigInteger;
import java.util.Optional;

/** The table {@code logdb} of a MariaDB. Where it begins and ends is kept in memory, as oned does. */
final class SqlLog implements RecordLog {
    /** fed_index of a record that is not federated: (unsigned 64 bit) -1. */
    static final BigInteger NOT_FEDERATED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private final MariaDb db;
    private final long limitPurge;
    private long first;
    private long last;
    private long lastTerm;
    private Optional<Loaded> loaded = Optional.empty();

    private record Loaded(RaftCall.LogRecord record, long previousTerm) {}

    SqlLog(MariaDb db, long limitPurge) {
        this.db = db;
        this.limitPurge = limitPurge;
        if (db.first("SELECT log_index FROM logdb WHERE log_index = 0", row -> row.getLong(1))
                        .isEmpty()
                && db.first("SELECT MAX(log_index) FROM logdb", row -> row.getLong(1))
                        .isEmpty()) {
            long now = System.currentTimeMillis() / 1000;
            insert(0, 0, Long.toString(now), now);
        }
        readBounds();
    }

    @Override
    public long firstIndex() {
        return first;
    }

    @Override
    public long lastIndex() {
        return last;
    }

    @Override
    public long lastTerm() {
        return lastTerm;
    }

    @Override
    public boolean isLoadable(long index) {
        if (loaded.filter(known -> known.record().index() == index).isPresent()) {
            return true;
        }
        if (index > last) {
            return false;
        }
        try {
            loaded = db.first(
                    "SELECT c.log_index, c.term, c.sqlcmd, p.term FROM logdb c, logdb p"
                            + " WHERE c.log_index = ? AND p.log_index = ?",
                    row -> new Loaded(
                            new RaftCall.LogRecord(
                                    row.getLong(1),
                                    unsigned(row.getLong(2)),
                                    new SqlChange(SqlText.expanded(row.getString(3)))),
                            unsigned(row.getLong(4))),
                    index,
                    Math.max(0, index - 1));
            return loaded.isPresent();
        } catch (StorageException e) {
            return false;
        }
    }

    @Override
    public long termOf(long index) {
        if (index == last) {
            return lastTerm;
        }
        return loaded.filter(known -> known.record().index() == index + 1)
                .map(Loaded::previousTerm)
                .or(() -> Optional.of(index).filter(this::isLoadable).map(at -> record(at)
                        .term()))
                .orElse(0L);
    }

    @Override
    public RaftCall.LogRecord record(long index) {
        if (!isLoadable(index)) {
            throw new IllegalStateException("no record " + index);
        }
        return loaded.orElseThrow().record();
    }

    @Override
    public long append(long term, DatabaseWrite change) {
        insert(last + 1, term, SqlChange.of(change).sql(), 0);
        last++;
        lastTerm = term;
        return last;
    }

    @Override
    public void truncateFrom(long index) {
        loaded = Optional.empty();
        db.update("DELETE FROM logdb WHERE log_index >= ?", index);
        readBounds();
    }

    @Override
    public void purge(long applied, long retention) {
        try {
            db.update(
                    "DELETE FROM logdb WHERE applied = '1' AND log_index < ? ORDER BY log_index LIMIT " + limitPurge,
                    Math.max(0, applied - retention + 1));
            loaded = Optional.empty();
            readBounds();
        } catch (StorageException e) {
            // The next purge takes these too.
        }
    }

    private void insert(long index, long term, String sql, long timestamp) {
        db.update(
                "INSERT INTO logdb (log_index, term, sqlcmd, timestamp, fed_index, applied) VALUES (?, ?, ?, ?, ?, ?)",
                index,
                (int) term,
                SqlText.compressed(sql),
                timestamp,
                NOT_FEDERATED,
                timestamp == 0 ? 0 : 1);
    }

    private void readBounds() {
        first = db.first("SELECT MIN(log_index) FROM logdb", row -> row.getLong(1))
                .orElse(0L);
        last = db.first("SELECT MAX(log_index) FROM logdb", row -> row.getLong(1))
                .orElse(0L);
        lastTerm = db.first("SELECT term FROM logdb WHERE log_index = ?", row -> unsigned(row.getLong(1)), last)
                .orElse(0L);
    }

    /** The column is a signed int, a term is not. */
    private static long unsigned(long term) {
        return term & RaftReply.NO_TERM;
    }
}
