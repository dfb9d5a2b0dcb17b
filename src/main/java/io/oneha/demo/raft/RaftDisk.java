package io.oneha.demo.raft;

import java.util.Random;

/** The raft part of a simulated database. */
public final class RaftDisk implements RaftStorage {
    private RaftLog log;
    private long term;
    private int votedFor = -1;
    private long applied;

    /** A database whose log ends at {@code last}, all applied. */
    public RaftDisk(long last, long logTerm, long term, int votedFor) {
        this.log = new RaftLog(last, logTerm);
        this.term = term;
        this.votedFor = votedFor;
        this.applied = last;
    }

    @Override
    public RaftLog log() {
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
    public void keep(long term, int votedFor) {
        this.term = term;
        this.votedFor = votedFor;
    }

    @Override
    public void applied(long index) {
        applied = index;
    }

    /** As measured with MariaDB on a small machine. */
    @Override
    public long writeTime(Random random) {
        return 2L + random.nextInt(3);
    }

    /** Takes over another database's log and state, as a restored backup does. */
    public void restore(RaftDisk backup) {
        log = new RaftLog(backup.log);
        term = backup.term;
        votedFor = backup.votedFor;
        applied = backup.applied;
    }

    /** Loses the newest {@code records} records, as the restore of an older backup does. */
    public void rewind(long records) {
        log.truncateFrom(Math.max(log.firstIndex(), log.lastIndex() - records) + 1);
        applied = Math.min(applied, log.lastIndex());
    }
}
