package io.oneha.demo.host;

import io.oneha.demo.raft.RaftSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sections of {@code oned.conf} and {@code monitord.conf} that matter here, as one-deploy writes them. */
final class SimConfigFiles {
    /** {@code NAME = [ KEY = VALUE, … ]}. */
    record Section(String name, Map<String, String> values) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(name).append(" = [");
            values.forEach((key, value) -> text.append(text.charAt(text.length() - 1) == '[' ? " " : ", ")
                    .append(key)
                    .append(" = \"")
                    .append(value)
                    .append('"'));
            return text.append(" ]").toString();
        }
    }

    private SimConfigFiles() {}

    /** @param vip what the hooks move; without one there are no hooks */
    static List<Section> oned(int serverId, RaftSettings raft, Optional<SimVip> vip) {
        List<Section> sections = new ArrayList<>();
        sections.add(section(
                "DB",
                "BACKEND",
                "mysql",
                "SERVER",
                "localhost",
                "PORT",
                "0",
                "USER",
                "oneadmin",
                "PASSWD",
                "opennebula",
                "DB_NAME",
                "opennebula"));
        sections.add(section(
                "FEDERATION",
                "MODE",
                "STANDALONE",
                "ZONE_ID",
                "0",
                "SERVER_ID",
                Integer.toString(serverId),
                "MASTER_ONED",
                "",
                "MASTER_ONED_GRPC",
                ""));
        sections.add(section(
                "RAFT",
                "LIMIT_PURGE",
                "100000",
                "LOG_RETENTION",
                Long.toString(raft.logRetention()),
                "LOG_PURGE_TIMEOUT",
                Long.toString(raft.purgePeriod() / 1000),
                "ELECTION_TIMEOUT_MS",
                Long.toString(raft.electionTimeout()),
                "BROADCAST_TIMEOUT_MS",
                Long.toString(raft.broadcastTimeout()),
                "XMLRPC_TIMEOUT_MS",
                Long.toString(raft.rpcTimeout())));
        vip.ifPresent(its -> {
            sections.add(hook("RAFT_LEADER_HOOK", "leader", its));
            sections.add(hook("RAFT_FOLLOWER_HOOK", "follower", its));
        });
        return List.copyOf(sections);
    }

    static List<Section> monitord(Optional<SimVip> vip) {
        String address = vip.map(SimVip::address).orElse("auto");
        return List.of(section("NETWORK", "ADDRESS", "0.0.0.0", "MONITOR_ADDRESS", address, "PORT", "4124"));
    }

    private static Section hook(String name, String state, SimVip vip) {
        String arguments = state + " " + vip.networkInterface() + " " + vip.cidr();
        return section(name, "COMMAND", "raft/vip.sh", "ARGUMENTS", arguments);
    }

    private static Section section(String name, String... keysAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Section(name, values);
    }
}
