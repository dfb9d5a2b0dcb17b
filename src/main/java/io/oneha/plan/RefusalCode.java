package io.oneha.plan;

/** Why nothing is planned, where no finding says it. The names are what programs read ({@code code} of {@code plan -o json}). */
public enum RefusalCode {
    /** The zone is part of a federation, where not all is covered, or the inventory sets one up. */
    FEDERATION,
    /** The inventory has no virtual address. */
    NO_VIP,
    /** SSH told nothing of a front-end. */
    HOST_UNSEEN,
    /** A front-end cannot be looked at as root. */
    NO_SUDO,
    LEADER_NOT_IN_INVENTORY,
    /** The leader's raft hook has another virtual address than the inventory. */
    OTHER_VIP,
    /** An oned runs on a front-end that is not in the zone. */
    RUNS_ALREADY,
    /** A front-end was a server of another zone. */
    OTHER_ZONE,
    /** A zone is there and its oned does not run. */
    ZONE_DOWN,
    /** Logins of an earlier zone lie where a new one would make its own. */
    OLD_CREDENTIALS,
    /** There is no zone that a front-end could join. */
    NO_ZONE,
    /** force-ha is for a single front-end. */
    NOT_ONE_FRONT_END,
    /** A front-end runs without HA, and making it HA-ready restarts its oned: {@code --adopt} accepts that. */
    RUNS_WITHOUT_HA,
    /** A server of the zone is not in the inventory. */
    EXTRA_SERVER,
    /** What was named is no server of the zone. */
    NO_SUCH_SERVER,
    /** No other server can lead, or none can be made to win. */
    NO_HEIR,
    /** Only a zone of three servers can hand over without a change of its configuration. */
    NOT_THREE_SERVERS,
    /** The server that was named leads its zone. */
    LEADS,
    /** An oned answers and its unit does not run. */
    OUTSIDE_UNIT,
    /** SSH goes through the virtual address, which moves. */
    VIP_ON_WAY,
    /** What would be rebooted is the machine that oneha runs on, or its way to others. */
    OWN_WAY,
    /** Planning itself failed. */
    NOT_PLANNED,
    /** Nothing can be changed from here. */
    UNCHANGEABLE,
    /** A finding stands in the way: {@link Decision.Refusal#finding} says which. */
    FINDING
}
