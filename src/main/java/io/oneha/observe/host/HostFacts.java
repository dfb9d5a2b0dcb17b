package io.oneha.observe.host;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What one look over SSH learnt of a host. Empty parts are those that the host does not have, or that could not be seen; the
 * second are named in {@code unseen}.
 *
 * @param hostname the host's own name
 * @param user the user of the login
 * @param privileged whether it was read as root, directly or by sudo
 * @param unseen what could not be seen and why, one line each, such as {@code oned.conf: sudo asks for a password}
 * @param addresses what its NICs hold, link-local and loopback addresses left out
 * @param services states by unit name without {@code .service}; units that are not installed, masked, or neither enabled nor
 *     running are left out, but for oned's own and the database's. What runs by a timer is known by it, such as
 *     {@code opennebula-showback.timer}
 * @param oned what {@code /etc/one/oned.conf} says
 * @param monitorAddress NETWORK/MONITOR_ADDRESS of {@code /etc/one/monitord.conf}
 * @param packageVersion version of the package {@code opennebula}, as the package manager writes it
 * @param os the operating system
 * @param clockOffset the host's clock minus ours, less half of the round trip
 * @param clockError how far off {@code clockOffset} may be: half of the round trip
 * @param disks the file systems of the database, of {@code /var/tmp} and of {@code /var/lib/one}
 * @param datastores the folders under {@code /var/lib/one/datastores}
 * @param configSums SHA-256 of the files under {@code /etc/one}, by path
 * @param authSums SHA-256 of the files under {@code /var/lib/one/.one}, by path
 * @param sshSums SHA-256 of the files under {@code /var/lib/one/.ssh}, by path
 * @param driverSums what each driver under {@code /var/lib/one/remotes} is made of, and each file of {@code remotes/etc}, by path:
 *     equal where all files of it have the same content, and are programs or not on both. A driver is two folders, such as {@code
 *     /var/lib/one/remotes/tm/ceph}
 * @param database the database, as the host reaches it
 * @param elections the last lines of oned.log that tell of elections, oldest first
 * @param peers how this host reaches the other front-ends
 * @param run the run of oneha that works on the host, or was left there
 * @param onedHangs whether something listens at oned's port and, asked on the host itself, takes no more connections or answers
 *     nothing within 2 s
 */
