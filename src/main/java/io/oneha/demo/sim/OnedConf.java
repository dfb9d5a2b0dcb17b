package io.oneha.demo.sim;

import io.oneha.demo.raft.RaftSettings;

/**
 * {@code one.system.config}: of a recorded answer the sections that tell how a server runs, in the recorded order; the several
 * hundred lines about drivers are left out.
 */
final class OnedConf {
    private OnedConf() {}

    static String xml(int serverId, RaftSettings raft, boolean admin) {
        StringBuilder xml = new StringBuilder(2048);
        xml.append("<OPENNEBULA_CONFIGURATION>");
        value(xml, "API_LIST_ORDER", "DESC");
        xml.append("<DB>");
        secret(xml, "BACKEND", "mysql", admin);
        value(xml, "COMPARE_BINARY", "no");
        value(xml, "CONNECTIONS", "25");
        secret(xml, "DB_NAME", "opennebula", admin);
        secret(xml, "PASSWD", "oneadmin", admin);
        secret(xml, "PORT", "3306", admin);
        secret(xml, "SERVER", "127.0.0.1", admin);
        secret(xml, "USER", "oneadmin", admin);
        xml.append("</DB><FEDERATION>");
        value(xml, "MASTER_ONED", "");
        value(xml, "MASTER_ONED_GRPC", "");
        value(xml, "MODE", "STANDALONE");
        value(xml, "SERVER_ID", Integer.toString(serverId));
        value(xml, "ZONE_ID", "0");
        xml.append("</FEDERATION>");
        value(xml, "KEEPALIVE_MAX_CONN", "30");
        value(xml, "KEEPALIVE_TIMEOUT", "15");
        value(xml, "LISTEN_ADDRESS", "0.0.0.0");
        value(xml, "MANAGER_TIMER", "15");
        value(xml, "MAX_CONN", Integer.toString(Connections.SERVED));
        value(xml, "MAX_CONN_BACKLOG", Integer.toString(Connections.WAITING));
        value(xml, "PORT", "2633");
        xml.append("<RAFT>");
        value(xml, "BROADCAST_TIMEOUT_MS", Long.toString(raft.broadcastTimeout()));
        value(xml, "ELECTION_TIMEOUT_MS", Long.toString(raft.electionTimeout()));
        value(xml, "LIMIT_PURGE", "100000");
        value(xml, "LOG_PURGE_TIMEOUT", Long.toString(raft.purgePeriod() / 1000));
        value(xml, "LOG_RETENTION", Long.toString(raft.logRetention()));
        value(xml, "XMLRPC_TIMEOUT_MS", Long.toString(raft.rpcTimeout()));
        xml.append("</RAFT>");
        value(xml, "SCRIPTS_REMOTE_DIR", "/var/tmp/one");
        value(xml, "TIMEOUT", "15");
        return xml.append("</OPENNEBULA_CONFIGURATION>").toString();
    }

    private static void secret(StringBuilder xml, String name, String value, boolean admin) {
        if (admin) {
            value(xml, name, value);
        } else {
            xml.append('<').append(name).append(">***</").append(name).append('>');
        }
    }

    private static void value(StringBuilder xml, String name, String value) {
        xml.append('<').append(name).append("><![CDATA[").append(value).append("]]></");
        xml.append(name).append('>');
    }
}
