package io.oneha.observe;

import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which front-end of the inventory a zone server is. */
final class FrontEnds {
    private final List<FrontEnd> all;

    FrontEnds(Optional<Inventory> inventory) {
        this.all = inventory.map(Inventory::frontEnds).orElse(List.of());
    }

    List<FrontEnd> all() {
        return all;
    }

    /** Where a zone server is asked: at its front-end's endpoint, for that is what the operator's machine can reach. */
    String endpoint(ZoneServer server, Zone zone) {
        return of(server, zone).map(FrontEnd::endpoint).orElse(server.endpoint());
    }

    /**
     * By name, which one-deploy makes equal; or else by endpoint; or else by the endpoint's host, where only one front-end and
     * only one endpoint of the pool have it (several servers may share a host under different ports).
     */
    Optional<FrontEnd> of(ZoneServer server, Zone zone) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String key = Endpoints.key(server.endpoint());
        return all.stream()
                .filter(frontEnd -> frontEnd.name().equalsIgnoreCase(server.name()))
                .findFirst()
                .or(() -> all.stream()
                        .filter(frontEnd -> Endpoints.key(frontEnd.endpoint()).equals(key))
                        .findFirst())
                .or(() -> byHost(server, zone));
    }

    private Optional<FrontEnd> byHost(ZoneServer server, Zone zone) {
        String host = Endpoints.host(server.endpoint());
        List<FrontEnd> matching =
                all.stream().filter(frontEnd -> isAt(frontEnd, host)).toList();
        long endpoints = zone.servers().stream()
                .map(ZoneServer::endpoint)
                .filter(endpoint -> Endpoints.host(endpoint).equals(host))
                .map(Endpoints::key)
                .distinct()
                .count();
        return matching.size() == 1 && endpoints == 1 ? Optional.of(matching.get(0)) : Optional.empty();
    }

    private static boolean isAt(FrontEnd frontEnd, String host) {
        return frontEnd.name().toLowerCase(Locale.ROOT).equals(host)
                || frontEnd.address().toLowerCase(Locale.ROOT).equals(host);
    }
}
