package io.oneha.demo.sim;

import java.util.Optional;

/** What oned's API reads of a database. */
public interface ZoneStore {
    /** The zone as applied here: a follower's may be older than the leader's. */
    ZoneBody zone();

    /** The user of a session: none when it is not known, the password is wrong, or the database is down. */
    Optional<SimUser> authenticate(String session);
}
