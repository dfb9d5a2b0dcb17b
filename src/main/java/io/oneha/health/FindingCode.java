package io.oneha.health;

/** What can be found; the names are stable and part of the output. */
public enum FindingCode {
    NO_ANSWER,
    NO_LEADER,
    LEADER_WITHOUT_MAJORITY,
    TWO_LEADERS,
    QUORUM_LOST,
    NO_FAULT_TOLERANCE,
    EVEN_SERVERS,
    TWO_SERVERS,
    NOT_HA,
    SERVER_UNREACHABLE,
    SERVER_SILENT,
    SERVER_AUTH,
    FOLLOWER_LAGGING,
    FOLLOWER_FROZEN,
    LOG_WINDOW,
    TERM_BEHIND,
    TERM_WRAPPED,
    ELECTIONS,
    CANDIDATE,
    GHOST_SERVER,
    DUPLICATE_SERVER,
    SERVER_ID_MISMATCH,
    ZONE_DISABLED,
    DB_NOT_HA,
    INVENTORY_DRIFT
}
