package io.oneha.observe.via;

/** How servers are to be reached by XML-RPC. */
public enum Preference {
    /** At their port, from this machine. */
    DIRECT,
    /** Through SSH to their hosts. */
    SSH,
    /** Both at first, then whichever worked, for each server by itself. */
    AUTO
}
