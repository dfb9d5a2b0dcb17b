package io.oneha.testing;

import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.DatabaseConf;
import io.oneha.observe.host.HostFacts.Datastore;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.observe.host.HostFacts.Hook;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.observe.host.HostFacts.OperatingSystem;
import io.oneha.observe.host.HostFacts.Peer;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.observe.host.HostFailure;
import io.oneha.observe.host.HostView;
import io.oneha.observe.host.NicAddress;
import io.oneha.observe.host.RunMark;
import io.oneha.ssh.SshException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What SSH tells of a healthy front-end, with one thing after another made otherwise. A host's own address is
 * {@code 10.90.0.(11 + id)/24} on eth0, and its oned.conf is that of recordings/host.
 */
public final class HostSamples {
    /** Services that run on the leader only. */
    public static final List<String> LEADERS = List.of(
            "opennebula-flow", "opennebula-form", "opennebula-gate", "opennebula-hem", "opennebula-showback.timer");

    private static final List<String> EVERYWHERE =
            List.of("mariadb", "opennebula", "opennebula-fireedge", "opennebula-novnc", "opennebula-ssh-agent");
    private static final long GIB = 1L << 30;
    private static final int FIRST = 11;

    private final String name;
    private String user = "root";
    private boolean privileged = true;
    private final List<String> unseen = new ArrayList<>();
    private final List<NicAddress> addresses = new ArrayList<>();
    private final Map<String, ServiceState> services = new TreeMap<>();
    private Optional<OnedConf> oned;
    private Optional<String> version = Optional.of("7.4.0-1");
    private Optional<Duration> clockOffset = Optional.of(Duration.ofMillis(3));
    private List<Disk> disks = List.of(
            new Disk("/var/lib/mysql", "/", 100 * GIB, 62 * GIB),
            new Disk("/var/tmp", "/", 100 * GIB, 62 * GIB),
            new Disk("/var/lib/one", "/var/lib/one", 500 * GIB, 210 * GIB));
    private List<Datastore> datastores = List.of(
            new Datastore(0, "/var/lib/one/datastores/0", "/dev/sdb1", "ext4", false),
            new Datastore(1, "/var/lib/one/datastores/1", "nfs1:/one/1", "nfs4", true),
            new Datastore(2, "/var/lib/one/datastores/2", "nfs1:/one/2", "nfs4", true));
    private final Map<String, String> configSums = new TreeMap<>(
            Map.of("/etc/one/monitord.conf", sum(1), "/etc/one/oned.conf", sum(2), "/etc/one/sched.conf", sum(3)));
    private final Map<String, String> authSums =
            new TreeMap<>(Map.of("/var/lib/one/.one/one_auth", sum(4), "/var/lib/one/.one/oneflow_auth", sum(5)));
    private final Map<String, String> sshSums = new TreeMap<>(Map.of("/var/lib/one/.ssh/id_rsa.pub", sum(6)));
    private Optional<Database> database =
            Optional.of(new Database(true, "", OptionalLong.of(0), OptionalLong.of(8), OptionalLong.of(9)));
    private List<String> elections = List.of(
            "Mon Nov 23 08:34:46 2026 [Z0][RRM][E]: Failed to get heartbeat from leader. Starting election proccess",
            "Mon Nov 23 08:34:46 2026 [Z0][RCM][I]: oned is now the leader of the zone");
    private List<Peer> peers = List.of();
    private Optional<RunMark> run = Optional.empty();

    private HostSamples(int id, String name) {
        this.name = name;
        addresses.add(new NicAddress("eth0", "10.90.0." + (FIRST + id), 24));
        EVERYWHERE.forEach(unit -> services.put(unit, ServiceState.ACTIVE));
        LEADERS.forEach(unit -> services.put(unit, ServiceState.INACTIVE));
        oned = Optional.of(oned(id));
    }

    /** A follower. */
    public static HostSamples follower(int id, String name) {
        return new HostSamples(id, name);
    }

    /** A leader, without the virtual address. */
    public static HostSamples leader(int id, String name) {
        HostSamples leader = new HostSamples(id, name);
        LEADERS.forEach(unit -> leader.services.put(unit, ServiceState.ACTIVE));
        return leader;
    }

    /** With one more address on eth0. */
    public HostSamples holding(String address, int prefix) {
        addresses.add(new NicAddress("eth0", address, prefix));
        return this;
    }

    /** With a service in another state. */
    public HostSamples service(String unit, ServiceState state) {
        services.put(unit, state);
        return this;
    }

    /** Read by a user who may not become root. */
    public HostSamples limited() {
        user = "ubuntu";
        privileged = false;
        unseen.add("oned.conf: not readable by ubuntu, and sudo asks for a password");
        unseen.add("/var/lib/one/.one: not readable by ubuntu");
        oned = Optional.empty();
        database = Optional.empty();
        authSums.clear();
        sshSums.clear();
        elections = List.of();
        return this;
    }

