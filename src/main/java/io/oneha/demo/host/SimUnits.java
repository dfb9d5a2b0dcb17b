package io.oneha.demo.host;

import io.oneha.demo.sim.SimServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One host's systemd units: oned's and the database's follow the simulation, the others are kept here. */
public final class SimUnits {
    static final String ONED = "opennebula";
    static final String DATABASE = "mariadb";
    /** What {@code vip.sh} starts on the leader and stops on a follower. */
    private static final List<String> LEADERS =
            List.of("opennebula-flow", "opennebula-form", "opennebula-gate", "opennebula-hem");
    /** What runs on every front-end. */
    private static final List<String> EVERYWHERE =
            List.of("opennebula-fireedge", "opennebula-novnc", "opennebula-ssh-agent");

    private final SimServer server;
    private final SimInstallation setup;
    private final Map<String, String> kept = new TreeMap<>();

    SimUnits(SimServer server, SimInstallation setup) {
        this.server = server;
        this.setup = setup;
        // What is installed later is kept from starting by itself.
        EVERYWHERE.forEach(unit -> kept.put(unit, setup.packages ? "active" : "inactive"));
        // Nobody stops them on a front-end that is alone.
        LEADERS.forEach(unit -> kept.put(unit, setup.packages && server.serverId() < 0 ? "active" : "inactive"));
    }

    /** The leader's services, all at once. */
    void setLeaders(boolean up) {
        LEADERS.forEach(unit -> kept.put(unit, up ? "active" : "inactive"));
    }

    /**
     * {@code systemctl start} or {@code stop}.
     *
     * @param unit a unit's name, or what comes after {@code opennebula-} in it
     * @return the unit's name
     * @throws IllegalArgumentException there is no such unit; the message is one line
     */
    public String set(String unit, boolean up) {
        String name = states().containsKey(unit) ? unit : ONED + "-" + unit;
        if (!states().containsKey(name)) {
            throw new IllegalArgumentException(
                    "no unit is named " + unit + ": " + String.join(", ", states().keySet()));
        }
        if (!name.equals(ONED) && !name.equals(DATABASE)) {
            kept.put(name, up ? "active" : "inactive");
        } else if (name.equals(ONED) && up) {
            server.start();
        } else if (name.equals(ONED) && server.isRunning()) {
            server.stop();
        } else if (name.equals(DATABASE) && up) {
            server.database().up(true);
        } else if (name.equals(DATABASE) && server.database().isWritable()) {
            server.breakDatabase();
        }
        return name;
    }

    /** The states by unit, in the words of systemctl. */
    public Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        if (setup.packages) {
            states.putAll(kept);
            states.put(ONED, server.isRunning() ? "active" : server.hasFailed() ? "failed" : "inactive");
        }
        states.put(DATABASE, server.database().isWritable() ? "active" : "inactive");
        return states;
    }
}
