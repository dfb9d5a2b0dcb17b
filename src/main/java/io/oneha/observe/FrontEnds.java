package io.oneha.observe;

import io.oneha.base.Endpoint;
import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which front-end of the inventory a zone server is. */
record FrontEnds(List<FrontEnd> all) {

    FrontEnds(Optional<Inventory> inventory) {
        this(inventory.map(Inventory::frontEnds).orElse(List.of()));
    }

    /**
     * Where a zone server is asked: where {@code oneha_endpoint} says; or else at the port and path that the pool has, of the
     * address by which the operator's machine reaches its front-end. TLS needs the name that the pool has.
     */
    String endpoint(ZoneServer server, Zone zone) {
        return of(server, zone)
                .map(frontEnd -> frontEnd.hasOwnEndpoint() ? frontEnd.endpoint() : at(frontEnd, server.endpoint()))
                .orElse(server.endpoint());
    }

    /** The server of a zone that is asked at an endpoint, by what the pool says or by what the inventory does. */
    Optional<ZoneServer> at(String key, Zone zone) {
        return zone.servers().stream()
                .filter(server -> Endpoint.key(server.endpoint()).equals(key)
                        || Endpoint.key(endpoint(server, zone)).equals(key))
                .findFirst();
    }

    /** Where the front-ends are asked, as far as the zone is known: one that it has no server of, at its own endpoint. */
    List<String> endpoints(Optional<Zone> zone) {
        return all.stream()
                .map(frontEnd -> zone.flatMap(known -> known.servers().stream()
                                .filter(server -> of(server, known)
                                        .filter(frontEnd::equals)
                                        .isPresent())
                                .findFirst()
                                .map(server -> endpoint(server, known)))
                        .orElse(frontEnd.endpoint()))
                .toList();
    }

    private static String at(FrontEnd frontEnd, String pool) {
        return Endpoint.parse(pool)
                .map(endpoint -> endpoint.isEncrypted()
                        ? pool
                        : endpoint.at(frontEnd.address()).toString())
                .orElse(frontEnd.endpoint());
    }

    /**
     * By name, which one-deploy makes equal; or else by endpoint; or else by the endpoint's host, where only one front-end and
     * only one endpoint of the pool have it (several servers may share a host under different ports).
     */
    Optional<FrontEnd> of(ZoneServer server, Zone zone) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String key = Endpoint.key(server.endpoint());
        return all.stream()
                .filter(frontEnd -> frontEnd.name().equalsIgnoreCase(server.name()))
                .findFirst()
                .or(() -> all.stream()
                        .filter(frontEnd -> Endpoint.key(frontEnd.endpoint()).equals(key))
                        .findFirst())
                .or(() -> byHost(server, zone));
    }

    private Optional<FrontEnd> byHost(ZoneServer server, Zone zone) {
        Optional<String> named = Endpoint.parse(server.endpoint()).map(Endpoint::host);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        String host = named.get();
        List<FrontEnd> matching =
                all.stream().filter(frontEnd -> isAt(frontEnd, host)).toList();
        long endpoints = zone.servers().stream()
                .map(ZoneServer::endpoint)
                .filter(endpoint -> Endpoint.parse(endpoint).map(Endpoint::host).equals(named))
                .map(Endpoint::key)
                .distinct()
                .count();
        return matching.size() == 1 && endpoints == 1 ? Optional.of(matching.get(0)) : Optional.empty();
    }

    private static boolean isAt(FrontEnd frontEnd, String host) {
        return frontEnd.name().toLowerCase(Locale.ROOT).equals(host)
                || frontEnd.address().toLowerCase(Locale.ROOT).equals(host);
    }
}
