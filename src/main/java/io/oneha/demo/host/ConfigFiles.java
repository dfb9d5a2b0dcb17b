package io.oneha.demo.host;

import io.oneha.demo.raft.RaftSettings;
import java.util.Optional;

/** {@code /etc/one/oned.conf} and {@code /etc/one/monitord.conf}, as one-deploy writes them, comments left out. */
final class ConfigFiles {
    private ConfigFiles() {}

    /**
     * @param vip what the hooks name; without one there are no hooks
     * @param password the database's
     */
    static String oned(int serverId, RaftSettings raft, Optional<Vip> vip, String password) {
        StringBuilder conf = new StringBuilder(2048);
        conf.append("LOG = [\n  SYSTEM      = \"file\",\n  DEBUG_LEVEL = 3\n]\n");
        conf.append("DB = [ BACKEND = \"mysql\",\n       SERVER  = \"localhost\",\n       PORT    = 0,\n");
        conf.append("       USER    = \"oneadmin\",\n       PASSWD  = \"").append(password).append("\",\n");
        conf.append("       DB_NAME = \"opennebula\",\n       CONNECTIONS = 25,\n       COMPARE_BINARY = \"no\" ]\n");
        conf.append("PORT = 2633\nLISTEN_ADDRESS = \"0.0.0.0\"\n");
        conf.append("FEDERATION = [\n    MODE             = \"STANDALONE\",\n    ZONE_ID          = 0,\n");
        conf.append("    SERVER_ID        = ").append(serverId);
        conf.append(",\n    MASTER_ONED      = \"\",\n    MASTER_ONED_GRPC = \"\"\n]\n");
        conf.append("RAFT = [\n    LIMIT_PURGE          = 100000,\n    LOG_RETENTION        = ");
        conf.append(raft.logRetention()).append(",\n    LOG_PURGE_TIMEOUT    = ");
        conf.append(raft.purgePeriod() / 1000).append(",\n    ELECTION_TIMEOUT_MS  = ");
        conf.append(raft.electionTimeout()).append(",\n    BROADCAST_TIMEOUT_MS = ");
        conf.append(raft.broadcastTimeout()).append(",\n    XMLRPC_TIMEOUT_MS    = ");
        conf.append(raft.rpcTimeout()).append("\n]\n");
        vip.ifPresent(address -> {
            hook(conf, "LEADER", address);
            hook(conf, "FOLLOWER", address);
            conf.append("ONEGATE_ENDPOINT = \"http://").append(address.address()).append(":5030\"\n");
        });
        return conf.toString();
    }

    static String monitord(Optional<Vip> vip) {
        return "NETWORK = [\n    ADDRESS         = \"0.0.0.0\",\n    MONITOR_ADDRESS = \""
                + vip.map(Vip::address).orElse("auto")
                + "\",\n    PORT            = 4124,\n    THREADS         = 8,\n    PUBKEY          = \"\",\n"
                + "    PRIKEY          = \"\"\n]\n";
    }

    private static void hook(StringBuilder conf, String state, Vip vip) {
        conf.append("RAFT_").append(state).append("_HOOK = [\n    COMMAND   = \"raft/vip.sh\",\n    ARGUMENTS = \"");
        conf.append(state.toLowerCase(java.util.Locale.ROOT)).append(' ').append(vip.networkInterface());
        conf.append(' ').append(vip.cidr()).append("\"\n]\n");
    }
}
