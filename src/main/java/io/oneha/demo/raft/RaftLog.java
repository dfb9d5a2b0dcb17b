package io.oneha.demo.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The table {@code logdb}. Terms are kept as runs and only changes that matter are held, so that a history of any length costs
 * next to nothing.
 */
public final class RaftLog {
    private final List<Run> runs = new ArrayList<>();
    private final NavigableMap<Long, Change> changes = new TreeMap<>();
    private long first;
    private long last;

    /** A log as bootstrapped: the record 0 of term 0, or a history that ends at {@code last}, all of one term. */
    public RaftLog(long last, long term) {
        runs.add(new Run(0, 0));
        if (last > 0 && term != 0) {
            runs.add(new Run(1, term));
        }
        this.last = last;
    }

    /** A copy that changes on its own, as a backup's. */
    public RaftLog(RaftLog other) {
        runs.addAll(other.runs);
        changes.putAll(other.changes);
        first = other.first;
        last = other.last;
    }

    /** The index of the oldest record that is still there. */
    public long firstIndex() {
        return first;
    }

    /** The index of the newest record. */
    public long lastIndex() {
        return last;
    }

    /** The term of the newest record. */
    public long lastTerm() {
        return runs.get(runs.size() - 1).term();
    }

    /** Whether a record can be read the way oned reads one: together with the record before it. */
    public boolean isLoadable(long index) {
        return index <= last && Math.max(0, index - 1) >= first;
    }

    /** A record's term. */
    public long termOf(long index) {
        int at = runs.size() - 1;
        while (runs.get(at).from() > index) {
            at--;
        }
        return runs.get(at).term();
    }

    /** A record. */
    public RaftCall.LogRecord record(long index) {
        return new RaftCall.LogRecord(
                index, termOf(index), Optional.ofNullable(changes.get(index)).orElse(Change.ELSEWHERE));
    }

    /** Adds a record and tells its index. */
    public long append(long term, Change change) {
        last++;
        if (lastTerm() != term) {
            runs.add(new Run(last, term));
        }
        if (change != Change.ELSEWHERE) {
            changes.put(last, change);
        }
        return last;
    }

    /** Whether the record before {@code record} is here, and is of that term. */
    boolean endsBefore(RaftCall.LogRecord record, long previousTerm) {
        long previous = record.index() - 1;
        return previous < 0 || isLoadable(previous) && termOf(previous) == previousTerm;
    }

    /** Whether a record of that index and term is here. */
    boolean has(RaftCall.LogRecord record) {
        return isLoadable(record.index()) && termOf(record.index()) == record.term();
    }

    /** Puts a leader's record at its place, where one of another term gives way with all that follow it. */
    void put(RaftCall.LogRecord record) {
        if (isLoadable(record.index())) {
            truncateFrom(record.index());
        }
        append(record.term(), record.change());
    }

    /** Drops the records from {@code index} on. */
    public void truncateFrom(long index) {
        last = index - 1;
        while (runs.size() > 1 && runs.get(runs.size() - 1).from() > last) {
            runs.remove(runs.size() - 1);
        }
        changes.tailMap(index, true).clear();
    }

    /** Drops the oldest records so that {@code retention} applied ones are left. */
    public void purge(long applied, long retention) {
        first = Math.max(first, applied - retention + 1);
        changes.headMap(first, false).clear();
        while (runs.size() > 1 && runs.get(1).from() <= first) {
            runs.remove(0);
        }
    }

    private record Run(long from, long term) {}
}
