package io.oneha.steps.readiness;

import io.oneha.ssh.SshException;
import io.oneha.steps.site.BackgroundCall;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What hosts reach of one another, asked on each of them. */
record PortProbe(Site site) {
    /** The script itself gives up sooner. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** What became of a connection to port 2633. */
    enum Word {
        OPEN,
        /** Nothing listens there, yet packets go both ways. */
        REFUSED,
        /** No answer, or one that something between them gave. */
        CLOSED,
        /** The name does not resolve. */
        UNKNOWN
    }

    /** One such connection. */
    record Port(String from, String to, Word word) {}

    /** Between a host and each of these others, both ways and all at once, and of each other by itself; what cannot be asked is left out. */
    List<Port> between(String host, List<String> others) {
        if (others.isEmpty()) {
            return List.of();
        }
        List<Port> ports = new ArrayList<>();
        Map<String, BackgroundCall> asked = new LinkedHashMap<>();
        asked.put(host, ask(host, others));
        others.forEach(other -> asked.put(other, ask(other, List.of(host, other))));
        asked.forEach((from, half) -> {
            try {
                ports.addAll(told(from, half.end()));
            } catch (SshException | StepException e) {
                // Why it cannot be asked is told elsewhere.
            }
        });
        return ports;
    }

    private BackgroundCall ask(String from, List<String> names) {
        Script script = Script.of("readiness/reach", "ports").with("names", String.join("\n", names));
        return BackgroundCall.start("oneha-reach", () -> site.shell(from).runs(script, LIMIT));
    }

    /** Whether another machine in the network of a host's NIC answers for an address that the host does not have. */
    boolean isTaken(String host, String address, String networkInterface) {
        Script script =
                Script.of("readiness/reach", "address").with("vip", address).with("interface", networkInterface);
        return site.shell(host).runs(script, LIMIT).strip().equals("taken");
    }

    /** What the script printed: {@code NAME WORD}, a line each. Other lines are none of its own. */
    static List<Port> told(String from, String text) {
        List<Port> ports = new ArrayList<>();
        text.lines().forEach(line -> {
            for (Word word : Word.values()) {
                String end = " " + word.name().toLowerCase(Locale.ROOT);
                if (line.endsWith(end)) {
                    ports.add(new Port(from, line.substring(0, line.length() - end.length()), word));
                }
            }
        });
        return ports;
    }
}