    /** A host on which nothing of OpenNebula was ever installed. */
    public HostSamples bare() {
        services.clear();
        oned = Optional.empty();
        version = Optional.empty();
        database = Optional.empty();
        configSums.clear();
        authSums.clear();
        elections = List.of();
        return this;
    }

    public HostSamples unseen(String line) {
        unseen.add(line);
        return this;
    }

    public HostSamples oned(OnedConf conf) {
        oned = Optional.of(conf);
        return this;
    }

    public HostSamples version(String packageVersion) {
        version = Optional.of(packageVersion);
        return this;
    }

    public HostSamples clockOffset(Duration offset) {
        clockOffset = Optional.of(offset);
        return this;
    }

    public HostSamples disks(List<Disk> all) {
        disks = all;
        return this;
    }

    public HostSamples datastores(List<Datastore> all) {
        datastores = all;
        return this;
    }

    /** With a file of /etc/one, /var/lib/one/.one or /var/lib/one/.ssh that differs from the others'. */
    public HostSamples differing(String path) {
        Map<String, String> sums = path.startsWith("/etc/") ? configSums : path.contains("/.one/") ? authSums : sshSums;
        sums.put(path, sum(name.hashCode()));
        return this;
    }

    public HostSamples database(Database seen) {
        database = Optional.of(seen);
        return this;
    }

    /** With a database that cannot be reached. */
    public HostSamples databaseDown(String error) {
        return database(new Database(false, error, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()));
    }

    public HostSamples elections(List<String> lines) {
        elections = lines;
        return this;
    }

    public HostSamples marked(RunMark mark) {
        run = Optional.of(mark);
        return this;
    }

    public HostSamples peers(Peer... others) {
        peers = List.of(others);
        return this;
    }

    /** The facts. */
    public HostFacts facts() {
        return new HostFacts(
                name,
                user,
                privileged,
                List.copyOf(unseen),
                List.copyOf(addresses),
                new TreeMap<>(services),
                oned,
                Optional.of("10.90.0.100"),
                version,
                new OperatingSystem("debian", "12", "Debian GNU/Linux 12 (bookworm)"),
                clockOffset,
                Duration.ofMillis(2),
                disks,
                datastores,
                new TreeMap<>(configSums),
                new TreeMap<>(authSums),
                new TreeMap<>(sshSums),
                Map.of(),
                database,
                elections,
                peers,
                run,
                false);
    }

    /** The view of a host whose facts and addresses were read at some time. */
    public HostView view(Instant at) {
        return view(at, at);
    }

    /** The view of a host whose addresses are newer than its facts. */
    public HostView view(Instant factsAt, Instant addressesAt) {
        return new HostView(
                true,
                Optional.of(new HostView.Seen<>(List.copyOf(addresses), addressesAt)),
                Optional.of(new HostView.Seen<>(facts(), factsAt)),
                Optional.empty(),
                Duration.ofMillis(46));
    }

    /** The view of a host that never answered. */
    public static HostView failed(SshException.Kind kind, String text, Instant since) {
        return failing(HostView.PENDING, kind, text, since);
    }

    /** The same view, whose later tries failed. */
    public static HostView failing(HostView view, SshException.Kind kind, String text, Instant since) {
        return new HostView(
                true, view.addresses(), view.facts(), Optional.of(new HostFailure(kind, text, since)), view.elapsed());
    }

    /** Another front-end that is reached, at its own address. */
    public static Peer peer(int id, String name) {
        return new Peer(name, Optional.of("10.90.0." + (FIRST + id)), true, true);
    }

    /** oned.conf of a server that has an id, or -1. */
    public static OnedConf oned(int serverId) {
        return new OnedConf(
                Optional.of("STANDALONE"),
                OptionalInt.of(0),
                OptionalInt.of(serverId),
                Optional.of(new DatabaseConf("mysql", "127.0.0.1", 3306, "oneadmin", "opennebula")),
                new TreeMap<>(Map.of(
                        "LIMIT_PURGE", "100000",
                        "LOG_RETENTION", "250000",
                        "LOG_PURGE_TIMEOUT", "60",
                        "ELECTION_TIMEOUT_MS", "5000",
                        "BROADCAST_TIMEOUT_MS", "500",
                        "XMLRPC_TIMEOUT_MS", "1000")),
                Optional.of(new Hook("raft/vip.sh", "leader eth0 10.90.0.100/24")),
                Optional.of(new Hook("raft/vip.sh", "follower eth0 10.90.0.100/24")));
    }

    private static String sum(int seed) {
        return String.format("%064x", seed & 0xffffffffL);
    }
}
