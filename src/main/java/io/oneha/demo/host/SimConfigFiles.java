package io.oneha.demo.host;

import io.oneha.demo.raft.RaftSettings;
import io.oneha.demo.sim.OnedConf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sections of {@code oned.conf} and {@code monitord.conf} that matter here, as one-deploy writes them. */
final class SimConfigFiles {
    /** {@code NAME = [ KEY = VALUE, … ]}. */
    record Section(String name, Map<String, String> values) {
        @Override
        public String toString() {
            return values.entrySet().stream()
                    .map(pair -> pair.getKey() + " = \"" + pair.getValue() + "\"")
                    .collect(Collectors.joining(", ", name + " = [ ", " ]"));
        }
    }

    private SimConfigFiles() {}

    /**
     * @param mode FEDERATION/MODE
     * @param vip what the hooks move; without one there are no hooks
     */
    static List<Section> oned(int serverId, String mode, RaftSettings raft, Optional<SimVip> vip) {
        List<Section> sections = new ArrayList<>();
        sections.add(section(
                "DB", "BACKEND=mysql, SERVER=localhost, PORT=0, USER=oneadmin, PASSWD=opennebula, DB_NAME=opennebula"));
        sections.add(section(
                "FEDERATION",
                "MODE=" + mode + ", ZONE_ID=0, SERVER_ID=" + serverId + ", MASTER_ONED=, MASTER_ONED_GRPC="));
        sections.add(new Section("RAFT", OnedConf.raft(raft)));
        vip.ifPresent(its -> {
            sections.add(hook("RAFT_LEADER_HOOK", "leader", its));
            sections.add(hook("RAFT_FOLLOWER_HOOK", "follower", its));
        });
        return List.copyOf(sections);
    }

    static List<Section> monitord(Optional<SimVip> vip) {
        String address = vip.map(SimVip::address).orElse("auto");
        return List.of(section("NETWORK", "ADDRESS=0.0.0.0, MONITOR_ADDRESS=" + address + ", PORT=4124"));
    }

    private static Section hook(String name, String state, SimVip vip) {
        String arguments = state + " " + vip.networkInterface() + " " + vip.cidr();
        return section(name, "COMMAND=raft/vip.sh, ARGUMENTS=" + arguments);
    }

    private static Section section(String name, String settings) {
        return new Section(name, OnedConf.settings(settings));
    }
}
