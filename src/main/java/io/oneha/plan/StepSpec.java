package io.oneha.plan;

import java.util.List;
import java.util.Locale;

/**
 * A step as data: its kind, the front-end it is done on, and its parameters. Names are front-ends' names in the inventory. What it
 * is called, shows and does is its step's, in {@code io.oneha.steps}.
 */
public sealed interface StepSpec {
    /** Where it is done. */
    String host();

    /** The server that must lead when it begins; empty where it relies on none. */
    default String leader() {
        return "";
    }

    /** Its kind as part of an id: {@code server-add}. */
    default String word() {
        String name = getClass().getName();
        return name.substring(name.lastIndexOf('$') + 1)
                .replaceAll("(?<=.)[A-Z]", "-$0")
                .toLowerCase(Locale.ROOT);
    }

    /** The write that it makes where a follower waits for one. */
    default HarmlessWrite write() {
        return HarmlessWrite.ZONE;
    }

    /** The same with this write, where it makes any. */
    default StepSpec with(HarmlessWrite write) {
        return this;
    }

    /** The host and what, such as {@code n1a2.database}; unique in a plan, and the same in the next plan for the same work. */
    default String id() {
        return host() + "." + word();
    }

    /** Names resolve, ports are reachable, sudo, disk, clock, operating system, share: fit to join; without a leader: fit to be the first server. */
    record Readiness(String host, String leader, List<String> peers) implements StepSpec {}

    /** The packages of the leader in the leader's version; empty: whatever the host's sources have. */
    record Packages(String host, String leader, String version) implements StepSpec {}

    /** A database server that runs, with the database and the account of the oned.conf that {@code from} has. */
    record Account(String host, String from) implements StepSpec {}

    /** All of /etc/one from the leader but what belongs to a host: SERVER_ID, hooks' interface. */
    record Configuration(String host, String leader) implements StepSpec {}

    /** What differs under /var/lib/one/remotes from the leader: drivers and their configuration. */
    record Remotes(String host, String leader) implements StepSpec {}

    /** oned.conf's DB section, one_auth and what else a first front-end needs, from the inventory. */
    record FirstConfiguration(String host, String databaseName, String databaseUser, String vipAddress)
            implements StepSpec {}

    /** /var/lib/one/.one and .ssh from the leader. */
    record Credentials(String host, String leader) implements StepSpec {}

    /** Keys for users, authorised on hosts that copy directly. */
    record Keys(String host, List<String> users, List<String> hosts) implements StepSpec {}

    /** A fresh dump of the leader's database, streamed and restored; the replaced one is kept aside. */
    record Database(String host, String leader, boolean direct) implements StepSpec {}

    /** A full backup of database and /etc/one on the host itself. */
    record Backup(String host) implements StepSpec {}

    /** server-add on the leader, once. */
    record ServerAdd(String host, String leader, String endpoint) implements StepSpec {}

    /** FEDERATION/SERVER_ID of oned.conf: the id that the pool has for the host. */
    record ServerId(String host, String leader) implements StepSpec {}

    /** The scripts that the raft hooks name, those of the package left out; empty leader: what a first server needs of them. */
    record HookScripts(String host, String leader, List<String> commands) implements StepSpec {}

    /**
     * RAFT_LEADER_HOOK, RAFT_FOLLOWER_HOOK and MONITOR_ADDRESS; with {@code gate} also ONEGATE_ENDPOINT, where none is set: on a
     * first server, for the others have the leader's configuration.
     */
    record Hooks(
            String host,
            String leaderCommand,
            String followerCommand,
            String networkInterface,
            String vipCidr,
            String vip,
            boolean gate)
            implements StepSpec {}

    /** oned started as a server without HA, so that it makes its database. */
    record StartSolo(String host) implements StepSpec {}

    /** oned started; its credentials, database and SERVER_ID are proved first. */
    record Start(String host, String leader) implements StepSpec {}

    /** oned restarted as the only server of its zone, until it leads. */
    record StartLeader(String host) implements StepSpec {}

    /** A follower that has caught up with its leader, within the log window. */
    record CaughtUp(String host, String leader, HarmlessWrite write) implements StepSpec {
        public CaughtUp(String host, String leader) {
            this(host, leader, HarmlessWrite.ZONE);
        }

        @Override
        public StepSpec with(HarmlessWrite other) {
            return new CaughtUp(host, leader, other);
        }
    }

    /** All that is in the replicated tables compared with the leader's. */
    record SameData(String host, String leader, HarmlessWrite write) implements StepSpec {
        public SameData(String host, String leader) {
            this(host, leader, HarmlessWrite.ZONE);
        }

