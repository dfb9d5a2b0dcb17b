package io.oneha.demo.raft;

/** How far a server's log is committed, and its database brought along; 0 after a start until a leader says. */
final class CommitIndex {
    private final RaftStorage disk;
    private final StateMachine machine;
    private long index;
    private long doubtful = Long.MAX_VALUE;

    CommitIndex(RaftStorage disk, StateMachine machine) {
        this.disk = disk;
        this.machine = machine;
    }

    long index() {
        return index;
    }

    /**
     * With each change of state it falls back to what is applied; a dead database cannot tell what that was.
     *
     * @param deposed whether the server led. What it could not commit is then in doubt until its successor sends a record in
     *     its place. oned leaves that to chance, for its heartbeats do not tell terms; wherever it was recorded, the record
     *     came before the heartbeat, and the write was lost
     */
    void fallBack(boolean deposed) {
        index = machine.isWritable() ? disk.applied() : 0;
        doubtful = deposed ? index + 1 : doubtful;
    }

    /** A majority has the record. */
    void reach(long committed) {
        index = Math.max(index, committed);
        apply();
    }

    /** A leader has sent, or has found here, the record of that index. */
    void confirm(long sent) {
        if (sent >= doubtful) {
            doubtful = Long.MAX_VALUE;
        }
    }

    /** A leader tells how far it is; this server's log ends at {@code last}. */
    void follow(long leaderCommit, long last) {
        if (leaderCommit > index) {
            index = Math.max(index, Math.min(doubtful - 1, Math.min(last, leaderCommit)));
        }
        apply();
    }

    private void apply() {
        RecordLog log = disk.log();
        while (machine.isWritable() && disk.applied() < index && log.isLoadable(disk.applied() + 1)) {
            if (!machine.apply(log.record(disk.applied() + 1).change())) {
                return;
            }
            disk.applied(disk.applied() + 1);
        }
    }
}
