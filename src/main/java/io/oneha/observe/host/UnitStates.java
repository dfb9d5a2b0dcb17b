package io.oneha.observe.host;

import io.oneha.base.Text;
import io.oneha.observe.host.HostFacts.ServiceState;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code systemctl show} prints of several units: blocks of {@code KEY=VALUE}, an empty line between them. A unit that is
 * not installed or masked does not count, nor one that is neither enabled nor running: nothing will start it.
 */
final class UnitStates {
    private static final String SERVICE = ".service";
    /** Worth showing even where nothing would start them. */
    private static final Set<String> ALWAYS = Set.of("opennebula", "mariadb", "mysql", "mysqld");

    private UnitStates() {}

    static Map<String, ServiceState> read(List<String> lines) {
        Map<String, ServiceState> states = new TreeMap<>();

        Map<String, String> block = new HashMap<>();
        for (String line : lines) {
            if (line.isEmpty()) {
                add(states, block);
                block.clear();
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw new MalformedFactsException("not understood in the answer: unit " + Text.clean(line, 100));
            }
            block.put(line.substring(0, equals), line.substring(equals + 1));
        }
        add(states, block);
        return Collections.unmodifiableMap(states);
    }

    private static void add(Map<String, ServiceState> states, Map<String, String> block) {
        if (block.isEmpty()) {
            return;
        }
        String id = block.getOrDefault("Id", "");
        String load = block.getOrDefault("LoadState", "");
        String active = block.getOrDefault("ActiveState", "");
        if (id.isEmpty() || load.isEmpty() || active.isEmpty()) {
            throw new MalformedFactsException("a unit without Id, LoadState or ActiveState in the answer");
        }
        String name = Text.clean(id.endsWith(SERVICE) ? id.substring(0, id.length() - SERVICE.length()) : id, 100);
        ServiceState state = state(active);
        boolean unused = block.getOrDefault("UnitFileState", "").equals("disabled") && state == ServiceState.INACTIVE;
        if (!load.equals("not-found") && !load.equals("masked") && (!unused || ALWAYS.contains(name))) {
            states.put(name, state);
        }
    }

    private static ServiceState state(String word) {
        return switch (word) {
            case "active", "reloading", "refreshing" -> ServiceState.ACTIVE;
            case "activating" -> ServiceState.ACTIVATING;
            case "inactive" -> ServiceState.INACTIVE;
            case "failed" -> ServiceState.FAILED;
            default -> ServiceState.OTHER;
        };
    }
}