public record HostFacts(
        String hostname,
        String user,
        boolean privileged,
        List<String> unseen,
        List<NicAddress> addresses,
        Map<String, ServiceState> services,
        Optional<OnedConf> oned,
        Optional<String> monitorAddress,
        Optional<String> packageVersion,
        OperatingSystem os,
        Optional<Duration> clockOffset,
        Duration clockError,
        List<Disk> disks,
        List<Datastore> datastores,
        Map<String, String> configSums,
        Map<String, String> authSums,
        Map<String, String> sshSums,
        Map<String, String> driverSums,
        Optional<Database> database,
        List<String> elections,
        List<Peer> peers,
        Optional<RunMark> run,
        boolean onedHangs) {
    /** What {@code facts.sh} says first of what it could not see of units. */
    private static final String SERVICES = "services: ";

    /** A systemd unit's state, as far as it matters here. Source: systemctl(1), {@code is-active}. */
    public enum ServiceState {
        ACTIVE,
        ACTIVATING,
        INACTIVE,
        FAILED,
        OTHER;

        /** The word that systemctl has for it. */
        public String word() {
            return this == OTHER ? "other" : name().toLowerCase(Locale.ROOT);
        }

        /** Whether it runs, or is about to. */
        public boolean isUp() {
            return this == ACTIVE || this == ACTIVATING;
        }
    }

    /**
     * {@code /etc/os-release}.
     *
     * @param id such as {@code debian}, {@code ubuntu}, {@code almalinux}, {@code sles}
     * @param version {@code VERSION_ID}
     * @param name {@code PRETTY_NAME}
     */
    public record OperatingSystem(String id, String version, String name) {}

    /**
     * A file system.
     *
     * @param path what lies on it
     * @param mount where it is mounted
     * @param size in bytes
     * @param free bytes that ordinary users may still write
     */
    public record Disk(String path, String mount, long size, long free) {}

    /**
     * A datastore's folder.
     *
     * @param id its number
     * @param path the folder
     * @param source what is mounted there, such as {@code nfs1:/one} or {@code /dev/sda1}
     * @param type the file system's type, such as {@code nfs4}; empty where the folder is there and could not be looked at
     * @param images whether it holds image files
     */
    public record Datastore(int id, String path, String source, String type, boolean images) {
        /** Whether it was told what is mounted there. */
        public boolean isKnown() {
            return !type.isEmpty();
        }
    }

    /**
     * The sections of oned.conf that matter for HA; a section that is missing leaves its parts empty.
     *
     * @param mode FEDERATION/MODE
     * @param zoneId FEDERATION/ZONE_ID
     * @param serverId FEDERATION/SERVER_ID; -1 for solo
     * @param database the DB section
     * @param raft the values of the RAFT section by name, in upper case
     * @param leaderHook RAFT_LEADER_HOOK
     * @param followerHook RAFT_FOLLOWER_HOOK
     */
    public record OnedConf(
            Optional<String> mode,
            OptionalInt zoneId,
            OptionalInt serverId,
            Optional<DatabaseConf> database,
            Map<String, String> raft,
            Optional<Hook> leaderHook,
            Optional<Hook> followerHook) {}

    /**
     * DB of oned.conf, without its password, which never leaves the host.
     *
     * @param backend {@code mysql}, {@code sqlite}, …
     * @param server the database server's host
     * @param port its port; 0 for the default
     * @param user the account
     * @param name the database
     */
    public record DatabaseConf(String backend, String server, int port, String user, String name) {
        /** Whether the database server is this very host. */
        public boolean isLocal() {
            String host = server.toLowerCase(Locale.ROOT);
            return host.isEmpty() || host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
        }
    }

    /** A raft hook: COMMAND and ARGUMENTS. */
    public record Hook(String command, String arguments) {}

    /**
     * The database as this host reaches it.
     *
     * @param reachable whether a query was answered
     * @param error why not, in one line; empty when it was
     * @param firstIndex the lowest log_index of logdb; empty when there is none
     * @param lastIndex the highest
     * @param rows how many rows logdb has
     */
    public record Database(
            boolean reachable, String error, OptionalLong firstIndex, OptionalLong lastIndex, OptionalLong rows) {
        /** Whether no query was answered, for this reason. */
        public boolean isKeptBy(DatabaseTrouble trouble) {
            return !reachable && DatabaseTrouble.of(error) == trouble;
        }
    }

    /**
     * Another front-end as this one reaches it.
     *
     * @param name the other's name, as it was looked up
     * @param address what the name resolves to; empty when it does not
     * @param ssh whether its port 22 accepts a connection
     * @param oned whether its port 2633 does
     */
    public record Peer(String name, Optional<String> address, boolean ssh, boolean oned) {}

    /** Why units could not be seen, in which case none of {@code services} says anything; empty where they were. */
    public Optional<String> unseenServices() {
        return unseen.stream().filter(line -> line.startsWith(SERVICES)).findFirst();
    }

    /** The same, with other lines about what could not be seen. */
    public HostFacts unseen(List<String> lines) {
        return with(lines, peers);
    }

    /** The same, with what an earlier look told of the other front-ends. */
    HostFacts peers(List<Peer> earlier) {
        return with(unseen, earlier);
    }

    private HostFacts with(List<String> lines, List<Peer> others) {
        return new HostFacts(
                hostname,
                user,
                privileged,
                lines,
                addresses,
                services,
                oned,
                monitorAddress,
                packageVersion,
                os,
                clockOffset,
                clockError,
                disks,
                datastores,
                configSums,
                authSums,
                sshSums,
                driverSums,
                database,
                elections,
                others,
                run,
                onedHangs);
    }
}
