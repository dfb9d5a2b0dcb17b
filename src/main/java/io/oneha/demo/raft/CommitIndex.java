package io.oneha.demo.raft;

/** How far a server's log is committed, and its database brought along; 0 after a start until a leader says. */
final class CommitIndex {
    private final RaftDisk disk;
    private final StateMachine machine;
    private long index;

    CommitIndex(RaftDisk disk, StateMachine machine) {
        this.disk = disk;
        this.machine = machine;
    }

    long index() {
        return index;
    }

    /** With each change of state it falls back to what is applied; a dead database cannot tell what that was. */
    void fallBack() {
        index = machine.isWritable() ? disk.applied() : 0;
    }

    /** A majority has the record. */
    void reach(long committed) {
        index = Math.max(index, committed);
        apply();
    }

    /** A leader tells how far it is; this server's log ends at {@code last}. */
    void follow(long leaderCommit, long last) {
        if (leaderCommit > index) {
            index = Math.min(last, leaderCommit);
        }
        apply();
    }

    private void apply() {
        RaftLog log = disk.log();
        while (machine.isWritable() && disk.applied() < index && log.isLoadable(disk.applied() + 1)) {
            machine.apply(log.record(disk.applied() + 1).change());
            disk.applied(disk.applied() + 1);
        }
    }
}
