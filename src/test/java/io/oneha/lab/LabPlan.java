package io.oneha.lab;

import io.oneha.lab.oned.SimOned;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a lab is made of. Immutable: each method gives a plan that differs in one thing. */
public final class LabPlan {
    /** The usual virtual address. */
    public static final String VIP = "198.51.100.100/24";

    /** The same as IPv6. */
    public static final String VIP6 = "2001:db8:51::100/64";

    private final int frontends;
    private int members;
    private int jumps;
    private boolean databases = true;
    private boolean sharedDatastores;
    private String vip = VIP;
    private int announcements;
    private Optional<String> release = Optional.empty();
    private Optional<String> oned = Optional.empty();
    private TreeMap<String, Integer> raft = new TreeMap<>();

    private LabPlan(int frontends) {
        this.frontends = frontends;
        this.members = frontends;
    }

    /**
     * Front-ends n1a1, n1a2, … that are all servers of one zone: each has its SERVER_ID (0, 1, …), the raft hooks and a database
     * that holds the zone. The operator reaches them directly. There is no oned yet.
     */
    public static LabPlan of(int frontends) {
        return new LabPlan(frontends);
    }

    private LabPlan copy() {
        LabPlan copy = new LabPlan(frontends);
        copy.members = members;
        copy.jumps = jumps;
        copy.databases = databases;
        copy.sharedDatastores = sharedDatastores;
        copy.vip = vip;
        copy.announcements = announcements;
        copy.release = release;
        copy.oned = oned;
        copy.raft = new TreeMap<>(raft);
        return copy;
    }

    /** Only the first so many are servers of the zone; the others are fresh: SERVER_ID -1, no hooks, an empty database. */
    public LabPlan withMembers(int count) {
        LabPlan copy = copy();
        copy.members = count;
        return copy;
    }

    /** One or two jump hosts, jump1 and jump2, lie between the operator and the front-ends. */
    public LabPlan behindJumps(int count) {
        LabPlan copy = copy();
        copy.jumps = count;
        return copy;
    }

    /** Its front-ends boot Debian bookworm with systemd, instead of a stand-in for it; see {@link Machine#power}. */
    public LabPlan booted() {
        return booted("bookworm");
    }

    /** The same with another release of Debian: trixie. */
    public LabPlan booted(String debianRelease) {
        LabPlan copy = copy();
        copy.release = Optional.of(debianRelease);
        return copy;
    }

    /** No MariaDB is started: quicker, where a test is about SSH alone. */
    public LabPlan withoutDatabases() {
        LabPlan copy = copy();
        copy.databases = false;
        return copy;
    }

    /** The datastores of all front-ends are one file system, of the machine storage, mounted over sshfs. */
    public LabPlan withSharedDatastores() {
        LabPlan copy = copy();
        copy.sharedDatastores = true;
        return copy;
    }

    /** With another virtual address, with its prefix length: {@link #VIP6}. */
    public LabPlan withVip(String address) {
        LabPlan copy = copy();
        copy.vip = address;
        return copy;
    }

    /** So often vip.sh tells the network about the address, each taking two seconds; not at all unless said, the product's own five times. */
    public LabPlan withAnnouncements(int count) {
        LabPlan copy = copy();
        copy.announcements = count;
        return copy;
    }

    /** With a command that is oned, run in the foreground by oneadmin; see {@link ClassPath#command} for a class of the tests. */
    public LabPlan withOned(String command) {
        LabPlan copy = copy();
        copy.oned = Optional.of(command);
        return copy;
    }

    /**
     * With the simulated oned, or OpenNebula's own where {@link RealOned} has one. The simulated one waits two seconds after a start where oned waits fifteen; {@link LabZone#starts} starts it
     * everywhere.
     */
    public LabPlan withSimulatedOned() {
        if (RealOned.isWanted()) {
            return withOned(RealOned.COMMAND);
        }
        return withOned(ClassPath.command(
                SimOned.class.getName(), List.of("-Dsim.oned.warm-up-ms=2000"), List.of("/etc/one/oned.conf")));
    }

    /** With a setting of oned.conf's RAFT section: {@code ELECTION_TIMEOUT_MS}, 1000. */
    public LabPlan withRaft(String key, int value) {
        LabPlan copy = copy();
        copy.raft.put(key, value);
        return copy;
    }

    /** Starts it; throws when it does not come up, and then nothing of it is left. */
    public Lab start() throws IOException {
        return Lab.start(this);
    }

    int frontends() {
        return frontends;
    }

    int members() {
        return members;
    }

    int jumps() {
        return jumps;
    }

    boolean databases() {
        return databases;
    }

    /** The Debian release that its front-ends boot; none where they do not boot. */
    Optional<String> release() {
        return release;
    }

    boolean sharedDatastores() {
        return sharedDatastores;
    }

    String vip() {
        return vip;
    }

    /** The virtual address without its prefix length. */
    String vipAddress() {
        return vip.substring(0, vip.indexOf('/'));
    }

    int announcements() {
        return announcements;
    }

    /** Whether its oned is OpenNebula's own. */
    boolean isReal() {
        return oned.filter(RealOned.COMMAND::equals).isPresent();
    }

    Optional<String> oned() {
        return oned;
    }

    /** Settings as {@code KEY=VALUE}. */
    List<String> raft() {
        return raft.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
    }
}
