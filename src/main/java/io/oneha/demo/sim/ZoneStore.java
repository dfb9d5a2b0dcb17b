package io.oneha.demo.sim;

import io.oneha.demo.raft.DatabaseWrite;
import java.util.Optional;

/** What oned's API reads of a database. */
public interface ZoneStore {
    /** The zone as applied here: a follower's may be older than the leader's. */
    ZoneBody zone();

    /** Cluster 0, likewise; empty where none is kept, so that the calls about clusters are not known. */
    Optional<ClusterBody> cluster();

    /** The user of a session: none when it is not known, the password is wrong, or the database is down. */
    Optional<SimUser> authenticate(String session);

    /** Whether a user who was authenticated before is still there; nobody is when the database is down. */
    boolean knows(SimUser user);

    /** What gives a user another password; none when there is no such user. */
    Optional<DatabaseWrite> passwordChange(int userId, String password);
}
