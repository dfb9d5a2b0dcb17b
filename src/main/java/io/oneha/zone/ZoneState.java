package io.oneha.zone;

/** A zone's STATE (OpenNebula, include/Zone.h). A disabled zone refuses writes and elects no leader after a restart. */
public enum ZoneState {
    /** 0. */
    ENABLED,
    /** 1. */
    DISABLED
}
