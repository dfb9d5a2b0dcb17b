package io.oneha.plan;

import java.util.List;

/** What a step does, as data that a runner carries out. Names are front-ends' names in the inventory. */
public sealed interface Work {
    /** Names resolve, ports are reachable, sudo, disk, clock, operating system, share: fit to join {@code leader}. */
    record Readiness(String leader, List<String> peers, long diskNeeded) implements Work {}

    /** Names resolve, sudo, nobody else has the virtual address: fit to be the first server. */
    record FirstReadiness(List<String> peers, String vipCidr, String networkInterface) implements Work {}

    /** The packages of the leader in the leader's version; empty version: whatever the host's sources have. */
    record Packages(String leader, String version) implements Work {}

    /** A database server that runs, with the database and the account of oned.conf. */
    record DatabaseAccount(String from) implements Work {}

    /** All of /etc/one from the leader but what belongs to a host: SERVER_ID, hooks' interface. */
    record Configuration(String leader) implements Work {}

    /** What differs under /var/lib/one/remotes from the leader: drivers and their configuration. */
    record Remotes(String leader) implements Work {}

    /** oned.conf's DB section, one_auth and what else a first front-end needs, from the inventory. */
    record FirstConfiguration(String databaseName, String databaseUser, String vipAddress) implements Work {}

    /** /var/lib/one/.one and .ssh from the leader. */
    record Credentials(String leader) implements Work {}

    /** Keys for users, authorised where front-ends copy directly. */
    record Keys(List<String> users, List<String> hosts) implements Work {}

    /** A fresh dump of the leader's database, streamed and restored; the replaced one is kept aside. */
    record Database(String leader, boolean direct) implements Work {}

    /** A full backup of database and /etc/one on the host itself. */
    record Backup() implements Work {}

    /** server-add on the leader, once. */
    record ServerAdd(String leader, String endpoint) implements Work {}

    /** FEDERATION/SERVER_ID of oned.conf: the id that the pool has for the host. */
    record ServerId(String leader) implements Work {}

    /** The scripts that the raft hooks name, those of the package left out; empty leader: what a first server needs of them. */
    record HookScripts(String leader, List<String> commands) implements Work {}

    /**
     * RAFT_LEADER_HOOK, RAFT_FOLLOWER_HOOK and MONITOR_ADDRESS; with {@code gate} also ONEGATE_ENDPOINT, where none is set: on a
     * first server, for the others have the leader's configuration.
     */
    record Hooks(
            String leaderCommand,
            String followerCommand,
            String networkInterface,
            String vipCidr,
            String vip,
            boolean gate)
            implements Work {}

    /** oned started as a server without HA, so that it makes its database. */
    record StartSolo() implements Work {}

    /** oned started; its credentials, database and SERVER_ID are proved first. */
    record StartFollower(String leader) implements Work {}

    /** oned restarted as the only server of its zone, until it leads. */
    record StartLeader() implements Work {}

    /** A follower that is level with its leader, within the log window. */
    record CaughtUp(String leader) implements Work {}

    /** Services as the role wants them, the VIP where it belongs. */
    record Roles(String leader, String vipCidr) implements Work {}

    /** What was kept aside for the join is removed. */
    record Finish() implements Work {}
}
