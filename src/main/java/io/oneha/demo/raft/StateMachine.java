package io.oneha.demo.raft;

import java.util.SortedMap;

/** What raft keeps equal on all servers: the zone's database, as far as raft looks into it. */
public interface StateMachine {
    /** Carries out a committed change; false when the database did not, and it is to be tried again. */
    boolean apply(DatabaseWrite change);

    /** The zone's servers as the database knows them: endpoints by id. */
    SortedMap<Integer, String> servers();

    /** Whether a server that starts may stand for election: not in a disabled zone. */
    boolean holdsElections();

    /** Whether the database takes writes; a dead one leaves raft with what it has in memory. */
    boolean isWritable();
}
