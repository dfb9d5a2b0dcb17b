package io.oneha.demo.sim;

import io.oneha.demo.raft.DatabaseWrite;
import io.oneha.demo.raft.RaftDisk;
import io.oneha.demo.raft.StateMachine;
import io.oneha.zone.ZoneState;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** One front-end's MariaDB: what a crash of oned leaves behind. */
public final class Database implements StateMachine, ZoneStore {
    private final RaftDisk raft;
    private ZoneBody zone;
    private ClusterBody cluster = ClusterBody.DEFAULT;
    private List<SimUser> restored;
    private List<SimUser> users;
    private boolean up = true;
    private boolean logStands;
    private long recordDelay;

    /** A database that runs. */
    public Database(RaftDisk raft, ZoneBody zone, List<SimUser> users) {
        this.raft = raft;
        this.zone = zone;
        this.restored = List.copyOf(users);
        this.users = restored;
    }

    /** Raft's part. */
    public RaftDisk raft() {
        return raft;
    }

    @Override
    public ZoneBody zone() {
        return zone;
    }

    @Override
    public Optional<ClusterBody> cluster() {
        return Optional.of(cluster);
    }

    /** Becomes what another one is now. */
    public void restore(Database backup) {
        raft.restore(backup.raft);
        zone = backup.zone;
        cluster = backup.cluster;
        users = backup.users;
    }

    /** Knows the zone's passwords, or none, as one that was bootstrapped instead of restored. */
    public void knowPasswords(boolean known) {
        users = known ? restored : List.of();
    }

    @Override
    public Optional<SimUser> authenticate(String session) {
        return up
                ? users.stream().filter(user -> user.session().equals(session)).findFirst()
                : Optional.empty();
    }

    @Override
    public boolean knows(SimUser user) {
        return up && users.stream().anyMatch(row -> row.id() == user.id());
    }

    @Override
    public Optional<DatabaseWrite> passwordChange(int userId, String password) {
        return users.stream()
                .filter(user -> user.id() == userId)
                .<DatabaseWrite>map(user -> new PasswordChange(userId, password))
                .findFirst();
    }

    private static List<SimUser> changed(List<SimUser> rows, PasswordChange change) {
        return rows.stream()
                .map(row -> row.id() == change.userId() ? new SimUser(row.id(), row.name(), change.password()) : row)
                .toList();
    }

    /** Stops or starts the database's server. */
    public void up(boolean isUp) {
        up = isUp;
    }

    /** Whether replicated records reach it; heartbeats do in any case. */
    public void setLogStands(boolean stands) {
        logStands = stands;
    }

    /** Whether replicated records fail to reach it. */
    public boolean logStands() {
        return logStands;
    }

    /** Makes its disk take so long for each replicated record, in milliseconds. */
    public void setRecordDelay(long millis) {
        recordDelay = millis;
    }

    long recordDelay() {
        return recordDelay;
    }

    @Override
    public boolean isWritable() {
        return up;
    }

    @Override
    public boolean holdsElections() {
        return zone.state() == ZoneState.ENABLED;
    }

    @Override
    public boolean apply(DatabaseWrite change) {
        if (change instanceof ZoneBody body) {
            zone = body;
        } else if (change instanceof ClusterBody body) {
            cluster = body;
        } else if (change instanceof PasswordChange password) {
            restored = changed(restored, password);
            users = changed(users, password);
        }
        return true;
    }

    @Override
    public SortedMap<Integer, String> servers() {
        return zone.endpoints();
    }
}
