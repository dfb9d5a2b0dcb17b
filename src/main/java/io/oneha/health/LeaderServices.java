package io.oneha.health;

import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.ServiceState;
import java.util.List;
import java.util.Map;

/**
 * The services that belong on the leader and nowhere else: the raft hook vip.sh starts and stops them. A unit that is disabled and
 * does not run is not among a host's facts, and so is missed nowhere. Source: OpenNebula's raft/vip.sh.
 */
public final class LeaderServices {
    /** Units in the order in which vip.sh has them. */
    private static final List<String> UNITS = List.of(
            "opennebula-flow", "opennebula-gate", "opennebula-form", "opennebula-hem", "opennebula-showback.timer");

    /** What the timer runs, for a moment and on the leader only. */
    private static final String SHOWBACK = "opennebula-showback";

    private LeaderServices() {}

    /** Whether a unit is one of the leader's. */
    public static boolean has(String unit) {
        return UNITS.contains(unit) || unit.equals(SHOWBACK);
    }

    /** The leader's units that are on a host and do not run; on the leader there should be none. */
    public static List<String> idle(HostFacts facts) {
        return units(facts, false);
    }

    /** The leader's units that run on a host; on a follower there should be none. */
    public static List<String> running(HostFacts facts) {
        return units(facts, true);
    }

    private static List<String> units(HostFacts facts, boolean up) {
        Map<String, ServiceState> states = facts.services();
        return UNITS.stream()
                .filter(states::containsKey)
                .filter(unit -> states.get(unit).isUp() == up)
                .toList();
    }
}
