package io.oneha.demo.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A simulated {@code logdb}. Terms are kept as runs and only changes that matter are held, so that a history of any length costs
 * next to nothing.
 */
public final class RaftLog implements RecordLog {
    private final List<Run> runs = new ArrayList<>();
    private final NavigableMap<Long, DatabaseWrite> changes = new TreeMap<>();
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
        return runs.get(runs.size() - 1).term();
    }

    @Override
    public boolean isLoadable(long index) {
        return index <= last && Math.max(0, index - 1) >= first;
    }

    @Override
    public long termOf(long index) {
        int at = runs.size() - 1;
        while (runs.get(at).from() > index) {
            at--;
        }
        return runs.get(at).term();
    }

    /** The index behind the newest record of a term; 0 where there is none. */
    public long endOf(long term) {
        long end = 0;
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).term() == term) {
                end = i + 1 < runs.size() ? runs.get(i + 1).from() : last + 1;
            }
        }
        return end;
    }

    @Override
    public RaftCall.LogRecord record(long index) {
        return new RaftCall.LogRecord(index, termOf(index), changes.getOrDefault(index, DatabaseWrite.ELSEWHERE));
    }

    @Override
    public long append(long term, DatabaseWrite change) {
        last++;
        if (lastTerm() != term) {
            runs.add(new Run(last, term));
        }
        if (change != DatabaseWrite.ELSEWHERE) {
            changes.put(last, change);
        }
        return last;
    }

    @Override
    public void truncateFrom(long index) {
        last = index - 1;
        while (runs.size() > 1 && runs.get(runs.size() - 1).from() > last) {
            runs.remove(runs.size() - 1);
        }
        changes.tailMap(index, true).clear();
    }

    @Override
    public void purge(long applied, long retention) {
        first = Math.max(first, applied - retention + 1);
        changes.headMap(first, false).clear();
        while (runs.size() > 1 && runs.get(1).from() <= first) {
            runs.remove(0);
        }
    }

    private record Run(long from, long term) {}
}
