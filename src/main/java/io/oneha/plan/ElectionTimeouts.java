package io.oneha.plan;

import io.oneha.observe.host.HostFacts;
import io.oneha.plan.PlanInput.Host;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How long a server of a zone waits for a heartbeat before it stands for election, in milliseconds, and how short that is made for one
 * that is to win.
 *
 * @param usual what most of the others have in their oned.conf
 * @param own what the server has
 * @param lowered what it gets; nothing where that would be too few heartbeats, or another has as little
 * @param rival another server that has less than is usual, as an earlier run may have left it
 */
record ElectionTimeouts(int usual, int own, Optional<Integer> lowered, Optional<String> rival) {
    /** The default of both settings. Source: OpenNebula 7.4, src/nebula/NebulaTemplate.cc. */
    private static final int TIMEOUT = 5000;

    private static final int HEARTBEAT = 500;
    /** Fewer heartbeats than that may be late by chance. */
    private static final int LEAST_HEARTBEATS = 3;

    static ElectionTimeouts of(List<Host> servers, Host heir) {
        int own = raft(heir, "ELECTION_TIMEOUT_MS", TIMEOUT);
        Map<Integer, Long> others = servers.stream()
                .filter(host -> !host.name().equals(heir.name()))
                .map(host -> raft(host, "ELECTION_TIMEOUT_MS", TIMEOUT))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        int usual = others.entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .map(Map.Entry::getKey)
                .orElse(own);
        int least = others.keySet().stream().min(Comparator.naturalOrder()).orElse(own);
        int low = Math.max(usual / 2, LEAST_HEARTBEATS * raft(heir, "BROADCAST_TIMEOUT_MS", HEARTBEAT));
        // An earlier run has left it, and would have put the usual one back.
        boolean left = own == low;
        Optional<String> rival = servers.stream()
                .filter(host -> !host.name().equals(heir.name()))
                .filter(host -> raft(host, "ELECTION_TIMEOUT_MS", TIMEOUT) < usual)
                .map(Host::name)
                .findFirst();
        return new ElectionTimeouts(
                usual, left ? usual : own, low < least ? Optional.of(low) : Optional.empty(), rival);
    }

    private static int raft(Host host, String name, int otherwise) {
        return host.oned()
                .map(HostFacts.OnedConf::raft)
                .map(raft -> raft.get(name))
                .filter(value -> value.matches("[0-9]{1,8}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }
}
