package io.oneha.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a lab is made of.
 *
 * @param frontends how many front-ends: n1a1, n1a2, …
 * @param jumps how many jump hosts lie between the operator and the front-ends, 0 to 2
 * @param databases whether each front-end has its own MariaDB
 * @param sharedDatastores whether the datastores of all front-ends are one file system of a storage machine
 * @param highlyAvailable whether the front-ends are configured as servers of one zone, with SERVER_ID and raft hooks, or each
 *     for itself
 * @param vip the virtual address with its prefix length
 * @param announcements how often vip.sh tells the network about the address, each taking two seconds
 * @param oned the command that is oned on each front-end, run as oneadmin; without one opennebula.service cannot start
 * @param raft settings of oned.conf's RAFT section that differ from the defaults
 */
public record LabPlan(
        int frontends,
        int jumps,
        boolean databases,
        boolean sharedDatastores,
        boolean highlyAvailable,
        String vip,
        int announcements,
        Optional<String> oned,
        List<String> raft) {
    /** Its usual IPv4 address. */
    public static final String VIP = "198.51.100.100/24";

    /** The same as IPv6. */
    public static final String VIP6 = "2001:db8:51::100/64";

    /** Front-ends of one zone, a database each, reached directly; no oned. */
    public static LabPlan of(int frontends) {
        return new LabPlan(frontends, 0, true, false, true, VIP, 0, Optional.empty(), List.of());
    }

    public LabPlan behindJumps(int count) {
        return new LabPlan(
                frontends, count, databases, sharedDatastores, highlyAvailable, vip, announcements, oned, raft);
    }

    public LabPlan withoutDatabases() {
        return new LabPlan(frontends, jumps, false, sharedDatastores, highlyAvailable, vip, announcements, oned, raft);
    }

    public LabPlan withSharedDatastores() {
        return new LabPlan(frontends, jumps, databases, true, highlyAvailable, vip, announcements, oned, raft);
    }

    /** Every front-end for itself: SERVER_ID -1 and no hooks, as a fresh installation. */
    public LabPlan eachSolo() {
        return new LabPlan(frontends, jumps, databases, sharedDatastores, false, vip, announcements, oned, raft);
    }

    public LabPlan withVip(String address) {
        return new LabPlan(
                frontends, jumps, databases, sharedDatastores, highlyAvailable, address, announcements, oned, raft);
    }

    public LabPlan withAnnouncements(int count) {
        return new LabPlan(frontends, jumps, databases, sharedDatastores, highlyAvailable, vip, count, oned, raft);
    }

    /** With a command that is oned; see {@link ClassPath#command} for a class of the tests. */
    public LabPlan withOned(String command) {
        return new LabPlan(
                frontends,
                jumps,
                databases,
                sharedDatastores,
                highlyAvailable,
                vip,
                announcements,
                Optional.of(command),
                raft);
    }

    /** With a setting of oned.conf's RAFT section: {@code ELECTION_TIMEOUT_MS}, {@code 1000}. */
    public LabPlan withRaft(String key, int value) {
        List<String> more = new ArrayList<>(raft);
        more.add(key + "=" + value);
        return new LabPlan(
                frontends,
                jumps,
                databases,
                sharedDatastores,
                highlyAvailable,
                vip,
                announcements,
                oned,
                List.copyOf(more));
    }

    /** Starts it; throws when it does not come up, and then nothing of it is left. */
    public Lab start() throws IOException {
        return Lab.start(this);
    }
}
