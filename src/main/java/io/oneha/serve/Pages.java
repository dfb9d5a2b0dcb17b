package io.oneha.serve;

import io.oneha.base.Text;
import io.oneha.zone.ZoneServer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which page a request gets. Nothing here asks the zone: every page is made of the last poll.
 *
 * @param zone the last poll
 * @param metrics the page of metrics, by the request's header Accept
 */
public record Pages(WatchedZone zone, Function<String, Page> metrics) {
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final String LEADER = "/leader";

    /**
     * The page of a request.
     *
     * @param path decoded, without the query
     * @param accept the header Accept; empty where there is none
     */
    public Page answer(String method, String path, String accept) {
        boolean leader = path.equals(LEADER) || path.startsWith(LEADER + "/");
        if (!leader && !path.equals("/metrics") && !path.equals("/-/healthy")) {
            return Page.line(
                    NOT_FOUND, "There is no such page; there are /metrics, /-/healthy, /leader and /leader/NAME.");
        }
        if (!method.equals("GET")) {
            return Page.line(METHOD_NOT_ALLOWED, "Only GET is answered.", Map.of("Allow", "GET"));
        }
        if (leader) {
            return path.length() <= LEADER.length() + 1 ? leader() : leads(path.substring(LEADER.length() + 1));
        }
        return path.equals("/metrics") ? metrics.apply(accept) : Page.line(Page.OK, "The exporter runs.");
    }

    private Page leader() {
        return known().map(server -> Page.line(Page.OK, Text.clean(server.name())))
                .orElseGet(this::nobody);
    }

    private Page leads(String name) {
        Optional<ZoneServer> leader = known();
        if (leader.isEmpty()) {
            return nobody();
        }
        String who = Text.clean(leader.get().name());
        return leader.get().name().equals(name)
                ? Page.line(Page.OK, who)
                : Page.line(UNAVAILABLE, who + " leads the zone.");
    }

    private Optional<ZoneServer> known() {
        return zone.fresh().flatMap(poll -> poll.report().verdict().leader());
    }

    private Page nobody() {
        return Page.line(
                UNAVAILABLE,
                zone.fresh().isPresent()
                        ? "No server leads the zone."
                        : "Who leads the zone is not known: there is no recent poll of it.");
    }
}
