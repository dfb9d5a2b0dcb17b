package io.oneha.demo.sim;

import io.oneha.demo.raft.RaftSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What stands in oned.conf, and {@code one.system.config}: of a recorded answer the sections that tell how a server runs, in the
 * recorded order; the several hundred lines about drivers are left out.
 */
public final class OnedConf {
    /** What an answer shows of the section DB to oneadmin only. */
    private static final Set<String> SECRET = Set.of("BACKEND", "DB_NAME", "PASSWD", "PORT", "SERVER", "USER");

    private OnedConf() {}

    /** Settings by name, in the order of {@code NAME=VALUE, NAME=VALUE, …}. */
    public static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : text.split(", ")) {
            String[] pair = setting.split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        return settings;
    }

    /** The section RAFT, in the order of the file. */
    public static Map<String, String> raft(RaftSettings raft) {
        return settings("LIMIT_PURGE=100000, LOG_RETENTION=" + raft.logRetention()
                + ", LOG_PURGE_TIMEOUT=" + raft.purgePeriod() / 1000
                + ", ELECTION_TIMEOUT_MS=" + raft.electionTimeout()
                + ", BROADCAST_TIMEOUT_MS=" + raft.broadcastTimeout()
                + ", XMLRPC_TIMEOUT_MS=" + raft.rpcTimeout());
    }

    static String xml(int serverId, String mode, RaftSettings raft, boolean admin) {
        Map<String, String> database =
                settings("BACKEND=mysql, COMPARE_BINARY=no, CONNECTIONS=25, DB_NAME=opennebula, PASSWD=oneadmin,"
                        + " PORT=3306, SERVER=127.0.0.1, USER=oneadmin");
        StringBuilder xml = new StringBuilder(2048).append("<OPENNEBULA_CONFIGURATION>");
        values(xml, settings("API_LIST_ORDER=DESC"));
        xml.append("<DB>");
        database.forEach((name, value) -> {
            if (admin || !SECRET.contains(name)) {
                OnedXml.value(xml, name, value);
            } else {
                xml.append('<').append(name).append(">***</").append(name).append('>');
            }
        });
        xml.append("</DB><FEDERATION>");
        values(
                xml,
                settings("MASTER_ONED=, MASTER_ONED_GRPC=, MODE=" + mode + ", SERVER_ID=" + serverId + ", ZONE_ID=0"));
        xml.append("</FEDERATION>");
        String most = ", MAX_CONN=" + Connections.SERVED + ", MAX_CONN_BACKLOG=" + Connections.WAITING;
        String listens = "KEEPALIVE_MAX_CONN=30, KEEPALIVE_TIMEOUT=15, LISTEN_ADDRESS=0.0.0.0, MANAGER_TIMER=15";
        values(xml, settings(listens + most + ", PORT=2633"));
        xml.append("<RAFT>");
        values(xml, new TreeMap<>(raft(raft)));
        xml.append("</RAFT>");
        values(xml, settings("SCRIPTS_REMOTE_DIR=/var/tmp/one, TIMEOUT=15"));
        return xml.append("</OPENNEBULA_CONFIGURATION>").toString();
    }

    private static void values(StringBuilder xml, Map<String, String> settings) {
        settings.forEach((name, value) -> OnedXml.value(xml, name, value));
    }
}
