package io.oneha.demo.raft;

import io.oneha.zone.ServerState;

/** Hears of a raft manager what oned logs, and runs its hooks at, at the moment it happens. */
public interface RaftEvents {
    /** Nobody listens. */
    RaftEvents NONE = new RaftEvents() {};

    /**
     * It starts.
     *
     * @param state solo or follower
     */
    default void started(ServerState state) {}

    /** Its leader was silent for too long: it stands for election. */
    default void electionBegins() {}

    /**
     * It was elected.
     *
     * @param last the index of the newest record of its log
     * @param applied the index of the last applied one
     */
    default void leads(long last, long applied) {}

    /**
     * It follows from now on, or again in a new term.
     *
     * @param deposed whether it led until now
     */
    default void follows(boolean deposed) {}
}
