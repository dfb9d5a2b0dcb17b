package io.oneha.steps.roles;

import io.oneha.health.LeaderServices;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Worker.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The services beside oned on a host that has joined, as on the leader: enabled where they are there, for vip.sh starts on a new
 * leader only what is enabled; and running, where they belong on every front-end.
 */
final class CompanionServices {
    /** No part of raft: without it a server is a good member of the zone. */
    private static final String SPARED = "opennebula-fireedge";

    /** Enables and starts what lacks, as it is sent and shown. */
    static final Script BRING = Script.of("roles/services", "do");

    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration START = Duration.ofMinutes(5);

    private final RunContext context;
    private final String host;
    private final String leader;
    private boolean isTried;

    CompanionServices(RunContext context, String host, String leader) {
        this.context = context;
        this.host = host;
        this.leader = leader;
    }

    /** What is not as on the leader, a phrase each. What was tried in vain and may fail is not among them. */
    List<String> lacking() {
        return context.shell(host)
                .runs(with(Script.of("roles/services", "check")), LOOK)
                .lines()
                .filter(line -> !isTried || !line.startsWith(SPARED + " "))
                .toList();
    }

    /** Enables and starts what lacks. */
    void bring(Progress progress) {
        context.shell(host).runs(with(BRING), START).lines().forEach(progress::line);
        isTried = true;
    }

    private Script with(Script script) {
        List<String> enable = new ArrayList<>();
        List<String> start = new ArrayList<>();
        String list = context.shell(leader).runs(Script.of("roles/services", "list"), LOOK);
        for (String line : list.lines().toList()) {
            String[] words = line.split(" ");
            if (words.length == 3 && words[1].equals("enabled")) {
                enable.add(words[0]);
                if (words[2].equals("active") && !LeaderServices.has(words[0])) {
                    start.add(words[0]);
                }
            }
        }
        return script.with("enable", String.join(" ", enable))
                .with("start", String.join(" ", start))
                .with("spared", SPARED);
    }
}
