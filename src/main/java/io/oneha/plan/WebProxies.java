package io.oneha.plan;

import java.util.List;
import java.util.Optional;

/** Web servers that may stand before FireEdge with a certificate, which a join does not bring. */
final class WebProxies {
    private static final String FIREEDGE = "opennebula-fireedge";
    private static final List<String> UNITS = List.of("nginx", "apache2", "httpd", "haproxy");

    private WebProxies() {}

    /** What is to be said of one that runs beside FireEdge on the leader while none runs on the joiner. */
    static Optional<String> notice(PlanInput.Host leader, PlanInput.Host joiner) {
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
}
