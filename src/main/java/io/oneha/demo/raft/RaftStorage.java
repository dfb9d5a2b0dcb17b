package io.oneha.demo.raft;

import java.util.Random;

/** What raft keeps in the database and finds again after a crash. A database that takes no writes changes nothing and says nothing. */
public interface RaftStorage {
    /** {@code logdb}. */
    RecordLog log();

    /** RAFT_STATE/TERM. */
    long term();

    /** RAFT_STATE/VOTEDFOR. */
    int votedFor();

    /** The last applied record. */
    long applied();

    /** Writes RAFT_STATE. */
    void keep(long term, int votedFor);

    /** The record of that index is applied. */
    void applied(long index);

    /** What a write takes that its method does not itself wait for, in milliseconds. */
    long writeTime(Random random);
}
