package io.oneha.plan;

import io.oneha.inventory.DeploySettings;
import io.oneha.plan.PlanInput.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operator should know before saying yes to a plan. */
final class Notices {
    private static final String FIREEDGE = "opennebula-fireedge";

    /** Web servers that may stand before FireEdge with a certificate, which a join does not bring. */
    private static final List<String> UNITS = List.of("nginx", "apache2", "httpd", "haproxy");

    private Notices() {}

    /**
     * What to know about going from one size to another, a line each. Source: OpenNebula, "Front-end HA": an odd number of servers.
     */
    static List<String> ofSizes(int now, int then) {
        List<String> notices = new ArrayList<>();
        for (int size = now + 1; size < then; size++) {
            if (size % 2 == 0) {
                notices.add("on the way the zone has " + size + " servers: until the next has joined it survives "
                        + losses(size));
            }
        }
        if (then % 2 == 0) {
            notices.add("the zone ends with " + then + " servers, an even number: it survives " + losses(then)
                    + ", as with " + (then - 1) + (then == 2 ? ", and two can stop each other" : ""));
        }
        return notices;
    }

    private static String losses(int size) {
        int losses = (size - 1) / 2;
        return losses == 0 ? "no loss" : losses == 1 ? "one loss" : losses + " losses";
    }

    /** What is to be said of a copy that cannot go straight from one to the other. */
    static String ofRelay(Host leader, Host other) {
        return leader.name() + " does not reach " + other.name()
                + " by SSH: its database is relayed through this machine, and never stored here";
    }

    /** What is to be said of one that runs beside FireEdge on the leader while none runs on the joiner. */
    static Optional<String> ofProxies(Host leader, Host joiner) {
        boolean known = joiner.facts().isPresent() && leader.runs(FIREEDGE);
        List<String> proxies = UNITS.stream().filter(unit -> leader.runs(unit)).toList();
        if (!known || proxies.isEmpty() || UNITS.stream().anyMatch(unit -> joiner.runs(unit))) {
            return Optional.empty();
        }
        return Optional.of(String.join(" and ", proxies) + (proxies.size() == 1 ? " runs" : " run")
                + " beside FireEdge on " + leader.name()
                + ", and no web proxy runs on " + joiner.name()
                + ": oneha copies neither its configuration nor its certificate, so set one up there before "
                + joiner.name() + " leads");
    }

    /** What the inventory sets and a plan does not carry out: told by name, for nobody would miss it before it is needed. */
    static List<String> ofSettings(DeploySettings deploy, List<Step> steps) {
        List<String> notices = new ArrayList<>();
        List<String> ofLeader = Stream.of(
                        deploy.oned().isEmpty() ? "" : "oned_conf",
                        deploy.gate().isEmpty() ? "" : "gate_endpoint")
                .filter(name -> !name.isEmpty())
                .toList();
        boolean makesFirst =
                steps.stream().anyMatch(step -> step.spec() instanceof StepSpec.Hooks hooks && hooks.gate());
        if (!ofLeader.isEmpty() && !makesFirst) {
            notices.add("a server that joins gets the leader's oned.conf as it is: this plan does not write "
                    + String.join(" and ", ofLeader) + " of the inventory");
        }
        if (!steps.isEmpty() && !deploy.notApplied().isEmpty()) {
            notices.add(
                    "oneha does not apply these variables of the inventory: " + String.join(", ", deploy.notApplied()));
        }
        return notices;
    }
}
