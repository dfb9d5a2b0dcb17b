package io.oneha.lab.oned;

import io.oneha.demo.raft.RaftSettings;
import io.oneha.demo.sim.UserSessions;
import io.oneha.zone.TemplateAttribute;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What oned.conf says, as far as it matters here.
 *
 * @param serverId FEDERATION/SERVER_ID, -1 for solo
 * @param listenAddress LISTEN_ADDRESS
 * @param port PORT
 * @param database DB
 * @param raft RAFT, and the warm-up
 * @param limitPurge RAFT/LIMIT_PURGE
 * @param sessionMillis SESSION_EXPIRATION_TIME, in milliseconds
 * @param leaderHook RAFT_LEADER_HOOK
 * @param followerHook RAFT_FOLLOWER_HOOK
 */
record Settings(
        int serverId,
        String listenAddress,
        int port,
        Database database,
        RaftSettings raft,
        long limitPurge,
        long sessionMillis,
        Optional<Hook> leaderHook,
        Optional<Hook> followerHook) {
    /** Milliseconds after a start in which silence is no reason for an election; oned has 15000. */
    static final String WARM_UP = "sim.oned.warm-up-ms";

    /** How a MariaDB is reached. */
    record Database(String server, int port, String user, String password, String name) {
        @Override
        public String toString() {
            return user + "@" + server + ":" + port + "/" + name;
        }
    }

    /** A program, and what it is called with. */
    record Hook(String name, String command, List<String> arguments) {}

    static Settings of(List<TemplateAttribute> conf) {
        if (!vector(conf, "DB", "BACKEND", "sqlite").equals("mysql")) {
            throw new StartException("the simulated oned keeps its zone in MariaDB only: DB/BACKEND must be mysql");
        }
        return new Settings(
                Integer.parseInt(vector(conf, "FEDERATION", "SERVER_ID", "-1")),
                OnedConfFile.value(conf, "LISTEN_ADDRESS").orElse("0.0.0.0"),
                Integer.parseInt(OnedConfFile.value(conf, "PORT").orElse("2633")),
                database(conf),
                raft(conf),
                Long.parseLong(vector(conf, "RAFT", "LIMIT_PURGE", "100000")),
                OnedConfFile.value(conf, "SESSION_EXPIRATION_TIME")
                        .map(seconds -> 1000 * Long.parseLong(seconds))
                        .orElse(UserSessions.EXPIRATION),
                hook(conf, "RAFT_LEADER_HOOK"),
                hook(conf, "RAFT_FOLLOWER_HOOK"));
    }

    private static Database database(List<TemplateAttribute> conf) {
        String server = vector(conf, "DB", "SERVER", "localhost");
        int port = Integer.parseInt(vector(conf, "DB", "PORT", "0"));
        return new Database(
                server.equals("localhost") ? "127.0.0.1" : server,
                port == 0 ? 3306 : port,
                vector(conf, "DB", "USER", "oneadmin"),
                vector(conf, "DB", "PASSWD", "oneadmin"),
                vector(conf, "DB", "DB_NAME", "opennebula"));
    }

    private static RaftSettings raft(List<TemplateAttribute> conf) {
        RaftSettings defaults = RaftSettings.DEFAULTS;
        return new RaftSettings(
                raft(conf, "ELECTION_TIMEOUT_MS", defaults.electionTimeout()),
                raft(conf, "BROADCAST_TIMEOUT_MS", defaults.broadcastTimeout()),
                raft(conf, "XMLRPC_TIMEOUT_MS", defaults.rpcTimeout()),
                raft(conf, "LOG_RETENTION", defaults.logRetention()),
                1000 * raft(conf, "LOG_PURGE_TIMEOUT", defaults.purgePeriod() / 1000),
                Long.getLong(WARM_UP, defaults.warmUp()));
    }

    private static long raft(List<TemplateAttribute> conf, String name, long otherwise) {
        return Long.parseLong(vector(conf, "RAFT", name, Long.toString(otherwise)));
    }

    private static Optional<Hook> hook(List<TemplateAttribute> conf, String name) {
        return OnedConfFile.value(conf, name, "COMMAND")
                .filter(command -> !command.isEmpty())
                .map(command -> new Hook(name, command, words(vector(conf, name, "ARGUMENTS", ""))));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    private static String vector(List<TemplateAttribute> conf, String vector, String name, String otherwise) {
        return OnedConfFile.value(conf, vector, name)
                .filter(value -> !value.isEmpty())
                .orElse(otherwise);
    }
}
