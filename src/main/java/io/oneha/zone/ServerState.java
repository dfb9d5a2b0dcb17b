package io.oneha.zone;

/** A zone server's raft state: {@code STATE} of {@code one.zone.raftstatus} (OpenNebula, include/RaftManager.h). */
public enum ServerState {
    /** Not in HA: SERVER_ID is -1. */
    SOLO,
    /** Stands for election. */
    CANDIDATE,
    /** Follows a leader, or waits for one: also the first seconds after every start. */
    FOLLOWER,
    /** Leads; also a leader that has lost its majority, for there is no lease. */
    LEADER;

    /** The word {@code onezone show} uses. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