        @Override
        public StepSpec with(HarmlessWrite other) {
            return new SameData(host, leader, other);
        }
    }

    /** Services as the role wants them, the VIP where it belongs. */
    record Roles(String host, String leader, String vipCidr) implements StepSpec {}

    /** What was kept aside for the join is removed. */
    record Finish(String host) implements StepSpec {}

    /**
     * Nothing stands against stopping a server: all others are caught up, {@code vip.sh} is not at work, the leader alone has the
     * virtual address; where it is to be rebooted, oneha itself does not run there.
     */
    record Drain(String host, String leader, String vipCidr, boolean reboots, HarmlessWrite write) implements StepSpec {
        public Drain(String host, String leader, String vipCidr, boolean reboots) {
            this(host, leader, vipCidr, reboots, HarmlessWrite.ZONE);
        }

        @Override
        public StepSpec with(HarmlessWrite other) {
            return new Drain(host, leader, vipCidr, reboots, other);
        }
    }

    /** oned stopped; with an heir, who is caught up, a server that leads. */
    record StopServer(String host, String leader, String heir) implements StepSpec {}

    /**
     * The leader's oned stopped and that of another server, which was stopped before, started within the same second: of three servers
     * only the heir can win the election then, for what has just started waits before it stands for one.
     *
     * @param host the server that leads
     * @param heir the one that is to lead
     * @param other the third one, which is stopped
     */
    record HandOver(String host, String heir, String other) implements StepSpec {
        @Override
        public String leader() {
            return host;
        }
    }

    /** A command of the operator's, run as root while oned is stopped. */
    record Work(String host, String command) implements StepSpec {}

    /** The front-end rebooted, always or only where its packages ask for it. */
    record Reboot(String host, boolean onlyIfNeeded) implements StepSpec {}

    /** OpenNebula's other services restarted, those that run. */
    record RestartServices(String host) implements StepSpec {}

    /**
     * RAFT/ELECTION_TIMEOUT_MS of oned.conf lowered, so that this server stands for election before all others.
     *
     * @param millis what it becomes
     * @param own what it was
     */
    record LowerTimeout(String host, int millis, int own) implements StepSpec {}

    /** RAFT/ELECTION_TIMEOUT_MS as it was before it was lowered; the oned that runs keeps the low value until its next start. */
    record RestoreTimeout(String host, int own) implements StepSpec {}

    /** A server of the zone that was stopped for a while started again, on its own database. */
    record StartServer(String host) implements StepSpec {}

    /**
     * This server leads, in a newer term, after another was stopped.
     *
     * @param from the server that led, which is started again where this one does not come to lead
     */
    record Leads(String host, String from) implements StepSpec {}

    /** The zone has a leader, and what is left of the run is planned for it. */
    record PlanAgain(String host) implements StepSpec {}

    /**
     * Nobody stands for election for a while, the leader alone has the virtual address and its services.
     *
     * @param host a follower that is back, or the leader itself
     * @param forgets whether the run has kept something there that goes then
     */
    record Calm(String host, String leader, String vipCidr, boolean forgets) implements StepSpec {}

    /**
     * A server's unit and database are fit for its recovery: not put away by anybody, its database nobody else's.
     *
     * @param restores whether its database is to be replaced by a copy of the leader's, or else is one that the leader can bring level
     */
    record Curable(String host, String leader, boolean restores) implements StepSpec {}

    /** The database server started, by whatever name its unit has. */
    record StartDatabase(String host) implements StepSpec {}

    /** The unit of a stopped oned disabled, so that a boot does not start it on half a copy. */
    record KeepStopped(String host) implements StepSpec {}

    /** The term in a stopped server's database no higher than the leader's, with no vote given in it. */
    record ResetTerm(String host, String leader) implements StepSpec {}

    /** server-reset on the leader: it forgets how far the server was, and begins anew with what it keeps of its log. */
    record ResetServer(String host, String leader) implements StepSpec {}

    /** Some server leads, with a majority behind it, while this one is stopped. */
    record LeaderAgain(String host) implements StepSpec {}

    /** The virtual address put on the leader, or taken off another front-end, by the raft hook of its own oned.conf. */
    record PlaceVip(String host, String leader, String vipCidr) implements StepSpec {}

    /** Units of the leader's services started on the leader, or stopped on a follower. */
    record ServiceRole(String host, String leader, List<String> units) implements StepSpec {}

    /** server-del on the leader of an entry whose oned never ran, or that the pool has twice. */
    record ServerDel(String host, int server, String name, String endpoint) implements StepSpec {}
}
