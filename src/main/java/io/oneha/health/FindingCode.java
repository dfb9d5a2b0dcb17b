package io.oneha.health;

/** What can be found; the names are stable and part of the output. */
public enum FindingCode {
    NO_ANSWER,
    RUN_UNFINISHED,
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
    VIP_MISSING,
    VIP_SPLIT,
    VIP_NOT_ON_LEADER,
    GHOST_SERVER,
    DUPLICATE_SERVER,
    POOL_DISAGREES,
    SERVER_ID_MISMATCH,
    VERSION_MISMATCH,
    ZONE_DISABLED,
    SERVICE_ROLE,
    DB_DOWN,
    DB_NOT_HA,
    DB_DIVERGED,
    CONFIG_DRIFT,
    AUTH_DRIFT,
    SHARE_MISSING,
    CLOCK_SKEW,
    DISK_LOW,
    HOST_KEY,
    SSH_DOWN,
    INVENTORY_DRIFT;

    /** One of these, about a server or the zone. */
    Finding critical(String subject, String reason, String remedy) {
        return new Finding(this, Severity.CRITICAL, subject, reason, remedy);
    }

    Finding warning(String subject, String reason, String remedy) {
        return new Finding(this, Severity.WARNING, subject, reason, remedy);
    }

    Finding info(String subject, String reason, String remedy) {
        return new Finding(this, Severity.INFO, subject, reason, remedy);
    }
}
