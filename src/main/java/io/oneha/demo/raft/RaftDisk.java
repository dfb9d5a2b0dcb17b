package io.oneha.demo.raft;

/** What raft keeps in the database and finds again after a crash. */
public final class RaftDisk {
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

    /** {@code logdb}. */
    public RaftLog log() {
        return log;
    }

    /** RAFT_STATE/TERM. */
    public long term() {
        return term;
    }

    /** RAFT_STATE/VOTEDFOR. */
    public int votedFor() {
        return votedFor;
    }

    /** The last applied record. */
    public long applied() {
        return applied;
    }

    void keep(long term, int votedFor) {
        this.term = term;
        this.votedFor = votedFor;
    }

    void applied(long index) {
        applied = index;
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
